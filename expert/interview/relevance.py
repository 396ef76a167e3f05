"""Which questions still matter to the goals of a reader, exactly, and in which order.

A question matters when, for some answers to the others, its answer changes the status of a goal
(`statuses`). A guarded question waits until its guard is settled, or until nothing that could
settle it is left to ask. The order is the users': phases, publications, blocks; inside a block the
fact that most goals share comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from expert.incident import Key, Spot
from expert.inference.graph import Node
from expert.inference.kleene import Reference
from expert.inference.program import Program
from expert.inference.situation import Instance
from expert.inference.statuses import GoalStatus, Statuses, is_more_publications
from knowledge.models.common import SCOPE_DEPTH

OTHER_PUBLICATIONS = Key("autres_publications")
"""The question that closes the list of publications."""

Rank = tuple[int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Goal:
    """One conclusion a reader wants settled, on one unit."""

    atom: str
    unit: int | None
    node: Node


class Relevance:
    """The questions of one situation for one profile, computed only as far as they are needed."""

    def __init__(self, statuses: Statuses, profile: str) -> None:
        self.statuses = statuses
        self.profile = profile
        self._program = statuses.program
        self._situation = statuses.situation
        self._reference = Reference(statuses.situation)
        self._shared = shared_by_goals(self._program, profile)
        base = self._program.base
        self._blocks = {block: rank for rank, block in enumerate(base.blocks)}
        self._declared = {fact: rank for rank, fact in enumerate(base.facts)}
        self._publications = {p.id: n for n, p in enumerate(self._situation.incident.publications)}
        self._spots = {spot: unit for unit, (_, spot) in enumerate(self._situation.units)}

    @cached_property
    def goals(self) -> list[Goal]:
        """The goals of the profile, on every unit they concern."""
        return [
            Goal(atom, unit, self._program.atoms[atom])
            for atom, conclusion, _ in self._program.base.atoms()
            if self.profile in conclusion.goals
            for unit in self._situation.units_at(conclusion.scope)
        ]

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
    def _may_matter(self) -> dict[Key, list[Goal]]:
        """For each question that may still matter, the goals it may matter to, smallest first."""
        found: dict[Key, list[tuple[int, int, Goal]]] = {}
        for number, goal in enumerate(self.goals):
            instances = self.statuses.may_matter(goal.node, goal.unit)
            for key in {self.key(instance) for instance in instances}:
                found.setdefault(key, []).append((len(instances), number, goal))
        return {
            key: [goal for *_, goal in sorted(g, key=lambda x: x[:2])] for key, g in found.items()
        }

    def matters(self, key: Key) -> bool:
        """Whether a question still matters to some goal."""
        return any(
            key in {self.key(i) for i in self.statuses.node(goal.node, goal.unit).matters}
            for goal in self._may_matter.get(key, ())
        )

    def next(self) -> Key | None:
        """Return the first question, in the users' order, that matters and may be asked."""
        waiting = []
        for key in sorted(self._may_matter, key=self.rank):
            if not self.matters(key):
                continue
            if not self.waits(key):
                return key
            waiting.append(key)
        return waiting[0] if waiting else None

    def rank(self, key: Key) -> Rank:
        """Order by phase, publication, block, place, most shared first, then declaration."""
        if key == OTHER_PUBLICATIONS:
            return (1, len(self._publications), 0, 0, 0, 0)
        base = self._program.base
        block = base.blocks[base.facts[key.fact].block]
        phase = ("ouverture", "publication", "suite").index(block.phase)
        where = self._publications.get(key.spot.publication or "", -1)
        passage = self._spots.get(key.spot, -1)
        return (
            phase,
            where if phase == 1 else 0,
            self._blocks[block.id],
            max(where, passage),
            -self._shared[key.fact],
            self._declared[key.fact],
        )

    def key(self, instance: Instance) -> Key:
        """Return the question an instance belongs to."""
        if is_more_publications(instance):
            return OTHER_PUBLICATIONS
        return self._situation.key_of(instance)

    def unit_of(self, key: Key) -> int | None:
        """Return a unit that reads a question (None: an incident question)."""
        if key.spot == Spot():
            return None
        if key.spot in self._spots:
            return self._spots[key.spot]
        places = ((u, spot.publication) for u, (_, spot) in enumerate(self._situation.units))
        return next(unit for unit, publication in places if publication == key.spot.publication)

    def is_moot(self, key: Key) -> bool:
        """Whether the guard of a question fails: its answer has no effect now."""
        guard = self._program.guards.get(key.fact)
        return guard is not None and self._reference.truth(guard, self.unit_of(key)) is False

    def applies(self, key: Key) -> bool:
        """Whether a question has no guard, or one that holds."""
        guard = self._program.guards.get(key.fact)
        return guard is None or self._reference.truth(guard, self.unit_of(key)) is True

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
        guard = self._program.guards.get(key.fact)
        if guard is None:
            return False
        unit = self.unit_of(key)
        if self._reference.truth(guard, unit) is not None:
            return False
        variables = self._program.graph.variables
        return any(
            self.matters(self._situation.key_of(self._situation.locate(variable, unit)))
            for variable in self._program.graph.variables_under([guard])
            if not variables[variable].is_zone
            and (unit is not None or SCOPE_DEPTH[variables[variable].scope] == 0)
        )


@lru_cache(maxsize=16)
def shared_by_goals(program: Program, profile: str) -> Counter[str]:
    """Return, for each fact, how many goals of a profile read it (law only)."""
    shared: Counter[str] = Counter()
    for atom, conclusion, _ in program.base.atoms():
        if profile in conclusion.goals:
            variables = program.graph.variables_under([program.atoms[atom]])
            shared.update({program.graph.variables[variable].source for variable in variables})
    return shared
