"""The dates a delay needs: asked of who can act on it, though no conclusion hangs on them.

A fact of the base says to which readers it is asked for the sake of the delays. It is asked when a
delay that may concern the incident still hangs on it, and a date only once that delay concerns the
incident: nobody is asked for the day of a council that was never seized.

The three-valued reference answers first; exact statuses are computed only where it cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from expert.incident import Key, Spot
from expert.inference.statuses import Statuses, is_more_publications
from expert.inference.unsettled import Unsettled
from knowledge.conditions import Condition, FactTest, walk
from knowledge.models.procedure import Deadline


def date_questions(statuses: Statuses, profile: str) -> list[Key]:
    """Return what may be asked now of a reader for the sake of the delays, without order."""
    return list(dict.fromkeys(_DateQuestions(statuses, profile).keys()))


def possible_dates(
    statuses: Statuses, profile: str
) -> dict[Key, list[tuple[Deadline, int | None]]]:
    """Return what `date_questions` may still ask later, with the delays that would ask for it."""
    return _DateQuestions(statuses, profile).possible()


@dataclass(frozen=True)
class _DateQuestions:
    """The questions of one state of an incident, for one reader."""

    statuses: Statuses
    profile: str

    @cached_property
    def _asked(self) -> frozenset[str]:
        facts = self.statuses.program.base.facts.values()
        return frozenset(fact.id for fact in facts if self.profile in fact.asked_for_dates)

    @property
    def _reference(self) -> Unsettled:
        return self.statuses.unsettled

    def keys(self) -> Iterator[Key]:
        """Yield the questions, delay by delay."""
        deadlines = self.statuses.program.base.deadlines.values() if self._asked else ()
        starts = {deadline.start for deadline, _ in deadlines}
        for deadline, condition in deadlines:
            gates = _facts_of(condition) & self._asked - starts
            if gates or deadline.start in self._asked:
                for unit in self.statuses.situation.units_at(deadline.scope):
                    yield from self._needed(deadline, gates, unit)

    def possible(self) -> dict[Key, list[tuple[Deadline, int | None]]]:
        """Return the unanswered questions of the delays that may concern the incident."""
        found: dict[Key, list[tuple[Deadline, int | None]]] = {}
        deadlines = self.statuses.program.base.deadlines.values() if self._asked else ()
        for deadline, condition in deadlines:
            names = (_facts_of(condition) | {deadline.start or ""}) & self._asked
            for unit in self.statuses.situation.units_at(deadline.scope) if names else ():
                node = self.statuses.program.deadlines[deadline.id]
                if self._reference.truth(node, unit) is not False:
                    for key in (self._key(name, unit) for name in sorted(names)):
                        if not self._is_answered(key) and not self._is_moot(key):
                            found.setdefault(key, []).append((deadline, unit))
        return found

    def _is_moot(self, key: Key) -> bool:
        guard = self.statuses.program.guards.get(key.fact)
        return guard is not None and self._reference.truth(guard, self._unit(key)) is False

    def _needed(self, deadline: Deadline, gates: frozenset[str], unit: int | None) -> Iterator[Key]:
        """Yield what tells whether a delay concerns the incident, or else the day it starts."""
        node = self.statuses.program.deadlines[deadline.id]
        truth = self._reference.truth(node, unit)
        if truth is False:
            return
        begins = self._key(deadline.start, unit) if deadline.start in self._asked else None
        waiting = [key for gate in gates if self._may_be_asked(key := self._key(gate, unit))]
        if truth is None and waiting:
            matters = self._mattering(deadline, unit)
            yield from (key for key in waiting if key in matters)
        elif begins is not None and self._may_be_asked(begins):
            told = any(self._is_answered(self._key(gate, unit)) for gate in gates)
            if truth or (told and self.statuses.node(node, unit).status == "contested"):
                yield begins

    def _mattering(self, deadline: Deadline, unit: int | None) -> set[Key]:
        """Return the questions on which it still hangs that a delay concerns the incident."""
        status = self.statuses.node(self.statuses.program.deadlines[deadline.id], unit)
        key_of = self.statuses.situation.key_of
        return {key_of(i) for i in status.matters if not is_more_publications(i)}

    def _key(self, name: str | None, unit: int | None) -> Key:
        fact = self.statuses.program.base.facts[name or ""]
        if unit is None or fact.scope == "incident":
            return Key(fact.id)
        whole = self.statuses.situation.units[unit][1]
        return Key(fact.id, Spot(whole.publication) if fact.scope == "publication" else whole)

    def _is_answered(self, key: Key) -> bool:
        return key.fact in self.statuses.situation.incident.answers_at(key.spot)

    def _may_be_asked(self, key: Key) -> bool:
        """Whether a question is unanswered, and its guard, if it has one, holds already."""
        if self._is_answered(key):
            return False
        guard = self.statuses.program.guards.get(key.fact)
        return guard is None or self._reference.truth(guard, self._unit(key)) is True

    def _unit(self, key: Key) -> int | None:
        """Return a unit that reads a question (None: a question of the incident)."""
        if key.spot == Spot():
            return None
        spots = enumerate(spot for _, spot in self.statuses.situation.units)
        return next(n for n, spot in spots if key.spot in (spot, Spot(spot.publication)))


def _facts_of(condition: Condition) -> frozenset[str]:
    return frozenset(part.fact for part in walk(condition) if isinstance(part, FactTest))
