"""Random situations on the real base, steered so that every conclusion is reached both ways."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from expert.incident import Incident, Passage, Publication
from expert.inference.diagrams import NEVER, DiagramTooLargeError
from expert.inference.functions import Function, build_function
from expert.inference.program import Program
from expert.inference.situation import INCIDENT, Situation
from expert.status import Status

World = dict[int, int]
"""Variable index -> value index: one passage, complete, zones included."""


@dataclass
class Steering:
    """Draws worlds that lead to a chosen conclusion, or away from it."""

    program: Program
    chance: random.Random
    _functions: dict[str, Function | None] = field(default_factory=dict)

    def world(self, atom: str | None = None, holds: bool = True) -> World:
        """Return a random world; with `atom`, one where some reading makes it hold (or fail)."""
        variables = self.program.graph.variables
        world = {v: self.chance.randrange(len(d.values)) for v, d in enumerate(variables)}
        function = self._function(atom) if atom else None
        if function is not None:
            world.update(self._path(function, holds))
        return world

    def _path(self, function: Function, holds: bool) -> Iterator[tuple[int, int]]:
        """Yield the choices of one random path to the wanted end of a diagram."""
        table = function.table
        node = function.possibly if holds else table.negation(function.surely)
        while node > 1:
            children = table.children[node]
            live = [value for value, child in enumerate(children) if child != NEVER]
            value = self.chance.choice(live)
            instance = function.instances[table.levels[node]]
            if instance[0] >= 0:
                yield instance[0], value
            node = children[value]

    def _function(self, atom: str) -> Function | None:
        if atom not in self._functions:
            scope = self.program.base.atom_conclusion(atom).scope
            unit = None if scope == "incident" else 0
            try:
                function = build_function(
                    situation_of(self.program, {}), self.program.atoms[atom], unit
                )
            except DiagramTooLargeError:
                self._functions[atom] = None
            else:
                self._functions[atom] = function
        return self._functions[atom]


def situation_of(program: Program, world: Mapping[int, int]) -> Situation:
    """Return a situation of one passage with these variables settled (the others not asked)."""
    incident = Incident(
        "essai",
        program.examined_on,
        {},
        (Publication("P1", (Passage("P1"),)),),
        publications_closed=True,
    )
    allowed = {}
    for variable, value in world.items():
        scope = program.graph.variables[variable].scope
        place = INCIDENT if scope in ("incident", "zone") else 0
        allowed[variable, place] = frozenset((value,))
    return Situation(program, incident, allowed)


def thinned(world: World, chance: random.Random, kept: float) -> World:
    """Return the world with only part of its answers."""
    return {v: i for v, i in world.items() if chance.random() < kept}


def status_of(truth: bool | None) -> Status | None:
    """Return the status a settled truth implies."""
    return None if truth is None else ("established" if truth else "excluded")
