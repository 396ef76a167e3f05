"""Incidents tried under both bases where the diagrams would be too large.

Each trial aims at one outcome of the conclusion by walking down the rules, and half of them start
from answers already known to tell a lower conclusion apart. What a trial finds is then checked
exactly, and shortened: a trial may miss a difference, it never invents one.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from expert.assurance.comparison.grounds import grounds
from expert.assurance.comparison.regions import SETTLED, region
from expert.assurance.comparison.sides import Sides
from expert.inference.diagrams import ALWAYS, DiagramTooLargeError
from expert.inference.functions import build_functions
from expert.inference.graph import Graph, Node
from expert.inference.situation import Instance, Situation
from expert.inference.worlds import Bits, evaluate
from expert.status import Status

_WORLDS = 600
_CHECKED = 24
"""How many of the worlds where the two sides differ are looked at exactly."""
Answers = dict[Instance, int]
Pair = tuple[Status, Status]


@dataclass(frozen=True)
class Trial:
    """Both bases, the nodes of one conclusion in them, and the unit it is read on."""

    sides: Sides
    situation: Situation
    old: Node
    new: Node
    unit: int | None

    def differences(self, known: Sequence[Answers]) -> dict[Pair, Answers]:
        """Return a short witness for each change of status that the trials find.

        `known` are answers that tell other conclusions of the two bases apart.
        """
        graph, chance = self.sides.new.program.graph, random.Random(self.new)
        read = sorted(graph.variables_under([self.old, self.new]))
        places = sorted(
            {self.situation.locate(v, u) for v in read for u in range(len(self.situation.units))}
        )
        useful = [answers for answers in known if answers.keys() & set(places)]
        worlds = [self._world(chance, places, useful) for _ in range(_WORLDS)]
        columns = [_columns(self.situation, u, worlds) for u in range(len(self.situation.units))]
        before, after = (self._held(node, columns, len(worlds)) for node in (self.old, self.new))
        apart = [world for bit, world in enumerate(worlds) if (before ^ after) >> bit & 1]
        found: dict[Pair, Answers] = {}
        for world in apart[:_CHECKED]:
            answers = {i: v for i, v in world.items() if not graph.variables[i[0]].is_zone}
            if any(v not in self.sides.common.get(i[0], {v}) for i, v in answers.items()):
                continue
            pair = self._statuses(answers)
            if pair[0] != pair[1] and "open" not in pair and pair not in found:
                found[pair] = self._shortened(answers, pair)
        return found

    def _world(
        self, chance: random.Random, places: list[Instance], known: list[Answers]
    ) -> Answers:
        variables = self.sides.new.program.graph.variables
        world = {place: chance.randrange(len(variables[place[0]].values)) for place in places}
        side, other = (self.old, self.new) if chance.random() < 0.5 else (self.new, self.old)
        wanted = chance.random() < 0.5
        aim = _Aim(self.situation, chance, world)
        aim.at(other, self.unit, not wanted)
        aim.at(side, self.unit, wanted)
        if known and chance.random() < 0.7:
            world.update((i, v) for i, v in chance.choice(known).items() if i in world)
        return world

    def _held(self, node: Node, columns: list[dict[int, list[Bits]]], size: int) -> Bits:
        """Return the worlds in which a node holds, its counts composed over the passages."""
        graph = self.sides.new.program.graph
        counts: dict[Node, Bits] = {}
        for count in graph.counts_under([node]):
            at_least, child = graph.count_of(count)
            reached = [(1 << size) - 1, *([0] * at_least)]
            for column in columns:
                (bits,) = evaluate(graph, [child], column, size)
                for number in range(at_least, 0, -1):
                    reached[number] |= reached[number - 1] & bits
            counts[count] = reached[at_least]
        return evaluate(graph, [node], columns[self.unit or 0], size, counts)[0]

    def _statuses(self, answers: Answers) -> Pair:
        """Return the status on each side, each zone read as that side reads it."""
        asked = self._asked(answers)
        found: list[Status] = []
        for side, node in ((self.sides.old, self.old), (self.sides.new, self.new)):
            try:
                (function,) = build_functions(asked, [(node, side.readings)], self.unit)
                regions = [(status, region(function, status)) for status in SETTLED]
            except DiagramTooLargeError:
                regions = []
            found.append(next((status for status, where in regions if where == ALWAYS), "open"))
        return found[0], found[1]

    def _shortened(self, answers: Answers, wanted: Pair) -> Answers:
        """Return fewer answers that still show the two statuses, whatever the others are."""
        found = [
            grounds(self._asked(answers), node, self.unit, status, side.readings)
            for side, node, status in (
                (self.sides.old, self.old, wanted[0]),
                (self.sides.new, self.new, wanted[1]),
            )
        ]
        shown = [each for each in found if each is not None]
        if len(shown) < 2:
            return answers
        carried = set().union(*(each.carried(self._asked(answers)) for each in shown))
        answers = {i: value for i, value in answers.items() if i in carried}
        for instance in sorted(answers):
            fewer = {i: value for i, value in answers.items() if i != instance}
            if all(each.hold(self._asked(fewer)) for each in shown):
                answers = fewer
        return answers

    def _asked(self, answers: Answers) -> Situation:
        allowed = {instance: frozenset((value,)) for instance, value in answers.items()}
        return replace(self.situation, allowed=allowed)


@dataclass
class _Aim:
    """Sets the values of a world so that a node likely holds, or fails; contradictions may win."""

    situation: Situation
    chance: random.Random
    world: Answers

    @property
    def _graph(self) -> Graph:
        return self.situation.program.graph

    def at(self, node: Node, unit: int | None, holds: bool) -> None:
        """Aim at a node on a unit."""
        graph = self._graph
        match graph.kinds[node]:
            case "literal":
                variable, values = graph.literal_of(node)
                width = len(graph.variables[variable].values)
                wanted = sorted(values if holds else set(range(width)) - values)
                self.world[self.situation.locate(variable, unit)] = self.chance.choice(wanted)
            case "not":
                self.at(graph.children(node)[0], unit, not holds)
            case "count":
                at_least, child = graph.count_of(node)
                units = list(range(len(self.situation.units)))
                for number in units[:at_least] if holds else units:
                    self.at(child, number, holds)
            case "and" | "or" as kind:
                children = graph.children(node)
                if (kind == "and") is not holds:
                    children = (self.chance.choice(children),)
                for child in children:
                    self.at(child, unit, holds)
            case _:
                pass


def _columns(situation: Situation, unit: int, worlds: list[Answers]) -> dict[int, list[Bits]]:
    """Return the columns of a unit: for each variable, one integer a value, one bit a world."""
    variables = situation.program.graph.variables
    columns: dict[int, list[Bits]] = {}
    for variable, place in worlds[0]:
        if (variable, place) == situation.locate(variable, unit):
            taken = [world[variable, place] for world in reversed(worlds)]
            columns[variable] = [
                int("".join("1" if value == number else "0" for value in taken), 2)
                for number in range(len(variables[variable].values))
            ]
    return columns
