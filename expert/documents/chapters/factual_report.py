"""The report of someone who is party to the incident: what, when, how known. No conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.chapters.answers import answers
from expert.documents.outline import Block, Heading, Paragraph, Quotation
from expert.documents.source_text import REPORT_ONLY, SourceText


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
    for publication in source.assessment.publications:
        for unit in publication.units:
            if unit.verbatim:
                yield Heading(f"Mots de la publication {publication.id}", level=3)
                yield Quotation(unit.verbatim)
    yield from answers(source)
