"""The report of someone who is party to the incident: what, when, how known. No conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.merging import merged
from expert.documents.outline import Block, Heading, Item, Paragraph, Quotation, bullets
from expert.documents.source_text import REPORT_ONLY, SourceText, capitalised


def factual_report(source: SourceText) -> Iterator[Block]:
    """Yield why there is no conclusion, the words, and the answers."""
    reason = source.conclusion(REPORT_ONLY)
    yield Paragraph(
        "La personne qui répond est visée, témoin, ou à l'origine de la capture : ce rapport dit "
        "les faits, et rien d'une faute ni d'une sanction. Le dossier est instruit par quelqu'un "
        "d'autre."
    )
    if reason and not reason.sentence.startswith(f"{reason.label} : "):
        yield Paragraph(reason.sentence)
    yield from facts(source)


def handover(source: SourceText) -> Iterator[Block]:
    """Yield the natural end of a manager's journey: the report, and nothing else, is handed on."""
    yield Heading("Je transmets aux ressources humaines")
    yield Paragraph(
        "Ce rapport factuel est le seul document à transmettre. Relisez-le : ce que vous avez vu, "
        "sans avis, sans intention prêtée, sans rumeur. Il pourra être lu par l'agent et par un "
        "juge."
    )
    yield from facts(source)


def transmitted(source: SourceText) -> Iterator[Block]:
    """Yield the report that is handed on: facts, and who concludes."""
    yield Paragraph(
        "Ce rapport dit des faits et ne conclut rien : la suite appartient aux ressources humaines."
    )
    yield from facts(source)


def facts(source: SourceText) -> Iterator[Block]:
    """Yield who, what (with the exact words), when and how it is known, from the answers."""
    for part in source.assessment.report:
        told = ((each.unit, Item(each.said, capitalised(each.label))) for each in part.lines)
        if part.lines:
            yield Heading(part.title, level=3)
            yield from bullets(merged(source, told))
    for publication in source.assessment.publications:
        for unit in publication.units:
            if unit.verbatim:
                yield Heading(f"Mots du passage {unit.id}", level=3)
                yield Quotation(unit.verbatim)
