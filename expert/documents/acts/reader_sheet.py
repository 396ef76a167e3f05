"""The qualification sheet of a reader, with what the case adds: stage, decisions, pieces."""

from __future__ import annotations

from collections.abc import Iterator

from expert.calendar import french_date
from expert.documents.acts.chronology import pieces
from expert.documents.acts.disclosable import Disclosable, DisclosedDecision
from expert.documents.acts.framing import ANONYMISED, NOT_IMPUTED
from expert.documents.content import content
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText, capitalised

_HANDS_OVER = "manager"
"""The reader who only hands over: neither decisions nor pieces are for that one."""


def reader_sheet(told: Disclosable, reader: str) -> Iterator[Block]:
    """Yield the sheet, the case told right after the title and its dates."""
    title, dates, *rest = content(told.assessment, reader)
    yield title
    yield dates
    if not told.imputed:
        yield Paragraph(NOT_IMPUTED)
    elif not told.named:
        yield Paragraph(ANONYMISED)
    if told.pseudonym:
        yield from _case(told, reader)
    yield from rest


def _case(told: Disclosable, reader: str) -> Iterator[Block]:
    yield Heading("Le dossier")
    known = [Item(told.pseudonym, "Référence"), Item(told.stage, "Étape")]
    party = SourceText(told.assessment, reader).report_only
    if reader == _HANDS_OVER or party:
        yield from bullets(known)
        return
    if told.person:
        known.append(Item(told.person, "Personne concernée"))
    yield from bullets(known)
    yield Heading("Décisions prises", level=3)
    if told.decisions:
        yield from bullets(_decision(each) for each in told.decisions)
    else:
        yield Paragraph("Aucune décision n'est enregistrée.")
    for block in pieces(told):
        yield Heading(block.text, 3) if isinstance(block, Heading) else block


def _decision(each: DisclosedDecision) -> Item:
    below = [Item(each.reason or "non enregistré", "Motif")]
    if each.sanction:
        name = "Sanction proposée" if each.referral else "Sanction"
        below.insert(0, Item(each.sanction, name))
    said = f"le {french_date(each.on)}, par {each.authority}"
    return Item(said, capitalised(each.act), tuple(below))
