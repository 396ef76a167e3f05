"""A change of one place that its neighbours alone make idle: a proof where the whole is too large.

A test joined to others matters only where they hold, an alternative only where the others fail.
When the changed test and one of its neighbours (or two) never leave room for a difference, the
condition is the same function, hence the rule, hence all that rests on it. Failing to find such
neighbours proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from expert.assurance.mutants.programs import Mutated
from expert.incident import Incident, Passage, Publication
from expert.inference.diagrams import NEVER, DiagramTooLargeError
from expert.inference.functions import build_function
from expert.inference.graph import Graph, Node
from expert.inference.program import Program
from expert.inference.situation import Situation
from knowledge.conditions import All, AnyOf, AtLeast, Condition, Not

_NEIGHBOURS = 2
"""How many neighbours are joined to the changed test at most."""


def same_in_its_place(program: Program, mutated: Mutated, cap: int) -> bool:
    """Whether the changed test of a rule is proved idle by its neighbours."""
    mutant = mutated.mutant
    if mutant.is_guard or mutant.new is None:
        return False
    old = program.base.rules[mutant.target]
    if replace(mutant.new, condition=old.condition) != old:
        return False
    graph = program.graph
    unit = None if old.scope == "incident" else 0
    for before, after, neighbours, counted in _places(old.condition, mutant.new.condition):
        nodes = program.node_of(before), mutated.program.node_of(after)
        changed = exclusive_or(graph, *nodes)
        known = [_truth(program, each, holds) for each, holds in neighbours]
        place = 0 if counted else unit
        joined = _joined(program, changed, known)
        if any(_never(program, node, place, cap) for node in joined):
            return True
    return False


def _truth(program: Program, neighbour: Condition, holds: bool) -> Node:
    node = program.node_of(neighbour)
    return node if holds else program.graph.negation(node)


def _joined(program: Program, changed: Node, known: Sequence[Node]) -> Iterator[Node]:
    for count in range(_NEIGHBOURS + 1):
        for chosen in combinations(known, count):
            yield program.graph.conjunction([changed, *chosen])


def _never(program: Program, node: Node, unit: int | None, cap: int) -> bool:
    counts = [program.graph.count_of(each)[0] for each in program.graph.counts_under([node])]
    situation = passages(program, 1 + max(counts, default=0))
    try:
        return build_function(situation, node, unit, cap).possibly == NEVER
    except DiagramTooLargeError:
        return False


_Place = tuple[Condition, Condition, tuple[tuple[Condition, bool], ...], bool]
"""What changed, before and after, the neighbours with their truth, and whether it is counted."""


def _places(
    before: Condition,
    after: Condition,
    neighbours: tuple[tuple[Condition, bool], ...] = (),
    counted: bool = False,
) -> Iterator[_Place]:
    """Yield the change seen from its place, the innermost last."""
    yield before, after, neighbours, counted
    match before, after:
        case (All(old), All(new)) | (AnyOf(old), AnyOf(new)) if len(old) == len(new):
            changed = [n for n, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
            if len(changed) == 1 and type(before) is type(after):
                (place,) = changed
                joined = isinstance(before, All)
                near = tuple((part, joined) for n, part in enumerate(old) if n != place)
                yield from _places(old[place], new[place], (*near, *neighbours), counted)
        case Not(old_part), Not(new_part):
            yield from _places(old_part, new_part, neighbours, counted)
        case AtLeast(old_count, old_part), AtLeast(new_count, new_part) if old_count == new_count:
            yield from _places(old_part, new_part, (), True)
        case _:
            pass


def exclusive_or(graph: Graph, first: Node, second: Node) -> Node:
    """Return the node that holds where one of two nodes holds, and not both."""
    return graph.disjunction(
        [
            graph.conjunction([first, graph.negation(second)]),
            graph.conjunction([graph.negation(first), second]),
        ]
    )


def passages(program: Program, count: int) -> Situation:
    """Return a situation of so many passages, each in its publication, nothing answered."""
    names = [f"P{number + 1}" for number in range(count)]
    publications = tuple(Publication(name, (Passage(name),)) for name in names)
    incident = Incident("", program.examined_on, {}, publications, publications_closed=True)
    return Situation(program, incident, {})
