"""A condition read aloud in French, one test a line."""

from __future__ import annotations

from collections.abc import Iterator

from expert.explanation.wording import say_test
from knowledge import KnowledgeBase
from knowledge.conditions import (
    All,
    AnyOf,
    AtLeast,
    Concluded,
    Condition,
    Not,
)


def condition_lines(base: KnowledgeBase, condition: Condition, depth: int = 0) -> Iterator[str]:
    """Yield a condition as indented lines."""
    indent = "  " * depth
    match condition:
        case All(parts):
            yield from _group(base, "toutes ces conditions :", parts, depth)
        case AnyOf(parts):
            yield from _group(base, "l'une de ces conditions :", parts, depth)
        case Not(Concluded() as part):
            yield f"{indent}- {_conclusion(base, part)} : non"
        case Not(part):
            yield f"{indent}- il n'en est pas ainsi :"
            yield from condition_lines(base, part, depth + 1)
        case AtLeast(count, part):
            passages = "un passage" if count == 1 else f"{count} passages"
            yield f"{indent}- au moins {passages} où :"
            yield from condition_lines(base, part, depth + 1)
        case Concluded():
            yield f"{indent}- {_conclusion(base, condition)} : oui"
        case _:
            fact = base.facts[condition.fact]
            yield f"{indent}- {fact.label} ({fact.id}) : {say_test(fact, condition)}"


def _group(
    base: KnowledgeBase, title: str, parts: tuple[Condition, ...], depth: int
) -> Iterator[str]:
    if not parts:
        yield f"{'  ' * depth}- sans condition"
        return
    yield f"{'  ' * depth}- {title}"
    for part in parts:
        yield from condition_lines(base, part, depth + 1)


def _conclusion(base: KnowledgeBase, test: Concluded) -> str:
    conclusion = base.conclusions[test.conclusion]
    value = f" : {conclusion.values[test.value]}" if test.value else ""
    return f"{conclusion.label}{value} ({test.conclusion})"
