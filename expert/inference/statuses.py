"""Exact statuses, and which answers still matter, from diagrams.

For a conclusion whose function is F of the unanswered A, the unknown U (« je ne sais pas ») and
the zones Z:

    E = for all U, for all Z, F          established  iff E is constant true
    P = for some U, for some Z, F        excluded     iff P is constant false
    C = for all U, (some Z makes F, some Z makes not F)   contested iff C is constant true
                                         open otherwise

An unanswered fact matters to the conclusion iff it is in the support of E, P or C. An incident
conclusion is a function of every passage it counts, so its status is exact too. Where a diagram
would pass the cap, the statuses of the passages are counted in three values (`composition`), or,
with a single passage, each answer left open is tried (`one_answer`); what that does not settle is
« open », and the unanswered facts it still meets « may still matter »: sound, never stopping early.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from expert.inference.composition import composed
from expert.inference.details import with_unknown_details
from expert.inference.diagrams import ALWAYS, NEVER, Diagram, DiagramTooLargeError, Level
from expert.inference.functions import (
    INTERVIEW_CAP,
    Function,
    build_function,
    is_more_publications,
    more_publications,
    zones_of,
)
from expert.inference.graph import Graph, Node
from expert.inference.one_answer import OneAnswer
from expert.inference.situation import Instance, Situation
from expert.inference.unsettled import Met, Unsettled
from expert.status import Status

__all__ = ["GoalStatus", "Statuses", "is_more_publications"]


_EITHER = frozenset((0, 1))

_RETRY = 0.8
"""A function that was too large is tried again once a fifth of its questions is answered."""


@dataclass(frozen=True, slots=True)
class GoalStatus:
    """The status of one conclusion on one unit.

    `matters`: unanswered instances that can still change it; `unproved`: instances answered « je
    ne sais pas » it hangs on; `zones`: indexes of the questions of law a contested
    conclusion hangs on; `exact` is
    False where the diagram was too large.
    """

    status: Status
    matters: frozenset[Instance] = frozenset()
    unproved: frozenset[Instance] = frozenset()
    zones: frozenset[int] = frozenset()
    exact: bool = True


class Statuses:
    """The statuses of the conclusions of one situation.

    `before` is the statuses of the situation one answer earlier: where that answer only narrows,
    functions are restricted rather than built again. `cap` bounds the nodes of each function.
    `reading` is what the situation leaves unsettled, when the caller has it.
    """

    def __init__(
        self,
        situation: Situation,
        before: Statuses | None = None,
        cap: int = INTERVIEW_CAP,
        reading: Unsettled | None = None,
    ) -> None:
        if reading is None:
            reading = Unsettled(situation, before.unsettled if before else None)
        self.unsettled: Unsettled = with_unknown_details(reading)
        self.situation = situation = self.unsettled.situation
        self.program = situation.program
        self._cap = cap
        self._graph: Graph = situation.program.graph
        self._functions: dict[tuple[Node, int | None], Function] = {}
        self._known: dict[tuple[Node, int | None], GoalStatus] = {}
        self._too_large: dict[tuple[Node, int | None], int] = {}
        self._one_answer = OneAnswer(situation)
        if before is not None and _narrows(before.situation, situation):
            self._before: Statuses | None = before
            self._changed = _changed(before.situation, situation)
        else:
            self._before = None
        if before is not None:
            before._before = None  # one step back is enough: keep no chain of situations

    def atom(self, atom: str, unit: int | None = None) -> GoalStatus:
        """Return the status of an atom, on a unit for passage and publication conclusions."""
        return self.node(self.program.atoms[atom], unit)

    def node(self, node: Node, unit: int | None = None) -> GoalStatus:
        """Return the status of any node."""
        key = (node, unit)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._status(node, unit)
        return found

    def function(self, node: Node, unit: int | None) -> Function:
        """Return the function of a node under the answers. Raises `DiagramTooLargeError`."""
        key = (node, unit)
        found = self._functions.get(key)
        if found is None:
            earlier = self._before._functions.get(key) if self._before else None
            if earlier is not None:
                found = earlier.restricted(self.situation)
            else:
                found = build_function(self.situation, node, unit, self._cap, self.unsettled)
            self._functions[key] = found
        return found

    def _status(self, node: Node, unit: int | None) -> GoalStatus:
        settled = self.unsettled.truth(node, unit)
        if settled is not None:
            return GoalStatus("established" if settled else "excluded")
        if self._still_too_large(node, unit):
            return self._fallback(node, unit)
        try:
            function = self.function(node, unit)
        except DiagramTooLargeError:
            self._too_large[node, unit] = self.may_meet(node, unit).bit_count()
            return self._fallback(node, unit)
        earlier = self._unchanged(node, unit, function)
        return earlier if earlier is not None else self._judge(node, unit, function)

    def _fallback(self, node: Node, unit: int | None) -> GoalStatus:
        """Answer without the exact function: publication by publication where there are several."""
        if len(self.situation.units) < 2:
            truth, met = self._one_answer.truth(node, unit), self.unsettled.met(node, unit)
        else:
            truth, met = composed(self, node, unit)
        if truth is not None:
            return GoalStatus("established" if truth else "excluded")
        askable = self.unsettled.askable(met)
        return GoalStatus("open", frozenset(self.unsettled.instances(askable)), exact=False)

    def _still_too_large(self, node: Node, unit: int | None) -> bool:
        """Whether a function that was too large has lost too few questions to be tried again."""
        asked = self._before._too_large.get((node, unit)) if self._before else None
        if asked is None or self.may_meet(node, unit).bit_count() < _RETRY * asked:
            return False
        self._too_large[node, unit] = asked
        return True

    def _unchanged(self, node: Node, unit: int | None, function: Function) -> GoalStatus | None:
        """Return the status one answer earlier when that answer touched nothing it rests on.

        A contested one is judged again: the zones it names depend on every answer.
        """
        if self._before is None or self._changed & function.support():
            return None
        before = self._before._functions.get((node, unit))
        if before is None or before.table is not function.table:
            return None
        if (before.surely, before.possibly) != (function.surely, function.possibly):
            return None
        known = self._before._known.get((node, unit))
        return None if known is None or known.status == "contested" else known

    def may_matter(self, node: Node, unit: int | None = None) -> frozenset[Instance]:
        """Return the unanswered instances the reference still meets: a superset of what matters."""
        return frozenset(self.unsettled.instances(self.may_meet(node, unit)))

    def may_meet(self, node: Node, unit: int | None = None) -> Met:
        """Return `may_matter` as a set of `unsettled`."""
        return self.unsettled.askable(self.unsettled.met(node, unit))

    def _is_askable(self, instance: Instance) -> bool:
        """Whether an instance can still be asked: not a zone, and not answered yet."""
        if is_more_publications(instance):
            return self.situation.incident.publications_closed is None
        return not self._is_zone(instance) and instance not in self.situation.allowed

    def _is_zone(self, instance: Instance) -> bool:
        return self._graph.variables[instance[0]].is_zone

    def _judge(self, node: Node, unit: int | None, function: Function) -> GoalStatus:
        table = function.table
        unknown = {
            level: self.situation.allowed.get(instance, _EITHER)
            for level, instance in enumerate(function.instances)
            if not self._is_askable(instance)
        }
        try:
            always = table.forall(function.surely, unknown)
            possible = table.exists(function.possibly, unknown)
            split = NEVER
            if function.surely != function.possibly:
                both = table.join(function.possibly, table.negation(function.surely), NEVER)
                split = table.forall(both, unknown)
        except DiagramTooLargeError:
            if _is_contested(function, unknown):
                return self._contested(node, unit, function)
            return self._fallback(node, unit)
        matters = frozenset().union(*(function.instances_of(d) for d in (always, possible, split)))
        status = _status(always, possible, split)
        if status == "contested":
            return self._contested(node, unit, function)
        unproved = frozenset(function.support() & self.situation.allowed.keys())
        return GoalStatus(status, matters, unproved)

    def _contested(self, node: Node, unit: int | None, function: Function) -> GoalStatus:
        """Return a contested status: no answer still matters, a reading of the law does."""
        unproved = frozenset(function.support() & self.situation.allowed.keys())
        zones = zones_of(self.situation, node, unit)
        return GoalStatus("contested", unproved=unproved, zones=zones)


def _is_contested(function: Function, unknown: Mapping[Level, frozenset[int]]) -> bool:
    """Whether C is constant true, told without its diagram, which may be too large.

    « For all U, both » is « for all U the one, and for all U the other ».
    """
    table, (surely, possibly) = function.table.restricted([function.surely, function.possibly], {})
    try:
        if table.forall(possibly, unknown) != ALWAYS:
            return False
        return table.exists(surely, unknown) == NEVER
    except DiagramTooLargeError:
        return False


def _narrows(before: Situation, after: Situation) -> bool:
    """Whether every answer before is still there, or narrower, in the same publications."""
    if before.program is not after.program or before.units != after.units:
        return False
    if after.list_is_open and not before.list_is_open:
        return False
    return all(
        instance in after.allowed and after.allowed[instance] <= values
        for instance, values in before.allowed.items()
    )


def _changed(before: Situation, after: Situation) -> frozenset[Instance]:
    """Return the instances whose possible values changed."""
    changed = {i for i, v in after.allowed.items() if before.allowed.get(i) != v}
    if before.incident.publications_closed != after.incident.publications_closed:
        kinds = enumerate(after.program.graph.kinds)
        changed |= {more_publications(node) for node, kind in kinds if kind == "count"}
    return frozenset(changed)


def _status(always: Diagram, possible: Diagram, split: Diagram) -> Status:
    if always == ALWAYS:
        return "established"
    if possible == NEVER:
        return "excluded"
    return "contested" if split == ALWAYS else "open"
