"""Brute force over a small base: every complete world, every reading, and what the oracle says.

The definitions of the four statuses and of « this question matters » are spelled out here on sets
of worlds, with nothing of the evaluators: a world is a bit, a set of worlds is a whole number.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from expert.inference.functions import more_publications
from expert.inference.graph import Node
from expert.inference.program import Program
from expert.inference.situation import Instance, Situation
from expert.status import Status
from knowledge.conditions import AtLeast, Condition, walk
from tests.support.oracle import World

Place = tuple[str, int | None]
"""An atom on a unit (None: on the incident)."""

MORE = -2
"""The place of the free boolean « passages still to come suffice »."""


@dataclass
class Enumeration:
    """Every complete world of a program for so many passages, each in its own publication.

    A world is an assignment of the facts (and, while the list is open, of the free boolean of
    each count); it is repeated for each reading of the zones. `facts` and `zones` list the
    instances in the order of the coordinates of a world.
    """

    program: Program
    units: int
    list_is_open: bool
    facts: list[Instance] = field(init=False)
    zones: list[Instance] = field(init=False)

    def __post_init__(self) -> None:
        variables = self.program.graph.variables
        self.zones = [(v, -1) for v, declared in enumerate(variables) if declared.is_zone]
        self.facts = [
            (v, place)
            for v, declared in enumerate(variables)
            if not declared.is_zone
            for place in ([-1] if declared.scope == "incident" else range(self.units))
        ]
        self.facts += [more_publications(node) for node in self._counts]

    @cached_property
    def _counts(self) -> dict[Node, frozenset[Condition]]:
        """The counts that passages still to come may satisfy, same functions together."""
        found: dict[Node, set[Condition]] = {}
        for rule in self.program.base.rules.values() if self.list_is_open else ():
            for part in walk(rule.condition):
                node = self.program.node_of(part) if isinstance(part, AtLeast) else 0
                if self.program.graph.kinds[node] == "count":
                    found.setdefault(node, set()).add(part)
        return {node: frozenset(parts) for node, parts in found.items()}

    @property
    def places(self) -> list[Place]:
        """Every atom of the base on every unit it concerns."""
        return [
            (atom, unit)
            for atom, conclusion, _ in self.program.base.atoms()
            for unit in ([None] if conclusion.scope == "incident" else range(self.units))
        ]

    def width(self, instance: Instance) -> int:
        """Return how many values an instance has."""
        if instance[0] == MORE:
            return 2
        return len(self.program.graph.variables[instance[0]].values)

    @cached_property
    def readings(self) -> list[tuple[int, ...]]:
        """Every combination of readings."""
        return list(itertools.product(*(range(self.width(zone)) for zone in self.zones)))

    @cached_property
    def assignments(self) -> list[tuple[int, ...]]:
        """Every assignment of the facts."""
        return list(itertools.product(*(range(self.width(fact)) for fact in self.facts)))

    @cached_property
    def worlds(self) -> list[World]:
        """The oracle in every world: assignments first, readings inside."""
        return [self._world(a, r) for a in self.assignments for r in self.readings]

    def _world(self, assignment: tuple[int, ...], reading: tuple[int, ...]) -> World:
        variables = self.program.graph.variables
        incident: dict[str, str] = {}
        units: list[dict[str, str]] = [{} for _ in range(self.units)]
        more: set[Condition] = set()
        for (variable, place), value in zip(self.facts, assignment, strict=True):
            if variable == MORE:
                more |= self._counts[place] if value else set()
                continue
            target = incident if place == -1 else units[place]
            target[variables[variable].id] = variables[variable].values[value]
        readings = {
            variables[variable].id: variables[variable].values[value]
            for (variable, _), value in zip(self.zones, reading, strict=True)
        }
        return World(self.program.base, incident, [*units], readings, frozenset(more))

    def holding(self, place: Place) -> list[bool]:
        """Return, world by world, whether an atom holds."""
        return self._holding.setdefault(place, [world.atom(*place) for world in self.worlds])

    @cached_property
    def _holding(self) -> dict[Place, list[bool]]:
        return {}

    def verdicts(self, place: Place) -> list[bool | None]:
        """Return, assignment by assignment: holds, does not, or None when the readings differ."""
        if place not in self._verdicts:
            holds, size = self.holding(place), len(self.readings)
            rows = (holds[n * size : (n + 1) * size] for n in range(len(self.assignments)))
            self._verdicts[place] = [row[0] if len(set(row)) == 1 else None for row in rows]
        return self._verdicts[place]

    @cached_property
    def _verdicts(self) -> dict[Place, list[bool | None]]:
        return {}

    def consistent(self, situation: Situation) -> list[int]:
        """Return the numbers of the assignments that the answers leave possible."""
        possible = [
            situation.allowed.get(fact, frozenset(range(self.width(fact)))) for fact in self.facts
        ]
        return [
            number
            for number, assignment in enumerate(self.assignments)
            if all(value in left for value, left in zip(assignment, possible, strict=True))
        ]

    def status(self, place: Place, among: Sequence[int]) -> Status:
        """Return the status of an atom over some assignments, straight from the definitions."""
        verdicts = self.verdicts(place)
        found = {verdicts[number] for number in among}
        if found == {True}:
            return "established"
        if found == {False}:
            return "excluded"
        return "contested" if found == {None} else "open"

    def by_answers(
        self, place: Place, situation: Situation
    ) -> dict[tuple[tuple[Instance, int], ...], Status]:
        """Return the status for each way of answering every question not asked yet."""
        asked = [n for n, fact in enumerate(self.facts) if fact not in situation.allowed]
        groups: dict[tuple[tuple[Instance, int], ...], list[int]] = {}
        for number in self.consistent(situation):
            assignment = self.assignments[number]
            key = tuple((self.facts[n], assignment[n]) for n in asked)
            groups.setdefault(key, []).append(number)
        return {key: self.status(place, among) for key, among in groups.items()}

    def matters(self, place: Place, situation: Situation) -> Iterator[Instance]:
        """Yield the questions whose answer, for some answers to the others, changes a status."""
        table = self.by_answers(place, situation)
        for fact in {instance for key in table for instance, _ in key}:
            seen: dict[tuple[tuple[Instance, int], ...], set[Status]] = {}
            for key, status in table.items():
                seen.setdefault(tuple(p for p in key if p[0] != fact), set()).add(status)
            if any(len(statuses) > 1 for statuses in seen.values()):
                yield fact
