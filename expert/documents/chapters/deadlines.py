"""Delays as dates: for whom they run, from when and why, what interrupts them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from expert.assessment.model import DeadlineResult
from expert.documents.merging import merged
from expert.documents.outline import Block, Heading, Item, bullets
from expert.documents.source_text import SourceText, french_day, status_word

_NEAR = timedelta(days=31)
_CERTAINTY = {
    "certain": "",
    "from-memory": "texte cité de mémoire, à vérifier",
    "contested": "point discuté",
}


def deadlines(source: SourceText) -> Iterator[Block]:
    """Yield every delay that concerns the incident, the earliest end first."""
    found = source.assessment.deadlines
    if found:
        yield Heading("Délais")
        most = None if source.profile == "juriste" else 1
        items = ((d.unit, _deadline(d, _details(source, d, most))) for d in found)
        yield from bullets(merged(source, items))


def near_deadlines(source: SourceText) -> Iterator[Block]:
    """Yield only the delays that end within a month, for who must hand over in time."""
    today = date.fromisoformat(source.assessment.examined_on)
    found = [
        d
        for d in source.assessment.deadlines
        if d.ends and today <= date.fromisoformat(d.ends[:10]) <= today + _NEAR
    ]
    if found:
        yield Heading("Délais proches, à signaler en transmettant")
        yield from bullets(merged(source, ((d.unit, _deadline(d, [])) for d in found)))


def _deadline(deadline: DeadlineResult, details: list[Item]) -> Item:
    return Item(_dates(deadline), deadline.label, tuple(details))


def _details(source: SourceText, deadline: DeadlineResult, most: int | None) -> list[Item]:
    """Return why it starts there, what interrupts it, and at `most` how many texts."""
    details = [Item(deadline.why_start, "Départ")]
    if deadline.interrupted_by:
        details.append(Item(" ; ".join(deadline.interrupted_by), "Interrompu par"))
    if deadline.not_interrupted_by:
        details.append(Item(" ; ".join(deadline.not_interrupted_by), "Sans effet sur lui"))
    known = (source.references(deadline.text, most), _CERTAINTY[deadline.certainty])
    if any(known):
        details.append(Item(" ; ".join(part for part in known if part), "Texte"))
    if deadline.note:
        details.append(Item(deadline.note, "À savoir"))
    return details


def _dates(deadline: DeadlineResult) -> str:
    """Say for whom, until when; an expired delay is said so, with its day and for whom."""
    applies = "" if deadline.applies == "established" else (
        f" S'il s'applique : {status_word(deadline.applies)}."
    )  # fmt: skip
    if deadline.starts is None or deadline.ends is None:
        return f"pour {deadline.for_whom} : date de départ à établir.{applies}"
    if deadline.expired:
        return (
            f"délai expiré depuis le {french_day(deadline.ends)} pour {deadline.for_whom}.{applies}"
        )
    aimed = ""
    if deadline.prudent and deadline.prudent != deadline.ends[:10]:
        aimed = f" (jour non ouvré : viser le {french_day(deadline.prudent)})"
    return (
        f"pour {deadline.for_whom} : du {french_day(deadline.starts)} au "
        f"{french_day(deadline.ends)}{aimed}.{applies}"
    )
