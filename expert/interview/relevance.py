"""Which questions still matter to the goals of a reader, exactly, and in which order.

A question matters when, for some answers to the others, its answer changes the status of a goal
(`statuses`). A guarded question waits until its guard is settled, or until nothing that could
settle it is left to ask. The order is the users': phases, publications, blocks; inside a block the
fact that most goals share comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from expert.incident import Key
from expert.inference.graph import Node
from expert.inference.situation import Instance
from expert.inference.statuses import GoalStatus, Statuses
from expert.inference.unsettled import Met
from expert.interview.agenda import OTHER_PUBLICATIONS, Goal, agenda_of
from expert.interview.orders import Order, Rank, most_shared

__all__ = ["OTHER_PUBLICATIONS", "Goal", "Rank", "Relevance"]


class Relevance:
    """The questions of one situation for one profile, computed only as far as they are needed."""

    def __init__(self, statuses: Statuses, profile: str, order: Order = most_shared) -> None:
        self.statuses = statuses
        self.profile = profile
        self._program = statuses.program
        self._situation = statuses.situation
        self._unsettled = statuses.unsettled
        self._agenda = agenda_of(statuses.situation, profile)
        self.goals = self._agenda.goals
        self.rank = order(self._agenda, self._unsettled)

    @cached_property
    def found(self) -> list[tuple[Goal, GoalStatus]]:
        """The status of every goal."""
        return [(goal, self.statuses.node(goal.node, goal.unit)) for goal in self.goals]

    @cached_property
    def counted(self) -> Counter[Key]:
        """Every question that still matters, with the number of goals that hang on it."""
        counted: Counter[Key] = Counter()
        for _, status in self.found:
            counted.update({self.key(instance) for instance in status.matters})
        return counted

    @cached_property
    def _may_meet(self) -> list[tuple[Goal, Met]]:
        """What may still matter to each goal that is not settled, the simplest goal first."""
        unsettled = self._unsettled
        found = [(goal, unsettled.met(goal.node, goal.unit)) for goal in self.goals]
        return sorted([(g, met) for g, met in found if met], key=lambda each: each[1].bit_count())

    @cached_property
    def _may_matter(self) -> dict[Key, Met]:
        """The instances of each question that may still matter to some goal."""
        every = 0
        for _, met in self._may_meet:
            every |= met
        found: dict[Key, Met] = {}
        for instance in self._unsettled.instances(self._unsettled.askable(every)):
            key = self.key(instance)
            found[key] = found.get(key, 0) | self._unsettled.met_by((instance,))
        return found

    def matters(self, key: Key) -> bool:
        """Whether a question still matters to some goal."""
        asked = self._may_matter.get(key, 0)
        if not asked:
            return False
        instances = frozenset(self._unsettled.instances(asked))
        return any(
            not instances.isdisjoint(self.statuses.node(goal.node, goal.unit).matters)
            for goal, met in self._may_meet
            if met & asked
        )

    def next(self) -> Key | None:
        """Return the first question, in the order, that matters and may be asked."""
        waiting = []
        for key in sorted(self._may_matter, key=self.rank):
            if not self.matters(key):
                continue
            if not self.waits(key):
                return key
            waiting.append(key)
        return waiting[0] if waiting else None

    def key(self, instance: Instance) -> Key:
        """Return the question an instance belongs to."""
        return self._agenda.key(instance)

    def unit_of(self, key: Key) -> int | None:
        """Return a unit that reads a question (None: an incident question)."""
        return self._agenda.unit_of(key)

    def is_moot(self, key: Key) -> bool:
        """Whether the guard of a question fails: its answer has no effect now."""
        guard = self._program.guards.get(key.fact)
        return guard is not None and self._unsettled.truth(guard, self.unit_of(key)) is False

    def applies(self, key: Key) -> bool:
        """Whether a question has no guard, or one that holds."""
        guard = self._program.guards.get(key.fact)
        return guard is None or self._unsettled.truth(guard, self.unit_of(key)) is True

    def open(self) -> Iterator[tuple[Key, bool]]:
        """Yield what is still open: (question, whether it was answered « unknown »).

        A detail that nobody was asked about is not listed: what it presupposes is.
        """
        for key in sorted(self.counted, key=self.rank):
            if key != OTHER_PUBLICATIONS:
                yield key, False
        unproved = {
            self.key(instance)
            for _, status in self.found
            if status.status == "open"
            for instance in status.unproved
        }
        for key in sorted(unproved, key=self.rank):
            if key not in self.counted and self._was_answered(key):
                yield key, True

    def _was_answered(self, key: Key) -> bool:
        incident = self._situation.incident
        return key == OTHER_PUBLICATIONS or key.fact in incident.answers_at(key.spot)

    def waits(self, key: Key) -> bool:
        """Whether the guard of a question is unsettled while what settles it can be asked."""
        return self._is_unsettled(key) and any(map(self.matters, self.read_by_guard(key)))

    def waits_for_counted(self, key: Key) -> bool:
        """The same as `waits`, read from `counted`: for who needs it for every question."""
        return self._is_unsettled(key) and any(k in self.counted for k in self.read_by_guard(key))

    def _is_unsettled(self, key: Key) -> bool:
        """Whether the guard of a question neither holds nor fails."""
        guard = self._program.guards.get(key.fact)
        return guard is not None and self._unsettled.truth(guard, self.unit_of(key)) is None

    def may_apply(self, key: Key) -> bool:
        """Whether a question has no guard, or one that does not fail."""
        guard = self._program.guards.get(key.fact)
        return guard is None or self._unsettled.truth(guard, self.unit_of(key)) is not False

    def read_by_guard(self, key: Key) -> tuple[Key, ...]:
        """Return the questions that the guard of a question reads."""
        guard = self._program.guards.get(key.fact)
        return () if guard is None else self.read_under(guard, self.unit_of(key))

    def read_under(self, node: Node, unit: int | None) -> tuple[Key, ...]:
        """Return the questions that a condition reads on a unit."""
        return self._agenda.read_under(node, unit)
