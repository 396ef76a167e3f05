"""Finite domains: how facts become variables, and answers become sets of values.

Numbers are cut at their named landmarks. Dates are cut at every boundary the base names, and at
the examination day minus each delay the base names (calendar months): the law at a date and the
expiry of a delay are then read on one clock.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from expert.calendar import first_day_not_expired
from expert.incident import Answer, DateRange
from expert.inference.graph import Variable
from knowledge.base_model import KnowledgeBase
from knowledge.conditions import Condition, DateFrom, DelayOver, walk
from knowledge.models.facts import Fact

YES, NO = 0, 1
_YES_NO = ("oui", "non")


@dataclass(frozen=True)
class Domains:
    """The variables of each fact for one examination day, and the cut points of its dates."""

    variables: Mapping[str, tuple[Variable, ...]]
    cuts: Mapping[str, tuple[date, ...]]
    landmarks: Mapping[str, tuple[float, ...]]
    examined_on: date

    def from_cut(self, fact: str, cut: date) -> range:
        """Return the value indexes of the dates on or after `cut`."""
        first = self.cuts[fact].index(cut) + 1
        return range(first, len(self.cuts[fact]) + 1)

    def cut_of_delay(self, test: DelayOver) -> date:
        """Return the first day whose delay has not expired on the examination day."""
        return first_day_not_expired(test.duration, self.examined_on)

    def encode(self, fact: Fact, answer: Answer) -> Iterator[tuple[str, frozenset[int]]]:
        """Yield (variable id, value indexes the answer leaves possible) for one answer."""
        variables = self.variables[fact.id]
        if answer is None:
            for variable in variables:
                yield variable.id, frozenset(range(len(variable.values)))
        elif fact.kind == "liste":
            assert isinstance(answer, tuple)
            for variable in variables:
                yield variable.id, frozenset((YES if variable.item in answer else NO,))
        elif fact.kind == "date":
            assert isinstance(answer, date | DateRange)
            yield variables[0].id, self._date_values(fact.id, answer)
        elif fact.kind == "nombre":
            assert isinstance(answer, int | float)
            yield variables[0].id, frozenset((bisect_right(self.landmarks[fact.id], answer),))
        else:
            yield variables[0].id, frozenset((variables[0].values.index(str(answer)),))

    def _date_values(self, fact: str, answer: date | DateRange) -> frozenset[int]:
        cuts = self.cuts[fact]
        if isinstance(answer, DateRange):
            low = bisect_right(cuts, answer.first) if answer.first else 0
            high = bisect_right(cuts, answer.last) if answer.last else len(cuts)
            return frozenset(range(low, high + 1))
        day = answer.date() if isinstance(answer, datetime) else answer
        return frozenset((bisect_right(cuts, day),))


def build_domains(base: KnowledgeBase, examined_on: date) -> Domains:
    """Build the variables of every fact a rule may read, for one examination day."""
    return shared_domains((base,), examined_on)


def shared_domains(bases: Sequence[KnowledgeBase], examined_on: date) -> Domains:
    """Build variables in which each of several bases may be compiled.

    A fact takes every value that one of the bases gives it, and is cut wherever one of them cuts
    it. The facts that share an id must be of one type and one scope.
    """
    cuts: dict[str, tuple[date, ...]] = {}
    facts: dict[str, list[Fact]] = {}
    for base in bases:
        for name, days in _date_cuts(base, examined_on).items():
            cuts[name] = tuple(sorted({*cuts.get(name, ()), *days}))
        for fact in base.facts.values():
            facts.setdefault(fact.id, []).append(fact)
    landmarks = {
        name: tuple(sorted({mark.at for fact in versions for mark in fact.landmarks.values()}))
        for name, versions in facts.items()
        if versions[0].kind == "nombre"
    }
    variables = {
        name: tuple(
            _variables(with_values_of(versions), cuts.get(name, ()), landmarks.get(name, ()))
        )
        for name, versions in facts.items()
        if not all(fact.descriptive for fact in versions)
    }
    return Domains(variables, cuts, landmarks, examined_on)


def with_values_of(versions: Sequence[Fact]) -> Fact:
    """Return the first of several versions of a fact, with the values of all of them."""
    values = {value: label for fact in versions for value, label in fact.values.items()}
    return versions[0].model_copy(update={"values": values})


def _variables(
    fact: Fact, cuts: tuple[date, ...], landmarks: tuple[float, ...]
) -> Iterator[Variable]:
    match fact.kind:
        case "liste":
            for item in fact.values:
                yield Variable(f"{fact.id}.{item}", fact.id, fact.scope, _YES_NO, item)
        case "date":
            names = ("avant", *(f"depuis {cut.isoformat()}" for cut in cuts))
            yield Variable(fact.id, fact.id, fact.scope, names)
        case "nombre":
            names = ("moins", *(f"dès {mark:g}" for mark in landmarks))
            yield Variable(fact.id, fact.id, fact.scope, names)
        case _:
            yield Variable(fact.id, fact.id, fact.scope, tuple(fact.values))


def _date_cuts(base: KnowledgeBase, examined_on: date) -> dict[str, tuple[date, ...]]:
    cuts: dict[str, set[date]] = {f.id: set() for f in base.facts.values() if f.kind == "date"}
    for condition in _conditions(base):
        for part in walk(condition):
            if isinstance(part, DateFrom):
                cuts[part.fact].add(part.day)
            elif isinstance(part, DelayOver):
                cuts[part.fact].add(first_day_not_expired(part.duration, examined_on))
    clock = cuts.get("first_online_date", set())
    for rule in base.rules.values():
        if rule.rule.clock == "faits" and rule.scope != "incident":
            clock.update(boundaries(rule.rule.since, rule.rule.until))
    return {fact: tuple(sorted(days)) for fact, days in cuts.items()}


def _conditions(base: KnowledgeBase) -> Iterator[Condition]:
    yield from (rule.condition for rule in base.rules.values())
    yield from base.guards.values()
    yield from (condition for _, condition in base.deadlines.values())
    yield from (condition for _, condition in base.changes.values())
    yield from (condition for _, condition in base.pieces.values())
    yield from base.penalty_conditions.values()
    yield from base.aggravation_conditions.values()
    yield from (condition for _, condition in base.remedies.values() if condition is not None)
    yield from (condition for _, condition in base.gestures.values() if condition is not None)
    for brought in base.attacks.values():
        yield from (c for c in (brought.concerns, brought.answered) if c is not None)


def boundaries(since: date | None, until: date | None) -> Iterable[date]:
    """Return the cut points of a period: its first day, and the day after its last."""
    if since is not None:
        yield since
    if until is not None:
        yield date.fromordinal(until.toordinal() + 1)
