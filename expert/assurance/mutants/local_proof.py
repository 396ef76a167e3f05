"""A change of one place that its neighbours alone make idle: a proof where the whole is too large.

A test joined to others matters only where they hold, an alternative only where the others fail.
When the changed test and one of its neighbours (or two) never leave room for a difference, the
condition is the same function, hence the rule, hence all that rests on it; when another rule that
concludes the same applies wherever it differs, all that rests on it is the same too. Failing to
find such neighbours proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice

from expert.assurance.mutants.dependence import Dependence
from expert.assurance.mutants.neighbours import parts_known, twins, twins_failing
from expert.assurance.mutants.programs import Mutated
from expert.incident import Incident, Passage, Publication
from expert.inference.diagrams import NEVER, DiagramTooLargeError
from expert.inference.functions import build_function
from expert.inference.graph import Graph, Node
from expert.inference.program import Program
from expert.inference.situation import Situation
from knowledge.base_model import LawRule
from knowledge.conditions import All, AnyOf, AtLeast, Condition, Not

_NEIGHBOURS = 2
"""How many neighbours are joined to the changed test at most."""
_TRIED = 60
"""How many joins are tried at one place."""


def same_in_its_place(program: Program, mutated: Mutated, cap: int) -> bool:
    """Whether the changed test of a rule is proved idle by its neighbours.

    A question asked without its guard is idle when it is in every rule that reads it.
    """
    pairs = _compared(program, mutated)
    return bool(pairs) and all(_same(program, mutated, *pair, cap) for pair in pairs)


def _compared(program: Program, mutated: Mutated) -> list[tuple[LawRule, Condition]]:
    """Return each rule whose condition changed, with what it became; nothing for other mutants."""
    rules, mutant = program.base.rules, mutated.mutant
    if mutant.is_guard:
        readers = Dependence(program.base).readers_of_fact(mutant.target)
        return [(rules[rule], rules[rule].condition) for rule in readers]
    old = rules[mutant.target]
    if mutant.new is None or replace(mutant.new, condition=old.condition) != old:
        return []
    return [(old, mutant.new.condition)]


def _same(program: Program, mutated: Mutated, rule: LawRule, after: Condition, cap: int) -> bool:
    def differ(first: Condition, second: Condition) -> bool:
        return program.node_of(first) != mutated.program.node_of(second)

    if not differ(rule.condition, after):
        return True
    unit = None if rule.scope == "incident" else 0
    untouched = [t for t in twins(program, rule) if not differ(t.condition, t.condition)]
    kept = _kept(rule.condition, after, differ)
    failing = [*twins_failing(program, untouched, kept)]
    for old, new, neighbours, counted in _places(rule.condition, after, differ):
        nodes = program.node_of(old), mutated.program.node_of(new)
        changed = exclusive_or(program.graph, *nodes)
        known = [_truth(program, each, holds) for each, holds in neighbours]
        more = [*([] if counted else failing), *parts_known(program, neighbours)]
        place = 0 if counted else unit
        for each in ([*more, *known], known) if more else (known,):
            joined = islice(_joined(program, changed, each), _TRIED)
            if any(_never(program, node, place, cap) for node in joined):
                return True
    return False


def _kept(
    before: Condition, after: Condition, differ: Callable[[Condition, Condition], bool]
) -> list[Condition]:
    """Return the tests of a rule that hold wherever the change of one other matters."""
    if not isinstance(before, All) or not isinstance(after, All):
        return []
    if len(before.parts) != len(after.parts):
        return []
    pairs = zip(before.parts, after.parts, strict=True)
    same = [old for old, new in pairs if not differ(old, new)]
    return same if len(same) == len(before.parts) - 1 else []


def _truth(program: Program, neighbour: Condition, holds: bool) -> Node:
    node = program.node_of(neighbour)
    return node if holds else program.graph.negation(node)


def _joined(program: Program, changed: Node, known: Sequence[Node]) -> Iterator[Node]:
    for count in range(_NEIGHBOURS + 1):
        for chosen in combinations(known, count):
            yield program.graph.conjunction([changed, *chosen])


def _never(program: Program, node: Node, unit: int | None, cap: int) -> bool:
    counts = [program.graph.count_of(each)[0] for each in program.graph.counts_under([node])]
    try:
        return all(
            build_function(passages(program, number), node, unit, cap).possibly == NEVER
            for number in numbers_of_passages(counts, 1 + max(counts, default=0))
        )
    except DiagramTooLargeError:
        return False


_Place = tuple[Condition, Condition, tuple[tuple[Condition, bool], ...], bool]
"""What changed, before and after, the neighbours with their truth, and whether it is counted."""


def _places(
    before: Condition,
    after: Condition,
    differ: Callable[[Condition, Condition], bool],
    neighbours: tuple[tuple[Condition, bool], ...] = (),
    counted: bool = False,
) -> Iterator[_Place]:
    """Yield the change seen from its place, the innermost last."""
    yield before, after, neighbours, counted
    match before, after:
        case (All(old), All(new)) | (AnyOf(old), AnyOf(new)) if len(old) == len(new):
            pairs = zip(old, new, strict=True)
            changed = [number for number, pair in enumerate(pairs) if differ(*pair)]
            if len(changed) == 1:
                (place,) = changed
                joined = isinstance(before, All)
                near = tuple((part, joined) for n, part in enumerate(old) if n != place)
                nearer = (*near, *neighbours)
                yield from _places(old[place], new[place], differ, nearer, counted)
        case Not(old_part), Not(new_part):
            yield from _places(old_part, new_part, differ, neighbours, counted)
        case AtLeast(old_count, old_part), AtLeast(new_count, new_part) if old_count == new_count:
            yield from _places(old_part, new_part, differ, (), True)
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


def numbers_of_passages(counts: Collection[int], most: int) -> range:
    """Return the numbers of passages to read, so that what `counts` count is seen both ways.

    Without a count of two or more, a passage may be there twice and nothing changes: the most
    passages show what fewer would. A count of two can hold only because there are many of them.
    """
    return range(1 if max(counts, default=0) > 1 else most, most + 1)


def passages(program: Program, count: int) -> Situation:
    """Return a situation of so many passages, each in its publication, nothing answered."""
    names = [f"P{number + 1}" for number in range(count)]
    publications = tuple(Publication(name, (Passage(name),)) for name in names)
    incident = Incident("", program.examined_on, {}, publications, publications_closed=True)
    return Situation(program, incident, {})
