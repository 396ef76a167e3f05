"""No conclusion without a source in force; no advice that carries law."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.base_model import KnowledgeBase, LawRule
from knowledge.conditions import Concluded, walk
from knowledge.errors import KnowledgeError, Place


def check_sources(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each rule whose sources are out of force or that reads advice."""
    advised = {
        atom.partition("=")[0]
        for rule in base.rules.values()
        if rule.rule.advice
        for atom, _ in rule.conclusions
    }
    for rule in base.rules.values():
        place = rule.rule.place or Place("base")
        if not rule.rule.advice and not _has_source_in_force(base, rule):
            yield KnowledgeError(
                place,
                f"la règle « {rule.id} » n'a aucune source en vigueur pendant sa propre période",
            )
        if rule.rule.advice:
            yield from _law_set_aside(base, rule, place)
            continue
        for part in walk(rule.condition):
            if isinstance(part, Concluded) and part.conclusion in advised:
                yield KnowledgeError(
                    place,
                    f"la règle « {rule.id} » lit « {part.conclusion} », "
                    f"qui n'est qu'un conseil sans source",
                )


def _law_set_aside(base: KnowledgeBase, rule: LawRule, place: Place) -> Iterator[KnowledgeError]:
    """Yield a refusal for each rule of law that a piece of advice would defeat."""
    for target in rule.defeats:
        if not base.rules[target].rule.advice:
            yield KnowledgeError(
                place,
                f"le conseil « {rule.id} » écarte la règle « {target} » : un conseil sans source "
                f"n'écarte pas le droit",
            )


def _has_source_in_force(base: KnowledgeBase, rule: LawRule) -> bool:
    """Whether some source is in force on the last day the rule applies (today when it is open)."""
    day = min(rule.rule.until or base.law_as_of, base.law_as_of)
    return any(base.sources[s].in_force_on(day) for s in rule.rule.sources if s in base.sources)
