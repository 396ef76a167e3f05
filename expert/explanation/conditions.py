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


def condition_lines(
    base: KnowledgeBase, condition: Condition, depth: int = 0, *, ids: bool = True
) -> Iterator[str]:
    """Yield a condition as indented lines; `ids` adds the id of each fact and conclusion."""
    indent = "  " * depth
    match condition:
        case All(parts):
            yield from _group(base, "toutes ces conditions :", parts, depth, ids=ids)
        case AnyOf(parts):
            yield from _group(base, "l'une de ces conditions :", parts, depth, ids=ids)
        case Not(Concluded() as part):
            yield f"{indent}- {_conclusion(base, part, ids=ids)} : non"
        case Not(part):
            yield f"{indent}- il n'en est pas ainsi :"
            yield from condition_lines(base, part, depth + 1, ids=ids)
        case AtLeast(count, part):
            passages = "un passage" if count == 1 else f"{count} passages"
            yield f"{indent}- au moins {passages} où :"
            yield from condition_lines(base, part, depth + 1, ids=ids)
        case Concluded():
            yield f"{indent}- {_conclusion(base, condition, ids=ids)} : oui"
        case _:
            fact = base.facts[condition.fact]
            yield f"{indent}- {fact.label}{_named(fact.id, ids=ids)} : {say_test(fact, condition)}"


def _group(
    base: KnowledgeBase, title: str, parts: tuple[Condition, ...], depth: int, *, ids: bool
) -> Iterator[str]:
    if not parts:
        yield f"{'  ' * depth}- sans condition"
        return
    yield f"{'  ' * depth}- {title}"
    for part in parts:
        yield from condition_lines(base, part, depth + 1, ids=ids)


def _conclusion(base: KnowledgeBase, test: Concluded, *, ids: bool) -> str:
    conclusion = base.conclusions[test.conclusion]
    value = f" : {conclusion.values[test.value]}" if test.value else ""
    return f"{conclusion.label}{value}{_named(test.conclusion, ids=ids)}"


def _named(name: str, *, ids: bool) -> str:
    return f" ({name})" if ids else ""
