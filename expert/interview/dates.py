"""The dates a delay needs: asked of who can act on it, though no conclusion hangs on them.

A fact of the base says to which readers it is asked for the sake of the delays. It is asked when a
delay that may concern the incident still hangs on it, and a date only once that delay concerns the
incident: nobody is asked for the day of a council that was never seized.
"""

from __future__ import annotations

from collections.abc import Iterator

from expert.incident import Key, Spot
from expert.inference.kleene import Reference
from expert.inference.statuses import Statuses, is_more_publications
from knowledge.base_model import KnowledgeBase
from knowledge.conditions import FactTest, walk
from knowledge.models.procedure import Deadline


def date_questions(statuses: Statuses, profile: str) -> list[Key]:
    """Return what may be asked now of a reader for the sake of the delays, without order."""
    base = statuses.program.base
    asked = {fact.id for fact in base.facts.values() if profile in fact.asked_for_dates}
    starts = {deadline.start for deadline, _ in base.deadlines.values()}
    found: dict[Key, None] = {}
    for deadline in _needing(base, asked):
        for unit in statuses.situation.units_at(deadline.scope):
            for key in _needed(statuses, deadline, unit, starts):
                if key.fact in asked and _may_be_asked(statuses, key):
                    found[key] = None
    return list(found)


def _needing(base: KnowledgeBase, asked: set[str]) -> Iterator[Deadline]:
    """Yield the delays that read one of the facts asked for them."""
    for deadline, condition in base.deadlines.values():
        read = {part.fact for part in walk(condition) if isinstance(part, FactTest)}
        if asked & {deadline.start, *read}:
            yield deadline


def _needed(
    statuses: Statuses, deadline: Deadline, unit: int | None, starts: set[str | None]
) -> Iterator[Key]:
    """Yield what tells whether a delay concerns the incident, then the day it starts."""
    program, situation = statuses.program, statuses.situation
    status = statuses.node(program.deadlines[deadline.id], unit)
    if status.status in ("established", "contested") and deadline.start:
        fact = program.base.facts[deadline.start]
        yield Key(fact.id, _spot(statuses, fact.scope, unit))
    for instance in status.matters:
        if not is_more_publications(instance):
            key = situation.key_of(instance)
            if key.fact not in starts:
                yield key


def _spot(statuses: Statuses, scope: str, unit: int | None) -> Spot:
    if unit is None or scope == "incident":
        return Spot()
    whole = statuses.situation.units[unit][1]
    return Spot(whole.publication) if scope == "publication" else whole


def _may_be_asked(statuses: Statuses, key: Key) -> bool:
    """Whether a question is unanswered, and its guard, if it has one, holds already."""
    if key.fact in statuses.situation.incident.answers_at(key.spot):
        return False
    guard = statuses.program.guards.get(key.fact)
    return guard is None or Reference(statuses.situation).truth(guard, _unit(statuses, key)) is True


def _unit(statuses: Statuses, key: Key) -> int | None:
    """Return a unit that reads a question (None: a question of the incident)."""
    if key.spot == Spot():
        return None
    spots = enumerate(spot for _, spot in statuses.situation.units)
    return next(n for n, spot in spots if key.spot in (spot, Spot(spot.publication)))
