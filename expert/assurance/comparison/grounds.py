"""The answers that carry the status of a conclusion in one complete incident.

Read down the rules with the three-valued reference, in the readings of the zones that show the
status: one true child carries an « or », every child an « and », and the other way round for what
fails. The reference is sound on partial answers, so what it still tells holds whatever the others.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from expert.inference.graph import Node
from expert.inference.kleene import Reference
from expert.inference.situation import INCIDENT, Instance, Situation
from expert.status import Status

_TRIED = 40
"""How many ways of reading the zones are tried to find both sides of a contested conclusion."""

Reading = Mapping[Instance, frozenset[int]]


@dataclass(frozen=True)
class Grounds:
    """A node on a unit, and the truths that show its status, each in one reading of the zones."""

    node: Node
    unit: int | None
    shown: tuple[tuple[Reading, bool], ...]

    def carried(self, situation: Situation) -> set[Instance]:
        """Return the answers of a situation that carry these truths."""
        graph = situation.program.graph
        found: set[Instance] = set()
        for reading, truth in self.shown:
            reference = _reading(situation, reading)
            if reference.truth(self.node, self.unit) is truth:
                found |= _carried(reference, self.node, self.unit)
        return {i for i in found if not graph.variables[i[0]].is_zone}

    def hold(self, situation: Situation) -> bool:
        """Whether the answers of a situation still show every one of these truths."""
        return all(
            _reading(situation, reading).truth(self.node, self.unit) is truth
            for reading, truth in self.shown
        )


def grounds(
    situation: Situation,
    node: Node,
    unit: int | None,
    status: Status,
    readings: Mapping[int, frozenset[int]],
) -> Grounds | None:
    """Return what shows a settled status, or None where the reference cannot tell.

    `situation` must settle every answer; `readings` are those each zone may take.
    """
    if status in ("established", "excluded"):
        truth = Reference(situation).truth(node, unit)
        wanted = status == "established"
        return Grounds(node, unit, (({}, wanted),)) if truth is wanted else None
    shown: dict[bool, Reading] = {}
    for reading in _readings(situation, node, readings):
        truth = _reading(situation, reading).truth(node, unit)
        if truth is not None:
            shown.setdefault(truth, reading)
        if len(shown) == 2:
            return Grounds(node, unit, tuple((r, t) for t, r in shown.items()))
    return None


def _readings(
    situation: Situation, node: Node, readings: Mapping[int, frozenset[int]]
) -> Iterable[Reading]:
    """Yield ways of reading the zones under a node, drawn at random."""
    chance = random.Random(node)
    graph = situation.program.graph
    zones = sorted(v for v in graph.variables_under([node]) if graph.variables[v].is_zone)
    own = {z: sorted(readings.get(z, range(len(graph.variables[z].values)))) for z in zones}
    for _ in range(_TRIED):
        yield {(zone, INCIDENT): frozenset((chance.choice(own[zone]),)) for zone in zones}


def _reading(situation: Situation, reading: Reading) -> Reference:
    return Reference(replace(situation, allowed={**situation.allowed, **reading}))


def _carried(reference: Reference, node: Node, unit: int | None) -> set[Instance]:
    """Return the instances that carry the truth of a settled node."""
    graph, situation = reference.situation.program.graph, reference.situation
    found: set[Instance] = set()
    pending = [(node, unit)]
    seen: set[tuple[Node, int | None]] = set()
    while pending:
        place = pending.pop()
        if place in seen:
            continue
        seen.add(place)
        inner, where = place
        holds = reference.truth(inner, where)
        match graph.kinds[inner]:
            case "literal":
                found.add(situation.locate(graph.literal_of(inner)[0], where))
            case "count":
                at_least, child = graph.count_of(inner)
                units = range(len(situation.units))
                alike = [u for u in units if reference.truth(child, u) is holds]
                pending += [(child, u) for u in (alike[:at_least] if holds else alike)]
            case "and" | "or" as kind:
                children = graph.children(inner)
                if (kind == "or") is holds:
                    children = (next(c for c in children if reference.truth(c, where) is holds),)
                pending += [(child, where) for child in children]
            case _:
                pending += [(child, where) for child in graph.children(inner)]
    return found
