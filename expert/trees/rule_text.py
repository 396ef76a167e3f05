"""A rule that no tree can show: its conditions as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from expert.explanation.conditions import condition_lines
from knowledge.base_model import KnowledgeBase, LawRule


def rule_lines(base: KnowledgeBase, rule: LawRule) -> Iterator[str]:
    """Yield the conditions of a rule, indented, then its exceptions."""
    yield from condition_lines(base, rule.condition)
    for derogation in base.derogations.get(rule.id, ()):
        yield f"- sauf exception : {derogation.rule.statement}"
