"""Delays as dates: for whom they run, from when and why, what interrupts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expert.assessment.model import DeadlineResult
from expert.documents.deadline_words import (
    CERTAINTY,
    NOTHING_READ,
    OTHERS,
    OWN,
    PLAN,
    beginning,
    own_first,
    to_signal,
    when,
)
from expert.documents.merging import merged
from expert.documents.outline import Block, Heading, Item, bullets
from expert.documents.source_text import SourceText, status_word


def deadlines(source: SourceText) -> Iterator[Block]:
    """Yield every delay that concerns the incident, the earliest end first.

    Human resources read their own first, apart from those of everybody else.
    """
    found = source.assessment.deadlines
    if not found:
        return
    yield Heading("Délais")
    if source.profile != "rh":
        yield from _list(source, found)
        return
    own, others = own_first(found)
    for title, part in ((OWN, own), (OTHERS, others)):
        if part:
            yield Heading(title, 3)
            yield from _list(source, part)


def near_deadlines(source: SourceText) -> Iterator[Block]:
    """Yield only what must be signalled now, for who must hand over in time."""
    found = to_signal(source.assessment.deadlines, source.assessment.examined_on)
    if found:
        yield Heading("Délais proches, à signaler en transmettant")
        yield from bullets(merged(source, ((d.unit, _deadline(d, _to_do(d))) for d in found)))


def _to_do(deadline: DeadlineResult) -> list[Item]:
    """Return what is still to do once a delay has passed, when the base says there is."""
    return [Item(deadline.note)] if deadline.expired and deadline.note else []


def _list(source: SourceText, found: Sequence[DeadlineResult]) -> Iterator[Block]:
    most = None if source.profile == "juriste" else 1
    items = ((d.unit, _deadline(d, _details(source, d, most))) for d in found)
    yield from bullets(merged(source, items))


def _deadline(deadline: DeadlineResult, details: list[Item]) -> Item:
    return Item(deadline_sentence(deadline), deadline.label, tuple(details))


def _details(source: SourceText, deadline: DeadlineResult, most: int | None) -> list[Item]:
    """Return why it starts there, how it is counted, what interrupts it, at `most` some texts."""
    details = [Item(deadline.why_start, beginning(deadline))]
    if deadline.uncertain_start:
        details.append(Item(deadline.uncertain_start, "Départ incertain"))
    if deadline.computation:
        details.append(Item(deadline.computation, "Compté"))
    details += [Item(place, "Autres jours fériés") for place in deadline.elsewhere]
    if deadline.ends or deadline.interrupted_by:
        stops = " ; ".join(deadline.interrupted_by) or NOTHING_READ
        details.append(Item(stops, "Interrompu par"))
    if deadline.not_interrupted_by:
        details.append(Item(" ; ".join(deadline.not_interrupted_by), "Sans effet sur lui"))
    known = (source.references(deadline.text, most), CERTAINTY[deadline.certainty])
    if any(known):
        details.append(Item(" ; ".join(part for part in known if part), "Texte"))
    if deadline.note:
        details.append(Item(deadline.note, "À savoir"))
    return details


def deadline_sentence(deadline: DeadlineResult) -> str:
    """Say for whom, until when; an expired delay is said so, with its day, for whom, which plan."""
    applies = "" if deadline.applies == "established" else (
        f" S'il s'applique : {status_word(deadline.applies)}."
    )  # fmt: skip
    plan = f" ({PLAN[deadline.plan]})" if deadline.plan else ""
    if deadline.expired:
        return f"délai {when(deadline)} pour {deadline.for_whom}{plan}.{applies}"
    said = when(deadline)
    return f"pour {deadline.for_whom}{plan}{f' : {said}' if said else ''}.{applies}"
