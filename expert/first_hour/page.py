"""One page for whoever has just learnt of it: what not to do, to do, whom to tell, by what hour.

It says nothing of a fault: no conclusion is read. A gesture without a source is marked as advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from expert.assessment.counting import told_computation, told_duration, told_standing
from expert.assessment.gestures import is_shown
from expert.calendar import add_duration, french_date
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import short_citation
from expert.explanation.citations import citation
from expert.first_hour.questions import questions, start_of
from expert.incident import Incident
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from knowledge.base_model import KnowledgeBase
from knowledge.models.procedure import Deadline
from knowledge.models.readers import Gesture

TITLE: Final = "La première heure"
_OPENING: Final = (
    "Rien n'est qualifié ici : cette page ne dit ni s'il y a un manquement, ni de qui. Ce qui est "
    "marqué (conseil) n'a pas de source de droit vérifiée."
)
_TITLES: Final = {
    "d-abord": "D'abord",
    "eviter": "À ne pas faire",
    "faire": "À faire maintenant",
    "prevenir": "Qui prévenir, et quand",
}
_HOURS: Final = "Les heures"
_UNKNOWN: Final = "Ce que vous ne savez pas encore"
_FIRST_READERS: Final = frozenset(("manager", "rh"))
"""Who opens the page: a gesture written for others only is not on it."""


def page(base: KnowledgeBase, incident: Incident, now: datetime | None = None) -> Iterator[Block]:
    """Yield the page of an incident; `now` counts the hours left exactly."""
    found = list(_gestures(base, incident))
    hours = list(_hours(base, incident, found, now))
    when = french_date(now) if now else french_date(incident.examined_on)
    yield Heading(TITLE, level=1)
    yield Paragraph(f"Établie le {when}. {_OPENING}")
    for hour in hours:
        label = hour.deadline.label
        yield Paragraph(f"À décider : {label[:1].lower()}{label[1:]}, {hour.told}.")
    for kind, title in _TITLES.items():
        said = [Item(gesture_words(base, gesture)) for gesture in found if gesture.kind == kind]
        if said:
            yield Heading(title)
            yield from bullets(said)
    if hours:
        yield Heading(_HOURS)
        yield from bullets(_detailed(base, hour) for hour in hours)
    unknown = [question.title for question in questions(base, incident) if question.current is None]
    if unknown:
        yield Heading(_UNKNOWN)
        yield from bullets(unknown)


def _gestures(base: KnowledgeBase, incident: Incident) -> Iterator[Gesture]:
    """Yield the gestures of the first hour that this incident calls for."""
    statuses = Statuses(situate(compile_base(base, incident.examined_on), incident))
    for gesture, condition in base.gestures.values():
        for_them = not gesture.readers or not _FIRST_READERS.isdisjoint(gesture.readers)
        if gesture.first_hour and for_them and is_shown(statuses, gesture, condition):
            yield gesture


def gesture_words(base: KnowledgeBase, gesture: Gesture) -> str:
    """Return a gesture with what bears it: its references, or that it is advice."""
    cited = _references(base, gesture.sources)
    return f"{gesture.text} [{cited}]" if cited else f"{gesture.text} (conseil)"


def _references(base: KnowledgeBase, sources: tuple[str, ...]) -> str:
    citable = (source for source in sources if base.sources[source].is_citable)
    return " ; ".join(short_citation(citation(base, source)) for source in citable)


# The hours ---------------------------------------------------------------------------------------


class _Hour(NamedTuple):
    """A delay that a gesture names, where it stands, and how it is counted."""

    deadline: Deadline
    told: str
    notes: tuple[str, ...]


def _hours(
    base: KnowledgeBase, incident: Incident, found: list[Gesture], now: datetime | None
) -> Iterator[_Hour]:
    """Yield the delays that the gestures name, once each, to the hour."""
    named = dict.fromkeys(gesture.deadline for gesture in found if gesture.deadline)
    for name in named:
        deadline, _ = base.deadlines[name]
        if deadline.start is None or deadline.duration is None:
            continue
        starts, caution = start_of(base, incident, deadline.start)
        length = told_duration(deadline.duration)
        if starts is None:
            told, counted = f"{length}, depuis une heure qui reste à fixer", None
        else:
            ends = add_duration(starts, deadline.duration)
            left = _left(starts, ends, incident.examined_on, now)
            told = f"avant le {french_date(ends)}, {left}"
            counted = f"Depuis le {french_date(starts)}, {told_computation(deadline, starts)}."
        notes = (counted, caution, deadline.why_start, deadline.note)
        yield _Hour(deadline, told, tuple(note for note in notes if note))


def _detailed(base: KnowledgeBase, hour: _Hour) -> Item:
    cited = _references(base, hour.deadline.sources)
    return Item(f"{hour.told} [{cited}]", hour.deadline.label, tuple(map(Item, hour.notes)))


def _left(starts: date, ends: date, examined_on: date, now: datetime | None) -> str:
    if now is None or not isinstance(ends, datetime):
        last = (ends - timedelta(microseconds=1)).date() if isinstance(ends, datetime) else ends
        return told_standing(examined_on, None, ends, last)
    begins = starts if isinstance(starts, datetime) else datetime(*starts.timetuple()[:3])
    if begins > now:
        return "heure à vérifier, elle est encore à venir"
    if now - timedelta(minutes=1) < ends <= now:
        return "expiré à l'instant"
    if ends <= now:
        return f"expiré depuis {_told_hours(now - ends)}"
    return f"expire dans {_told_hours(ends - now)}"


def _told_hours(span: timedelta) -> str:
    """Return whole hours, or minutes under one hour: never more than what is left."""
    hours, minutes = divmod(span // timedelta(minutes=1), 60)
    if hours:
        return f"{hours} heure{'s' if hours > 1 else ''}"
    return f"{minutes} minute{'s' if minutes > 1 else ''}"
