"""What is known where a changed test matters, beyond its plain neighbours.

A neighbour that holds for all passages holds part by part, and each part is smaller to read. A rule
that concludes the same (a twin) leaves the change without effect wherever it applies: beside the
tests the two rules share, only what the twin asks more has to be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.inference.graph import Node
from expert.inference.program import Program
from knowledge.base_model import LawRule
from knowledge.conditions import All, AtLeast, Condition, Not


def parts_known(program: Program, neighbours: Iterable[tuple[Condition, bool]]) -> Iterator[Node]:
    """Yield what each neighbour that holds says of one part at a time, when it counts passages."""
    graph = program.graph
    for neighbour, holds in neighbours:
        match neighbour:
            case Not(AtLeast(1, Not(All(parts)))) if holds:
                for part in parts:
                    yield graph.negation(graph.count(1, graph.negation(program.node_of(part))))
            case AtLeast(count, All(parts)) if holds:
                for part in parts:
                    yield graph.count(count, program.node_of(part))
            case _:
                pass


def twins(program: Program, rule: LawRule) -> Iterator[LawRule]:
    """Yield the other rules that conclude all that a rule does, whatever the day and readings.

    Where a twin applies the rule changes nothing, provided that it only concludes.
    """
    base = program.base
    atoms = [atom for atom, _ in rule.conclusions]
    if rule.defeats or not atoms:
        return
    for other, reading in base.rules_concluding[atoms[0]]:
        dated = other.rule.since is not None or other.rule.until is not None
        if other.id == rule.id or reading is not None or dated or program.zones_of(other):
            continue
        if not base.derogations.get(other.id) and {(a, None) for a in atoms} <= {
            *other.conclusions
        }:
            yield other


def twins_failing(
    program: Program, every: Iterable[LawRule], shared: Iterable[Condition]
) -> Iterator[Node]:
    """Yield that each twin fails, where the tests in `shared` hold."""
    held = {program.node_of(part) for part in shared}
    for twin in every:
        asked = twin.condition.parts if isinstance(twin.condition, All) else (twin.condition,)
        more = [node for part in asked if (node := program.node_of(part)) not in held]
        yield program.graph.negation(program.graph.conjunction(more))
