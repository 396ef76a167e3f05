"""A base of so many rules over facts in proportion, in the rule language, the same for a seed.

Two facts for fifteen rules, three values each (40 facts for 300 rules). A rule tests two to four
facts or conclusions of a lower level; one in ten is an « or », one in ten a negation, one in twenty
an exception to an earlier rule. Nothing is contested: every engine compared can say it.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from knowledge import KnowledgeBase
from tests.support.small_bases import FACT, atom, rule, write_base

SIZES = (30, 100, 300, 1000)
_VALUES = ("u", "v", "w")
_RULES_OF_A_CONCLUSION = 3


def synthetic_base(rules: int, folder: Path, seed: int = 2026) -> KnowledgeBase:
    """Write a base of so many rules under `folder`, load it and check it."""
    chance = random.Random(seed * 10_000 + rules)
    facts = [f"f{n}" for n in range(max(8, 2 * rules // 15))]
    conclusions = [f"c{n}" for n in range(-(-rules // _RULES_OF_A_CONCLUSION))]
    return write_base(
        folder,
        faits=[
            {
                "fait": name, "portee": "passage", "type": "choix",
                "valeurs": {value: value for value in _VALUES}, **FACT,
            }
            for name in facts
        ],
        conclusions=[atom(name) for name in conclusions],
        regles=[_rule(chance, number, facts, conclusions) for number in range(rules)],
    )  # fmt: skip


def _rule(chance: random.Random, number: int, facts: list[str], conclusions: list[str]) -> Any:
    place = number // _RULES_OF_A_CONCLUSION
    condition = _condition(chance, facts, conclusions[:place])
    kind = chance.random()
    if kind < 0.1:
        condition = {"un_de": [condition, _condition(chance, facts, [])]}
    elif kind < 0.2:
        condition = {**_condition(chance, facts, []), "pas": condition}
    more: dict[str, Any] = {}
    if place and chance.random() < 0.05:
        condition = _condition(chance, facts, [])
        more["ecarte"] = f"r{chance.randrange(_RULES_OF_A_CONCLUSION * place)}"
    return rule(f"r{number}", condition, conclusions[place], **more)


def _condition(chance: random.Random, facts: list[str], lower: list[str]) -> dict[str, Any]:
    tests: dict[str, Any] = {
        name: chance.choice([chance.choice(_VALUES), chance.sample(_VALUES, 2)])
        for name in chance.sample(facts, chance.randint(2, 3))
    }
    if lower and chance.random() < 0.5:
        tests[chance.choice(lower[-12:])] = chance.choice(["oui", "oui", "non"])
    return tests
