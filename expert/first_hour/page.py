"""One page for whoever has just learnt of it: what not to do, to do, whom to tell, by what hour.

It says nothing of a fault: no conclusion is read. A gesture without a source is marked as advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

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
    "Rien n'est qualifié ici : cette page ne dit ni s'il y a un manquement, ni de qui. Ce qui n'est "
    "pas suivi d'une source est un conseil."
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
    when = french_date(now) if now else french_date(incident.examined_on)
    yield Heading(TITLE, level=1)
    yield Paragraph(f"Établie le {when}. {_OPENING}")
    for kind, title in _TITLES.items():
        said = [Item(_said(base, gesture)) for gesture in found if gesture.kind == kind]
        if said:
            yield Heading(title)
            yield from bullets(said)
    hours = list(_hours(base, incident, found, now))
    if hours:
        yield Heading(_HOURS)
        yield from bullets(hours)
    unknown = [q.line for q in questions(base, incident) if q.current is None]
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


def _said(base: KnowledgeBase, gesture: Gesture) -> str:
    cited = _references(base, gesture.sources)
    return f"{gesture.text} [{cited}]" if cited else f"{gesture.text} (conseil)"


def _references(base: KnowledgeBase, sources: tuple[str, ...]) -> str:
    citable = (source for source in sources if base.sources[source].is_citable)
    return " ; ".join(short_citation(citation(base, source)) for source in citable)


# The hours ---------------------------------------------------------------------------------------


def _hours(
    base: KnowledgeBase, incident: Incident, found: list[Gesture], now: datetime | None
) -> Iterator[Item]:
    """Yield the delays that the gestures name, once each, to the hour."""
    named = dict.fromkeys(gesture.deadline for gesture in found if gesture.deadline)
    for name in named:
        deadline, _ = base.deadlines[name]
        if deadline.start is not None and deadline.duration is not None:
            starts, caution = start_of(base, incident, deadline.start)
            cited = _references(base, deadline.sources)
            lines = [line for line in (caution, deadline.why_start, deadline.note) if line]
            told = _until(deadline, starts, incident.examined_on, now)
            yield Item(f"{told} [{cited}]", deadline.label, tuple(map(Item, lines)))


def _until(deadline: Deadline, starts: date | None, examined_on: date, now: datetime | None) -> str:
    """Say when a delay ends and how long is left; without a start, that it has to be fixed."""
    assert deadline.duration is not None
    if starts is None:
        return f"{told_duration(deadline.duration)}, depuis une heure qui reste à fixer"
    ends = add_duration(starts, deadline.duration)
    counted = told_computation(deadline, starts)
    left = _left(starts, ends, examined_on, now)
    return f"du {french_date(starts)} au {french_date(ends)} ({left} ; {counted})"


def _left(starts: date, ends: date, examined_on: date, now: datetime | None) -> str:
    if now is None or not isinstance(ends, datetime):
        last = (ends - timedelta(microseconds=1)).date() if isinstance(ends, datetime) else ends
        return told_standing(examined_on, None, ends, last)
    begins = starts if isinstance(starts, datetime) else datetime(*starts.timetuple()[:3])
    if begins > now:
        return "heure à vérifier, elle est encore à venir"
    if ends <= now:
        return f"expiré depuis {_told_hours(now - ends)}"
    return f"expire dans {_told_hours(ends - now)}"


def _told_hours(span: timedelta) -> str:
    """Return whole hours, or minutes under one hour: never more than what is left."""
    hours, minutes = divmod(span // timedelta(minutes=1), 60)
    if hours:
        return f"{hours} heure{'s' if hours > 1 else ''}"
    return f"{minutes} minute{'s' if minutes > 1 else ''}"
