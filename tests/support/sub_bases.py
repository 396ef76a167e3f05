"""Random bases cut out of the shipped law: a few of its rules, and all that they read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from knowledge import KnowledgeBase, LawRule
from knowledge.conditions import Concluded, Condition, FactTest, walk

_CLOCK = "first_online_date"


def sub_base(law: KnowledgeBase, chance: random.Random, profile: str, most: int) -> KnowledgeBase:
    """Return about `most` facts' worth of the law: rules of goals of a reader, and what feeds them.

    A conclusion that is read keeps one or two of the rules that conclude it; a rule keeps the rules
    that derogate from it; a fact keeps its guard. What no kept rule concludes never holds.
    """
    cut = _Cut(law, chance, most)
    goals = [r for r in law.rules.values() if profile in _goals_of(law, r) and not _ends(r)]
    if chance.random() < 0.4:  # contested law is rare, and is where mistakes hide
        goals = [r for r in goals if r.rule.zone or law.rule_is_weak(r)]
    while len(cut.facts) < most:
        cut.waiting = cut.waiting or [chance.choice(goals)]
        cut.take(cut.waiting.pop(chance.randrange(len(cut.waiting))))
    return cut.base()


class _Cut:
    """A part of the law that grows rule by rule."""

    def __init__(self, law: KnowledgeBase, chance: random.Random, most: int) -> None:
        self.law, self.chance, self.most = law, chance, most
        self.rules: dict[str, LawRule] = {}
        self.facts: set[str] = set()
        self.names: set[str] = set()
        self.waiting: list[LawRule] = []

    def take(self, rule: LawRule) -> None:
        """Keep a rule and what it reads; what concludes that, and derogates from it, waits."""
        if rule.id in self.rules or _ends(rule):
            return
        self.rules[rule.id] = rule
        self.names |= {atom.partition("=")[0] for atom, _ in rule.conclusions}
        if rule.rule.since or rule.rule.until:
            self.facts.add(_CLOCK)
        self._read(rule.condition)
        derogations = self.law.derogations.get(rule.id, ())
        self.waiting += self.chance.sample(derogations, min(2, len(derogations)))

    def _read(self, condition: Condition) -> None:
        for part in walk(condition):
            if isinstance(part, FactTest) and part.fact not in self.facts:
                self.facts.add(part.fact)
                if part.fact in self.law.guards:
                    self._read(self.law.guards[part.fact])
            elif isinstance(part, Concluded):
                self.names.add(part.conclusion)
                atom = part.conclusion if part.value is None else f"{part.conclusion}={part.value}"
                concluding = [rule for rule, _ in self.law.rules_concluding.get(atom, ())]
                self.waiting += self.chance.sample(concluding, min(2, len(concluding)))

    def base(self) -> KnowledgeBase:
        """Return the part as a base: no delay, no remedy, only what decides conclusions."""
        law = self.law
        zones = {rule.rule.zone for rule in self.rules.values()}
        return replace(
            law,
            rules={name: rule for name, rule in law.rules.items() if name in self.rules},
            facts={name: fact for name, fact in law.facts.items() if name in self.facts},
            guards={name: guard for name, guard in law.guards.items() if name in self.facts},
            conclusions={n: c for n, c in law.conclusions.items() if n in self.names},
            zones={name: zone for name, zone in law.zones.items() if name in zones},
            **{name: {} for name in _LEFT_OUT},
        )


_LEFT_OUT = (
    "groups", "readers", "deadlines", "changes", "pieces", "penalty_conditions",
    "aggravation_conditions", "remedies", "gestures", "attacks",
)  # fmt: skip


def _goals_of(law: KnowledgeBase, rule: LawRule) -> Iterator[str]:
    for atom, _ in rule.conclusions:
        yield from law.atom_conclusion(atom).goals


def _ends(rule: LawRule) -> bool:
    """Whether a rule ends the interview: the reporter is party to the facts."""
    return any(atom == "rapport-seul" for atom, _ in rule.conclusions)
