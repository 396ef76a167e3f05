"""Every one-place mutant of a rule base: its conditions, conclusions, exceptions, dates, zones.

A mutant that would make the rules circular is not one: the loader would refuse it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from expert.assurance.mutants.conditions import ConditionMutator
from expert.assurance.mutants.dependence import Dependence, atom_of
from knowledge.base_model import AtomId, KnowledgeBase, LawRule
from knowledge.conditions import Concluded, walk

RULE_DROPPED = "règle retirée"
EXCEPTION_DROPPED = "exception retirée"
EXCEPTION_MOVED = "exception sur une autre règle"
CONCLUSION_CHANGED = "valeur conclue changée"
BOUND_DROPPED = "date de vigueur retirée"
READINGS_SWAPPED = "lectures échangées"
ZONE_DROPPED = "point discuté tenu pour certain"
GUARD_DROPPED = "condition d'une question retirée"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: of a rule (`new` None: dropped), or of the guard of a question (dropped).

    `leaf` is the number of the test that a drop or a « never » tries, in reading order.
    """

    target: str
    operator: str
    said: str
    new: LawRule | None = None
    leaf: int | None = None

    @property
    def is_guard(self) -> bool:
        """Whether a question is mutated, and not a rule."""
        return self.operator == GUARD_DROPPED

    def applied(self, base: KnowledgeBase) -> KnowledgeBase:
        """Return the mutated base."""
        if self.is_guard:
            guards = {fact: guard for fact, guard in base.guards.items() if fact != self.target}
            plain = base.facts[self.target].model_copy(update={"guard": None, "detail": False})
            return replace(base, guards=guards, facts={**base.facts, self.target: plain})
        rules = dict(base.rules)
        if self.new is None:
            del rules[self.target]
        else:
            rules[self.target] = self.new
        return replace(base, rules=rules)


@dataclass
class Generator:
    """Makes the mutants of a base, rule by rule."""

    base: KnowledgeBase
    dependence: Dependence

    @cached_property
    def _conditions(self) -> ConditionMutator:
        return ConditionMutator(self.base)

    def all(self) -> Iterator[Mutant]:
        """Yield every mutant of every rule, then of every guard; none is made twice."""
        for rule in self.base.rules.values():
            yield from self.of_rule(rule)
        for fact in self.base.guards:
            label = self.base.facts[fact].question
            yield Mutant(fact, GUARD_DROPPED, f"« {label} » posée sans condition")

    def of_rule(self, rule: LawRule) -> Iterator[Mutant]:
        """Yield every mutant of a rule."""
        seen: set[LawRuleKey] = {_key(rule)}
        yield Mutant(rule.id, RULE_DROPPED, "règle retirée")
        for mutant in (*self._of_condition(rule), *self._of_exceptions(rule), *self._others(rule)):
            assert mutant.new is not None
            key = _key(mutant.new)
            if key not in seen or mutant.leaf is not None:
                seen.add(key)
                yield mutant

    def _of_condition(self, rule: LawRule) -> Iterator[Mutant]:
        read = {atom_of(p) for p in walk(rule.condition) if isinstance(p, Concluded)}
        for variant in self._conditions.variants(rule.condition):
            now = {atom_of(p) for p in walk(variant.condition) if isinstance(p, Concluded)}
            if any(self._depends(atom, rule.id) for atom in now - read):
                continue
            new = replace(rule, condition=variant.condition)
            yield Mutant(rule.id, variant.operator, variant.said, new, variant.leaf)

    def _depends(self, atom: AtomId, rule: str) -> bool:
        """Whether an atom rests on a rule."""
        return atom in self.dependence.atoms_above_rule(rule)

    def _of_exceptions(self, rule: LawRule) -> Iterator[Mutant]:
        for target in rule.defeats:
            said = f"n'écarte plus la règle « {self.base.rules[target].rule.statement} »"
            left = tuple(other for other in rule.defeats if other != target)
            if left or rule.conclusions:
                yield Mutant(rule.id, EXCEPTION_DROPPED, said, replace(rule, defeats=left))
            for other in self._siblings(rule, target):
                moved = tuple(other if each == target else each for each in rule.defeats)
                statement = self.base.rules[other].rule.statement
                said = f"écarte la règle « {statement} » à la place"
                yield Mutant(rule.id, EXCEPTION_MOVED, said, replace(rule, defeats=moved))

    def _siblings(self, rule: LawRule, target: str) -> Iterator[str]:
        """Yield the rules an exception could defeat instead: same conclusion, same notion."""
        defeated = self.base.rules[target]
        names = {atom.partition("=")[0] for atom, _ in defeated.conclusions}
        for other in self.base.rules.values():
            if other.id in (rule.id, *rule.defeats) or other.notion != defeated.notion:
                continue
            alike = any(atom.partition("=")[0] in names for atom, _ in other.conclusions)
            if alike and rule.id not in self.dependence.rules_above_rule(other.id):
                yield other.id

    def _others(self, rule: LawRule) -> Iterator[Mutant]:
        yield from self._of_conclusions(rule)
        yield from self._of_readings(rule)
        for key, said in (
            ("since", "sans date d'entrée en vigueur"),
            ("until", "sans date de fin"),
        ):
            if getattr(rule.rule, key) is not None:
                undated = rule.rule.model_copy(update={key: None})
                yield Mutant(rule.id, BOUND_DROPPED, said, replace(rule, rule=undated))

    def _of_conclusions(self, rule: LawRule) -> Iterator[Mutant]:
        for number, (atom, reading) in enumerate(rule.conclusions):
            name, _, value = atom.partition("=")
            conclusion = self.base.conclusions[name]
            for other in conclusion.values:
                new = f"{name}={other}"
                if other == value or rule.id in self.dependence.above_atom(new):
                    continue
                pairs = list(rule.conclusions)
                pairs[number] = (new, reading)
                said = f"conclut « {conclusion.label} : {conclusion.values[other]} »"
                changed = replace(rule, conclusions=tuple(pairs))
                yield Mutant(rule.id, CONCLUSION_CHANGED, said, changed)

    def _of_readings(self, rule: LawRule) -> Iterator[Mutant]:
        if rule.rule.zone is None or not rule.conclusions:
            return
        readings = [reading.id for reading in self.base.zones[rule.rule.zone].readings]
        for number, first in enumerate(readings):
            for second in readings[number + 1 :]:
                swap = {first: second, second: first}
                pairs = tuple((a, r if r is None else swap.get(r, r)) for a, r in rule.conclusions)
                if set(pairs) != set(rule.conclusions):
                    said = f"lectures « {first} » et « {second} » échangées"
                    yield Mutant(rule.id, READINGS_SWAPPED, said, replace(rule, conclusions=pairs))
        for atom in dict.fromkeys(atom for atom, _ in rule.conclusions):
            said = "conclusion tenue pour certaine, sans point discuté"
            certain = replace(rule, conclusions=((atom, None),))
            yield Mutant(rule.id, ZONE_DROPPED, said, certain)


LawRuleKey = tuple[object, ...]


def _key(rule: LawRule) -> LawRuleKey:
    """Return what makes two versions of a rule the same mutant."""
    declared = rule.rule
    return (
        rule.condition,
        frozenset(rule.conclusions),
        frozenset(rule.defeats),
        declared.since,
        declared.until,
    )
