"""A condition said in one sentence, for a test that counts passages."""

from __future__ import annotations

from expert.explanation.wording import say_test
from knowledge.base_model import KnowledgeBase
from knowledge.conditions import All, AnyOf, AtLeast, Concluded, Condition, Not


def say_condition(base: KnowledgeBase, condition: Condition) -> str:
    """Return a condition as a part of a sentence: « au moins un passage où … »."""
    match condition:
        case All(parts):
            return " et ".join(_inside(base, part) for part in parts) or "dans tous les cas"
        case AnyOf(parts):
            return " ou ".join(_inside(base, part) for part in parts) or "dans aucun cas"
        case Not(part):
            return f"pas « {say_condition(base, part)} »"
        case AtLeast(count, part):
            passages = "un passage" if count == 1 else f"{count} passages"
            return f"Au moins {passages} de l'incident où : {say_condition(base, part)}"
        case Concluded(name, value):
            conclusion = base.conclusions[name]
            return f"{conclusion.label} : {conclusion.values[value]}" if value else conclusion.label
        case _:
            fact = base.facts[condition.fact]
            return f"{fact.label} : {say_test(fact, condition)}"


def _inside(base: KnowledgeBase, condition: Condition) -> str:
    said = say_condition(base, condition)
    return f"({said})" if isinstance(condition, All | AnyOf) else said
