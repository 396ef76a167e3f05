"""The meaning of the rules in one complete world, read from the rules and not from the graph.

Slow and plain on purpose: it is what every evaluator is compared with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from expert.inference.program import FOLLOWED, zone_of_weak_rule
from knowledge import KnowledgeBase, LawRule
from knowledge.conditions import (
    NOT_APPLICABLE,
    All,
    AnyOf,
    AtLeast,
    Concluded,
    Condition,
    FactIn,
    ItemIs,
    Not,
)

Values = Mapping[str, str]


@dataclass
class World:
    """A complete world: incident facts, one mapping for each unit, and a reading for each zone.

    `more` says, for a count, whether passages still to come suffice (an open list).
    """

    base: KnowledgeBase
    incident: Values
    units: list[Values]
    readings: Values
    more: frozenset[Condition] = frozenset()
    _memo: dict[tuple[str, int | None], bool] = field(default_factory=dict)

    def atom(self, atom: str, unit: int | None = None) -> bool:
        """Whether an atom holds on a unit (None: on the incident)."""
        key = (atom, unit)
        if key not in self._memo:
            name, _, value = atom.partition("=")
            conclusion = self.base.conclusions[name]
            holds = any(
                self._effective(rule, unit) and (reading is None or self._reads(rule, reading))
                for rule, reading in self.base.rules_concluding.get(atom, ())
            )
            if value and conclusion.otherwise == value:
                others = [f"{name}={v}" for v in conclusion.values if v != value]
                holds = holds or not any(self.atom(other, unit) for other in others)
            self._memo[key] = holds
        return self._memo[key]

    def _effective(self, rule: LawRule, unit: int | None) -> bool:
        if not self._applies(rule, unit):
            return False
        for derogation in self.base.derogations.get(rule.id, ()):
            zone = derogation.rule.zone
            if zone and self.readings[zone] != self.base.zones[zone].readings[0].id:
                continue
            if self._effective(derogation, unit):
                return False
        return True

    def _applies(self, rule: LawRule, unit: int | None) -> bool:
        followed = not self.base.rule_is_weak(rule) or (
            self.readings[zone_of_weak_rule(rule.id)] == FOLLOWED
        )
        return followed and self.holds(rule.condition, unit)

    def _reads(self, rule: LawRule, reading: str) -> bool:
        assert rule.rule.zone
        return self.readings[rule.rule.zone] == reading

    def holds(self, condition: Condition, unit: int | None) -> bool:
        """Whether a condition holds."""
        match condition:
            case All(parts):
                return all(self.holds(part, unit) for part in parts)
            case AnyOf(parts):
                return any(self.holds(part, unit) for part in parts)
            case Not(part):
                return not self.holds(part, unit)
            case Concluded(name, value):
                scope = self.base.conclusions[name].scope
                where = None if scope == "incident" else unit
                return self.atom(name if value is None else f"{name}={value}", where)
            case AtLeast(count, part):
                found = sum(self.holds(part, u) for u in range(len(self.units)))
                return found >= count or condition in self.more
            case FactIn(fact, values):
                guard = self.base.guards.get(fact)
                if guard is not None and not self.holds(guard, unit):
                    return NOT_APPLICABLE in values
                return self._value(fact, unit) in values
            case ItemIs(fact, item, present):
                guard = self.base.guards.get(fact)
                if guard is not None and not self.holds(guard, unit):
                    return False
                return (self._value(f"{fact}.{item}", unit) == "oui") == present
        raise TypeError(condition)

    def _value(self, variable: str, unit: int | None) -> str:
        if variable in self.incident:
            return self.incident[variable]
        assert unit is not None
        return self.units[unit][variable]
