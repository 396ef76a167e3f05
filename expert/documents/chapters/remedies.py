"""The ways open to each of those concerned: shown, never advised."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.model import DeadlineResult, RemedyResult
from expert.documents.merging import merged
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText, french_day, status_word
from knowledge.models.remedies import HOLDER_FR

_INTRODUCTION = "Ce que la loi ouvre à chacun ; l'outil n'en conseille aucune."


def remedies(source: SourceText) -> Iterator[Block]:
    """Yield every way that is open or contested, by who may take it."""
    found = source.assessment.remedies
    if not found:
        return
    yield Heading("Voies ouvertes")
    yield Paragraph(_INTRODUCTION)
    for holder, title in HOLDER_FR.items():
        mine = [remedy for remedy in found if remedy.holder == holder]
        if mine:
            yield Heading(title, level=3)
            yield from bullets(merged(source, ((r.unit, _remedy(source, r)) for r in mine)))


def bounding(source: SourceText, remedy: RemedyResult) -> Iterator[DeadlineResult]:
    """Yield the delays that bound a way, on its own passage."""
    for delay in source.assessment.deadlines:
        if delay.id in remedy.deadlines and delay.unit in (None, remedy.unit):
            yield delay


def last_days(delays: list[DeadlineResult]) -> str:
    """Return « jusqu'au 09/02/2027 », that the delay has expired, or that its start is missing."""
    said = []
    for delay in delays:
        if delay.ends is None:
            said.append("date de départ à établir")
        elif delay.expired:
            said.append(f"délai expiré depuis le {french_day(delay.ends)}")
        else:
            said.append(f"jusqu'au {french_day(delay.ends)}")
    return " ; ".join(dict.fromkeys(said))


def _remedy(source: SourceText, remedy: RemedyResult) -> Item:
    told = "" if remedy.status == "established" else f"{status_word(remedy.status)}. "
    below = [Item(f"{remedy.who}, auprès de : {remedy.addressed_to}", "Qui, à qui")]
    below += [Item(" ; ".join(remedy.how), "Comment")]
    when = last_days(list(bounding(source, remedy)))
    below += [Item(when, "Délai")] if when else []
    below += [Item(remedy.limit, "Limite")] if remedy.limit else []
    references = source.references(remedy.sources, None if source.profile == "juriste" else 2)
    support = source.support(remedy.support, remedy.sources)
    below += [Item(f"{references} ({support})" if references else support, "Appui")]
    return Item(f"{told}{remedy.gives}", remedy.label, tuple(below))
