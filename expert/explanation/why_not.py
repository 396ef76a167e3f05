"""Why not: for each rule that would conclude, the first element that is missing.

The elements are tried in the order the rule states them, on exact statuses. A rule whose elements
are all there was removed by an exception, or is not in force, or hangs on a question of law: that
is said instead. Read from the rules, on the statuses shown everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expert.explanation.derivation import DerivationProver
from expert.explanation.model import Part, ProofNode
from expert.explanation.wording import say_test
from expert.inference.graph import Node
from expert.inference.kleene import Truth
from expert.inference.situation import Situation
from expert.inference.statuses import Statuses
from expert.status import STATUS_FR, Status
from knowledge.base_model import AtomId, LawRule
from knowledge.conditions import (
    All,
    AnyOf,
    AtLeast,
    Concluded,
    Condition,
    FactTest,
    Not,
)

_UNFOLDED = 3
"""A missing conclusion that so many rules at most would give is followed down to what it lacks."""


class Route(Part):
    """One way to the conclusion: a rule, and what keeps it from concluding.

    `missing` is the first element missing, in the order of the rule (None: nothing is missing).
    `exceptions` are those that remove it, or may; `hindrances` what else stands in the way: a rule
    not in force on the day of the facts, a question of law, a weak support. `joint` tells that no
    element is excluded alone: together they are.
    """

    rule: str | None
    statement: str
    sources: tuple[str, ...]
    unit: str | None
    status: Status
    missing: ProofNode | None
    exceptions: tuple[ProofNode, ...] = ()
    hindrances: tuple[ProofNode, ...] = ()
    joint: bool = False


class ExactTruths:
    """The exact statuses, as truths: neither true nor false is open or contested."""

    def __init__(self, statuses: Statuses) -> None:
        self.statuses = statuses
        self.situation: Situation = statuses.situation

    def truth(self, node: Node, unit: int | None = None) -> Truth:
        """Return True (established), False (excluded) or None."""
        return {"established": True, "excluded": False}.get(self.statuses.node(node, unit).status)


class WhyNot(DerivationProver):
    """Finds what is missing to the conclusions of one situation."""

    def __init__(self, statuses: Statuses) -> None:
        super().__init__(ExactTruths(statuses))
        self._statuses = statuses
        self._seen: set[tuple[AtomId, int | None]] = set()

    def routes(self, atom: AtomId, unit: int | None) -> tuple[Route, ...]:
        """Return the routes to an atom on a unit, in the order of the base."""
        self._seen = {(atom, unit)}
        return tuple(self._routes(atom, unit))

    def _routes(self, atom: AtomId, unit: int | None) -> Iterator[Route]:
        concluding = self._base.rules_concluding.get(atom, ())
        for rule, reading in concluding:
            yield self._route(rule, reading, unit)
        name, _, value = atom.partition("=")
        if value and self._base.conclusions[name].otherwise == value:
            yield self._by_default(name, value, unit)

    def _route(self, rule: LawRule, reading: str | None, unit: int | None) -> Route:
        place = None if rule.scope == "incident" else unit
        missing, joint = self._first_missing(rule.condition, place)
        hindrances: list[ProofNode] = []
        exceptions: list[ProofNode] = []
        condition = self._truths.truth(self._program.node_of(rule.condition), place)
        if condition is not False:
            applies = self._truths.truth(self._program.applies[rule.id], place)
            hindrances += self._not_in_force(rule, place, condition, applies)
            hindrances += self._zones(rule, reading)
            exceptions += self._exceptions(rule, place)
        return Route(
            rule=rule.id,
            statement=rule.rule.statement,
            sources=self.cited(rule, place),
            unit=self._unit_name(place),
            status=self._statuses.node(self._program.effective[rule.id], place).status,
            missing=missing,
            exceptions=tuple(exceptions),
            hindrances=tuple(hindrances),
            joint=joint,
        )

    def _exceptions(self, rule: LawRule, unit: int | None) -> Iterator[ProofNode]:
        """Yield the exceptions that remove a rule, or may remove it."""
        for derogation in self._base.derogations.get(rule.id, ()):
            status = self._statuses.node(self._program.effective[derogation.id], unit).status
            if status == "excluded":
                continue
            certain = status == "established" and not derogation.rule.zone
            yield ProofNode(
                kind="rule",
                truth=True if certain else None,
                text=derogation.rule.statement,
                rule=derogation.id,
                statement=derogation.rule.statement,
                sources=self.cited(derogation, unit),
                unit=self._unit_name(unit),
            )

    def _by_default(self, name: str, value: str, unit: int | None) -> Route:
        """Return the route of the value a slot takes when no other is given."""
        conclusion = self._base.conclusions[name]
        place = None if conclusion.scope == "incident" else unit
        standing = [
            node
            for other in conclusion.values
            if other != value
            if (node := self._said(f"{name}={other}", place)).truth is not False
        ]
        standing.sort(key=lambda node: node.truth is None)
        atom = self._program.atoms[f"{name}={value}"]
        return Route(
            rule=None,
            statement=f"{conclusion.label} : {conclusion.values[value]}, à défaut d'un autre cas",
            sources=(),
            unit=self._unit_name(place),
            status=self._statuses.node(atom, place).status,
            missing=standing[0] if standing else None,
        )

    # The first missing element ------------------------------------------------------------------

    def _first_missing(
        self, condition: Condition, unit: int | None, *, negated: bool = False
    ) -> tuple[ProofNode | None, bool]:
        """Return the first element that keeps a condition from holding, and whether it is joint.

        `negated`: it is the contrary of the condition that would have been needed.
        """
        wanted = not negated
        truth = self._truths.truth(self._program.node_of(condition), unit)
        if truth is wanted:
            return None, False
        match condition:
            case All(parts) | AnyOf(parts):
                if isinstance(condition, All) is wanted:
                    return self._first_of(parts, truth, unit, negated=negated)
                return self._none_of(parts, truth, unit, negated=negated), False
            case Not(part):
                return self._first_missing(part, unit, negated=not negated)
            case Concluded(name, value):
                atom = name if value is None else f"{name}={value}"
                return self._missing_conclusion(atom, unit, negated=negated), False
            case AtLeast(count, part):
                return self._missing_passages(count, part, truth, negated=negated), False
            case _:
                return self._missing_fact(condition, unit, negated=negated), False

    def _first_of(
        self, parts: Sequence[Condition], truth: Truth, unit: int | None, *, negated: bool
    ) -> tuple[ProofNode | None, bool]:
        """Every part is needed: the first excluded where the whole is, else the first not there."""
        truths = [self._truths.truth(self._program.node_of(part), unit) for part in parts]
        contrary = negated
        if truth is contrary and contrary in truths:
            first = truths.index(contrary)
            return self._first_missing(parts[first], unit, negated=negated)
        open_parts = [part for part, held in zip(parts, truths, strict=True) if held is None]
        if truth is None and open_parts:
            return self._first_missing(open_parts[0], unit, negated=negated)
        steps = [self._first_missing(part, unit, negated=negated)[0] for part in open_parts]
        text = "ces éléments ne peuvent pas être réunis ensemble"
        found = [step for step in steps if step is not None]
        return self._node("all", truth, text, unit, steps=found), True

    def _none_of(
        self, parts: Sequence[Condition], truth: Truth, unit: int | None, *, negated: bool
    ) -> ProofNode | None:
        """One part is enough, and none is there."""
        steps = [self._first_missing(part, unit, negated=negated)[0] for part in parts]
        found = [step for step in steps if step is not None]
        if len(found) == 1:
            return found[0]
        return self._node("any", truth, "au moins un de ces éléments", unit, steps=found)

    def _missing_conclusion(self, atom: AtomId, unit: int | None, *, negated: bool) -> ProofNode:
        conclusion = self._base.atom_conclusion(atom)
        place = None if conclusion.scope == "incident" else unit
        said = self._said(atom, place)
        if negated:
            needed = "aurait fallu" if said.truth is True else "faudrait"
            text = f"{said.text} (il {needed} que ce point soit écarté)"
            return said.model_copy(update={"text": text})
        known = len(self._base.rules_concluding.get(atom, ()))
        if (atom, place) in self._seen or not 0 < known <= _UNFOLDED:
            return said
        self._seen.add((atom, place))
        steps = [step for route in self._routes(atom, place) for step in _obstacles(route)]
        return said.model_copy(update={"steps": tuple(_each_once(steps))})

    def _missing_passages(
        self, count: int, part: Condition, truth: Truth, *, negated: bool
    ) -> ProofNode:
        steps = []
        for unit in range(len(self._situation.units)):
            step, _ = self._first_missing(part, unit, negated=negated)
            steps += [] if step is None else [step]
        few = "au moins un passage" if count == 1 else f"au moins {count} passages"
        text = f"pas {few} qui remplisse ces conditions" if negated else few
        if self._situation.list_is_open and truth is None:
            steps.append(self._node("fact", None, "d'autres publications : à établir", None))
        return self._node("count", truth, text, None, steps=steps)

    def _missing_fact(self, test: FactTest, unit: int | None, *, negated: bool) -> ProofNode:
        found = self._fact(test, unit, negated=negated)
        fact = self._base.facts[test.fact]
        if found.kind == "guard":
            guard, _ = self._first_missing(self._base.guards[fact.id], unit)
            return found.model_copy(update={"steps": (guard,) if guard else ()})
        if fact.protected:
            return found
        if found.truth is False and not negated:
            return found  # it says already what it should have been
        would = "aurait fallu" if found.truth is True else "faudrait"
        other = "une autre réponse que " if negated else ""
        needed = f"(il {would} : {other}{say_test(fact, test)})"
        return found.model_copy(update={"text": f"{found.text} {needed}"})

    def _said(self, atom: AtomId, unit: int | None) -> ProofNode:
        """Return an atom with its status as a step that rests on nothing."""
        status = self._statuses.atom(atom, unit).status
        truth = {"established": True, "excluded": False}.get(status)
        text = f"{self.say_atom(atom, truth).rpartition(' — ')[0]} — {STATUS_FR[status]}"
        return self._node("conclusion", truth, text, unit)


def _each_once(steps: Sequence[ProofNode]) -> Iterator[ProofNode]:
    """Yield the steps, without those that say again what another said."""
    told: list[ProofNode] = []
    for step in steps:
        if step not in told:
            told.append(step)
            yield step


def _obstacles(route: Route) -> Iterator[ProofNode]:
    """Yield what keeps a route from concluding, without its rule."""
    if route.missing is not None:
        yield route.missing
        return
    yield from route.exceptions
    yield from (step for step in route.hindrances if step.truth is not True)
