"""The smallest changes of answers that would bring a conclusion: exact, re-run, in a fixed order.

A change is one answer somebody can give: another value for one question, one item of a list ticked
or not, the list of publications closed. Its question must be one that is asked (its guard holds
once the changes are made), and is never a protected one. The fewest changes come first; among them
those that contradict the fewest answers given. Each is given to the same evaluators as any incident
and kept only if the conclusion then has the status told.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from expert.explanation.truths import EngineTruths
from expert.explanation.values import fact_of, with_value
from expert.incident import Incident
from expert.inference.choices import KEEP, ChoiceBuilder, Choices
from expert.inference.diagrams import NEVER, Diagram, DiagramTooLargeError
from expert.inference.functions import build_function, is_more_publications
from expert.inference.graph import Node
from expert.inference.situation import Instance, Situation, situate
from expert.inference.statuses import Statuses
from expert.inference.targets import EXPLANATION_CAP, blocking, freed, target
from expert.status import Status

MOST_ALTERNATIVES = 4
_MOST_RERUNS = 24
_EITHER = frozenset((0, 1))

_CHANGE, _AGAINST_AN_ANSWER = 1_000, 1
"""A change costs more than any number of contradictions: fewest changes first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer to change: any of `values` would do; `given` is None where there is no answer.

    `contradicts`: the answer given is another one, not « je ne sais pas ».
    """

    instance: Instance
    values: tuple[int, ...]
    contradicts: bool


@dataclass(frozen=True, slots=True)
class Alternative:
    """Changes that bring the target together; `closes_list`: no other publication either."""

    changes: tuple[Change, ...]
    closes_list: bool = False

    @property
    def size(self) -> int:
        """How many answers are given or changed."""
        return len(self.changes) + self.closes_list


@dataclass(frozen=True, slots=True)
class MinimalChanges:
    """The smallest alternatives that give a conclusion the status `target`.

    `exact`: nothing smaller exists, and none at all when there is no alternative. Otherwise the
    function was too large: only some answers were tried, and each alternative is true all the same.
    `more`: other alternatives of the same size exist.
    """

    target: Status
    alternatives: tuple[Alternative, ...]
    exact: bool
    more: bool = False


def minimal_changes(
    situation: Situation, node: Node, unit: int | None, most: int = MOST_ALTERNATIVES
) -> MinimalChanges:
    """Return the smallest changes that establish a node, or else make it contested."""
    found = MinimalChanges("established", (), exact=True)
    for wanted in ("established", "contested"):
        status: Status = "established" if wanted == "established" else "contested"
        found = _towards(situation, node, unit, status, most)
        if found.alternatives or not found.exact:
            return found
    return replace(found, target="established")


def _towards(
    situation: Situation, node: Node, unit: int | None, wanted: Status, most: int
) -> MinimalChanges:
    """Search with the list of publications as it is, then closed: one answer more."""
    found = [_search(situation, node, unit, wanted, most)]
    if situation.list_is_open and _counts(situation, node):
        closed = replace(situation, incident=replace(situation.incident, publications_closed=True))
        for_closed = _search(closed, node, unit, wanted, most)
        alternatives = tuple(replace(a, closes_list=True) for a in for_closed.alternatives)
        found.append(replace(for_closed, alternatives=alternatives))
    smallest = min((a.size for result in found for a in result.alternatives), default=0)
    kept = [a for result in found for a in result.alternatives if a.size == smallest > 0]
    return MinimalChanges(
        wanted,
        tuple(kept[:most]),
        exact=all(result.exact for result in found),
        more=len(kept) > most or any(result.more for result in found if _reaches(result, smallest)),
    )


def _reaches(result: MinimalChanges, size: int) -> bool:
    return any(alternative.size == size for alternative in result.alternatives)


def _counts(situation: Situation, node: Node) -> bool:
    """Whether a node counts publications, itself or by what it rests on."""
    return any(True for _ in situation.program.graph.counts_under([node]))


def _search(
    situation: Situation, node: Node, unit: int | None, wanted: Status, most: int
) -> MinimalChanges:
    """Free every answer; where the function is too large, only the open and blocking ones."""
    try:
        return _Search(situation, node, unit, wanted, None).found(most)
    except DiagramTooLargeError:
        pass
    try:
        some = blocking(situation, node, unit)
        found = _Search(situation, node, unit, wanted, some).found(most)
    except DiagramTooLargeError:
        return _by_route(situation, node, unit, wanted, most)
    return replace(found, exact=False)


def _by_route(
    situation: Situation, node: Node, unit: int | None, wanted: Status, most: int
) -> MinimalChanges:
    """Search each branch of an « or » apart: enough to bring it, perhaps not the shortest.

    Only the branches that need the fewest changes are gone through.
    """
    graph = situation.program.graph
    searches: list[tuple[int, int, _Search]] = []
    for number, child in enumerate(graph.children(node) if graph.kinds[node] == "or" else ()):
        try:
            search = _Search(situation, child, unit, wanted, None)
        except DiagramTooLargeError:
            continue
        if search.fewest:
            searches.append((search.fewest, number, search))
    kept: list[Alternative] = []
    for fewest, _, search in sorted(searches, key=lambda each: each[:2]):
        if len(kept) > most or (kept and fewest > kept[0].size):
            break
        try:
            found = search.found(1).alternatives
        except DiagramTooLargeError:
            continue
        kept += [a for a in found if a not in kept and is_true(situation, node, unit, wanted, a)]
    smallest = min((a.size for a in kept), default=0)
    kept = [a for a in kept if a.size == smallest]
    return MinimalChanges(wanted, tuple(kept[:most]), exact=False, more=len(kept) > most)


class _Search:
    """The choices of changes for one function, whatever the answers nobody has."""

    def __init__(
        self,
        situation: Situation,
        node: Node,
        unit: int | None,
        wanted: Status,
        some: Collection[Instance] | None,
    ) -> None:
        self._situation, self._node, self._unit, self._wanted = situation, node, unit, wanted
        self._free = freed(situation, some)
        self._guards: dict[Instance, Diagram | None] = {}
        self._builder = ChoiceBuilder(self._split, self._costs, EXPLANATION_CAP)
        function = build_function(self._free, node, unit, EXPLANATION_CAP)
        self._choices = self._builder.choices(function, target(function, wanted))

    @property
    def fewest(self) -> int:
        """The fewest changes at least (0: none, or none that would do)."""
        return len(self._choices.cheapest() or ())

    def found(self, most: int) -> MinimalChanges:
        """Return the smallest alternatives. Raises `DiagramTooLargeError`."""
        choices, found = self._choices, list[Alternative]()
        size = 0
        while (taken := choices.cheapest()) is not None and (not size or len(taken) == size):
            if not taken:  # it already has the status wanted
                return MinimalChanges(self._wanted, (Alternative(()),), exact=True)
            refused = self._unasked(taken)
            if refused is not None:
                choices = self._builder.of(choices.root).only_if(*refused)
                continue
            if len(found) == most:
                return MinimalChanges(self._wanted, tuple(found), exact=True, more=True)
            alternative = self._widened(choices, taken)
            if is_true(self._situation, self._node, self._unit, self._wanted, alternative):
                size = len(taken)
                found.append(alternative)
            choices = choices.without(taken)
        return MinimalChanges(self._wanted, tuple(found), exact=True)

    def _split(self, instance: Instance, below: Sequence[Diagram]) -> list[Diagram]:
        """Keep: whatever the possible values. Change: each other value."""
        possible = self._possible(instance, len(below))
        keep = self._builder.table.all_of(below[value] for value in sorted(possible))
        if not self._is_changeable(instance):
            return [keep] * len(self._costs(instance))
        return [keep, *(NEVER if {v} == possible else child for v, child in enumerate(below))]

    def _costs(self, instance: Instance) -> tuple[int, ...]:
        if not self._is_changeable(instance):
            return (0, 0)
        width = len(self._situation.program.graph.variables[instance[0]].values)
        possible = self._possible(instance, width)
        return (
            0,
            *(_CHANGE + (0 if v in possible else _AGAINST_AN_ANSWER) for v in range(width)),
        )

    def _possible(self, instance: Instance, width: int) -> frozenset[int]:
        return self._situation.allowed.get(instance, frozenset(range(width)))

    def _is_changeable(self, instance: Instance) -> bool:
        if is_more_publications(instance) or instance in self._free.allowed:
            return False
        return not fact_of(self._situation, instance).protected

    def _unasked(self, taken: Mapping[Instance, int]) -> tuple[Instance, Diagram] | None:
        """Return a changed instance whose question would not be asked, with when it is."""
        for instance in taken:
            if instance not in self._guards:
                self._guards[instance] = self._guard(instance)
            guard = self._guards[instance]
            if guard is not None and not self._builder.of(guard).brings(taken):
                return instance, guard
        return None

    def _guard(self, instance: Instance) -> Diagram | None:
        """Return the choices under which the guard of a question surely holds."""
        program = self._situation.program
        fact = fact_of(self._situation, instance)
        if fact.id not in program.guards:
            return None
        unit = _unit_reading(self._situation, instance)
        function = build_function(self._free, program.guards[fact.id], unit, EXPLANATION_CAP)
        return self._builder.rewrite(function, function.surely)

    def _widened(self, choices: Choices, taken: Mapping[Instance, int]) -> Alternative:
        """Return the changes with every value that does as well, all combinations included."""
        choices = self._builder.of(choices.root)
        wide = {instance: [choice] for instance, choice in taken.items()}
        for instance, kept in wide.items():
            for choice in range(KEEP + 1, len(self._costs(instance))):
                tried = {**wide, instance: [choice]}
                if choice in kept or prod(map(len, wide.values())) >= _MOST_RERUNS:
                    continue
                if self._all_bring(choices, tried):
                    kept.append(choice)
        return Alternative(
            tuple(
                Change(
                    instance,
                    tuple(sorted(choice - 1 for choice in kept)),
                    contradicts=self._contradicts(instance, kept),
                )
                for instance, kept in wide.items()
            )
        )

    def _all_bring(self, choices: Choices, tried: Mapping[Instance, list[int]]) -> bool:
        for combination in itertools.product(*tried.values()):
            taken = dict(zip(tried, combination, strict=True))
            if not choices.brings(taken) or self._unasked(taken) is not None:
                return False
        return True

    def _contradicts(self, instance: Instance, choices: list[int]) -> bool:
        possible = self._situation.allowed.get(instance)
        return possible is not None and not any(choice - 1 in possible for choice in choices)


def changed_incidents(situation: Situation, alternative: Alternative) -> Iterator[Incident]:
    """Yield the incident with the changes made, for each combination of their values."""
    start = situation.incident
    if alternative.closes_list:
        start = replace(start, publications_closed=True)
    instances = [change.instance for change in alternative.changes]
    for values in itertools.product(*(change.values for change in alternative.changes)):
        incident = start
        for instance, value in zip(instances, values, strict=True):
            incident = with_value(situation, incident, instance, value)
        yield incident


def is_true(
    situation: Situation, node: Node, unit: int | None, wanted: Status, alternative: Alternative
) -> bool:
    """Whether the evaluators give the status wanted once the changes are made, by each value."""
    settled = {"established": True, "excluded": False}.get(wanted)
    for number, incident in enumerate(changed_incidents(situation, alternative)):
        changed = situate(situation.program, incident)
        if Statuses(changed).node(node, unit).status != wanted:
            return False
        if number == 0 and EngineTruths(changed).truth(node, unit) not in (None, settled):
            return False
    return True


def _unit_reading(situation: Situation, instance: Instance) -> int | None:
    """Return a unit that reads an instance."""
    variable, place = instance
    scope = situation.program.graph.variables[variable].scope
    if scope == "incident":
        return None
    if scope == "passage":
        return place
    return next(u for u, (number, _) in enumerate(situation.units) if number == place)
