"""Minimal sets of answers that settle a conclusion, whatever the others.

They are the prime implicants of its status that the answers given satisfy: the shortest honest
explanation. None can lose an answer; the least ones come first, those that rest on a protected
answer last. A set that only holds for the publications described, no other existing, says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from expert.explanation.values import fact_of
from expert.inference.choices import ChoiceBuilder, Choices
from expert.inference.diagrams import Diagram, DiagramTooLargeError
from expert.inference.functions import build_function, is_more_publications
from expert.inference.graph import Graph, Node
from expert.inference.kleene import Reference
from expert.inference.situation import Instance, Situation
from expert.inference.statuses import Statuses
from expert.inference.targets import EXPLANATION_CAP, freed, target
from expert.status import Status

MOST_SETS = 3
_ANSWER, _PROTECTED = 1, 1_000
_MOST_UNTOLD = 12
"""Answers that could not be told apart from needed ones before the shrinking of a set stops."""


@dataclass(frozen=True, slots=True)
class SufficientSet:
    """Answers that settle a conclusion together.

    `only_these_publications`: they do as long as there is no other publication.
    """

    answers: tuple[Instance, ...]
    only_these_publications: bool = False


@dataclass(frozen=True, slots=True)
class SufficientSets:
    """The sets found for a status, the least first.

    `exact`: the first is of least size and each is minimal. Otherwise the function was too large:
    the set is enough, and perhaps holds more than is needed. `more`: there are others.
    """

    status: Status
    sets: tuple[SufficientSet, ...]
    exact: bool
    more: bool = False


def sufficient_sets(
    situation: Situation, node: Node, unit: int | None, status: Status, most: int = MOST_SETS
) -> SufficientSets:
    """Return the minimal sets of answers that give a node the status it has.

    An open conclusion has none: no set of the answers given settles it. An answer whose question
    does not arise any more, because of another answer, is never relied on: that other one is.
    """
    if status == "open":
        return SufficientSets(status, (), exact=True)
    situation = _without_moot(situation)
    opened = replace(situation, incident=replace(situation.incident, publications_closed=None))
    try:
        found = _minimal(opened, node, unit, status, most)
        if not found.sets and not situation.list_is_open:
            closed = _minimal(situation, node, unit, status, most)
            sets = tuple(replace(s, only_these_publications=True) for s in closed.sets)
            found = replace(closed, sets=sets)
    except DiagramTooLargeError:
        return _shrunk(situation, node, unit, status)
    return found


def suffices(
    situation: Situation, node: Node, unit: int | None, status: Status, answers: Iterable[Instance]
) -> bool | None:
    """Whether these answers alone give a node a status; None when it is too large to tell."""
    kept = {instance: situation.allowed[instance] for instance in answers}
    found = Statuses(replace(situation, allowed=kept)).node(node, unit)
    return found.status == status if found.exact else None


def _without_moot(situation: Situation) -> Situation:
    """Return the situation without the answers that the guard of their question has made moot."""
    program, reference = situation.program, Reference(situation)
    units: list[int | None] = [None, *range(len(situation.units))]
    moot = set()
    for variable, declared in enumerate(program.graph.variables):
        guard = None if declared.is_zone else program.guards.get(declared.source)
        if guard is None:
            continue
        for unit in units if declared.scope == "incident" else units[1:]:
            if reference.truth(guard, unit) is False:
                moot.add(situation.locate(variable, unit))
    if moot.isdisjoint(situation.allowed):
        return situation
    kept = {i: values for i, values in situation.allowed.items() if i not in moot}
    return replace(situation, allowed=kept)


def _minimal(
    situation: Situation, node: Node, unit: int | None, status: Status, most: int
) -> SufficientSets:
    choices: Choices = _relying(situation, node, unit, status)
    found: list[SufficientSet] = []
    while (taken := choices.cheapest()) is not None:
        if found and _rests_on_protected(situation, taken) > _rests_on_protected(
            situation, found[0].answers
        ):
            break
        if len(found) == most:
            return SufficientSets(status, tuple(found), exact=True, more=True)
        found.append(SufficientSet(tuple(taken)))
        if not taken:
            break
        choices = choices.without(taken)
    return SufficientSets(status, tuple(found), exact=True)


def _rests_on_protected(situation: Situation, answers: Iterable[Instance]) -> bool:
    return any(fact_of(situation, instance).protected for instance in answers)


def _relying(situation: Situation, node: Node, unit: int | None, status: Status) -> Choices:
    """Return the choices of answers to rely on that make the status certain."""

    def split(instance: Instance, below: Sequence[Diagram]) -> Sequence[Diagram]:
        whatever = builder.table.all_of(below)
        if not _is_given(situation, instance):
            return whatever, whatever
        given = sorted(situation.allowed[instance])
        return whatever, builder.table.all_of(below[value] for value in given)

    def costs(instance: Instance) -> Sequence[int]:
        if not _is_given(situation, instance):
            return 0, 0
        return 0, _PROTECTED if fact_of(situation, instance).protected else _ANSWER

    builder = ChoiceBuilder(split, costs, EXPLANATION_CAP)
    function = build_function(freed(situation), node, unit, EXPLANATION_CAP)
    return builder.choices(function, target(function, status))


def _is_given(situation: Situation, instance: Instance) -> bool:
    """Whether an answer says something: not asked and « je ne sais pas » do not."""
    if is_more_publications(instance) or instance not in situation.allowed:
        return False
    width = len(situation.program.graph.variables[instance[0]].values)
    return len(situation.allowed[instance]) < width


def _shrunk(situation: Situation, node: Node, unit: int | None, status: Status) -> SufficientSets:
    """Drop, one by one, the answers that the status is shown to stand without."""
    answers = [i for i in _met(situation, node, unit) if _is_given(situation, i)]
    if suffices(situation, node, unit, status, answers) is not True:
        return SufficientSets(status, (), exact=False)
    protected_first = sorted(answers, key=lambda i: not fact_of(situation, i).protected)
    untold = 0
    for instance in protected_first:
        fewer = [other for other in answers if other != instance]
        enough = suffices(situation, node, unit, status, fewer)
        untold += enough is None
        if enough:
            answers = fewer
        elif untold == _MOST_UNTOLD:
            break
    return SufficientSets(
        status,
        (SufficientSet(tuple(answers), only_these_publications=not situation.list_is_open),),
        exact=False,
    )


def _met(situation: Situation, node: Node, unit: int | None) -> list[Instance]:
    """Return answers that derive a node, by its shortest branches; all of them where none does."""
    return sorted(_Derived(situation).answers(node, unit))


class _Derived:
    """The answers under the derivation of a node, the branch with the fewest at each « or »."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._graph: Graph = situation.program.graph
        self._reference = Reference(situation)
        self._known: dict[tuple[Node, int | None], frozenset[Instance]] = {}

    def answers(self, node: Node, unit: int | None) -> frozenset[Instance]:
        """Return the answers a node rests on."""
        key = (node, unit)
        if key not in self._known:
            self._known[key] = self._compute(node, unit)
        return self._known[key]

    def _compute(self, node: Node, unit: int | None) -> frozenset[Instance]:
        graph = self._graph
        truth = self._reference.truth(node, unit)
        if graph.kinds[node] == "literal":
            instance = self._situation.locate(graph.literal_of(node)[0], unit)
            return frozenset((instance,)) & self._situation.allowed.keys()
        if graph.kinds[node] == "count":
            child = graph.count_of(node)[1]
            parts = [self.answers(child, u) for u in range(len(self._situation.units))]
            return frozenset().union(*parts)
        children = graph.children(node)
        decisive = {"or": True, "and": False}.get(graph.kinds[node])
        if truth is not None and truth is decisive:
            settling = [c for c in children if self._reference.truth(c, unit) is truth]
            return min(
                (self.answers(child, unit) for child in settling), key=lambda s: (len(s), sorted(s))
            )
        return frozenset().union(*(self.answers(child, unit) for child in children))
