"""Random lines of a file of incidents: answers drawn for facts, at each level of a line."""

from __future__ import annotations

import random
from typing import Any

from knowledge import KnowledgeBase
from knowledge.models.facts import Fact

_LEVELS = {
    "line": ("incident", "publication", "passage"),
    "incident": ("incident",),
    "publication": ("publication",),
    "single": ("publication", "passage"),
    "passage": ("passage",),
}


def random_line(
    base: KnowledgeBase,
    chance: random.Random,
    *,
    density: float,
    several: bool = False,
    unknown: float = 0.1,
) -> dict[str, Any]:
    """Return one incident; `density` is the share of the facts answered, `unknown` in doubt."""

    def level(name: str) -> dict[str, Any]:
        return {
            fact.id: drawn(fact, chance, unknown)
            for fact in base.facts.values()
            if not fact.descriptive and fact.scope in _LEVELS[name] and chance.random() < density
        }

    closed = {"autres_publications": chance.choice(["non", "non", "oui", "inconnu", None])}
    if not several:
        return {**closed, **level("line")}
    publications = [
        level("single")
        if chance.random() < 0.4
        else {
            **level("publication"),
            "passages": [level("passage") for _ in range(chance.randint(1, 2))],
        }
        for _ in range(chance.randint(1, 2))
    ]
    return {**closed, **level("incident"), "publications": publications}


def drawn(fact: Fact, chance: random.Random, unknown: float) -> Any:
    """Return an answer of a fact as a file writes it."""
    if chance.random() < unknown:
        return chance.choice(["inconnu", None])
    match fact.kind:
        case "oui-non":
            return chance.choice(["oui", "non"])
        case "choix":
            return chance.choice(list(fact.values))
        case "liste":
            chosen = [value for value in fact.values if chance.random() < 0.25]
            return chosen or "aucun"
        case "nombre":
            return chance.choice([3, 14, 15, 50, 500])
        case _:
            year, month, of_month = (chance.randint(*b) for b in ((2021, 2026), (1, 11), (1, 28)))
            day = f"{year}-{month:02d}-{of_month:02d}"
            bound = chance.choice(["depuis", "jusqu_a"])
            return day if chance.random() < 0.8 else {bound: day}
