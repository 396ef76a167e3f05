"""Which changed texts a conclusion may owe its change to: the rules of its cone, their sources."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from expert.assurance.comparison.entries import entry_changes, rules_touched
from expert.inference.eras import rules_under
from expert.inference.program import ByIdentity
from knowledge.base_model import KnowledgeBase
from knowledge.conditions import walk


@dataclass(frozen=True, slots=True)
class Responsible:
    """The changed rules a conclusion rests on, and their sources (ids).

    `others` are the other changed entries it reads: questions, contested points, delays, texts,
    each by the sentence a reader knows it by.
    """

    rules: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def responsible(old: KnowledgeBase, new: KnowledgeBase, conclusion: str) -> Responsible:
    """Return the changed entries that a conclusion, or what bears its id, rests on."""
    touched, others = _changed(ByIdentity(old), ByIdentity(new))
    rules: dict[str, None] = {}
    sources: dict[str, None] = {}
    read = {conclusion}
    for base in (new, old):
        if conclusion not in base.conclusions:
            continue
        under = _facts_under(base, conclusion)
        guards = [guard for fact, guard in base.guards.items() if fact in under]
        for rule in rules_under(base, conclusion, guards):
            read |= {rule.rule.zone or "", *_facts(base, rule.id)}
            if rule.id in touched:
                rules[rule.id] = None
                sources.update(dict.fromkeys(rule.rule.sources))
        read |= set(base.conclusions[conclusion].penalty_texts)
    changed = tuple(told for name, told in others.items() if name in read or name in sources)
    return Responsible(tuple(rules), changed, tuple(sources))


def _facts_under(base: KnowledgeBase, conclusion: str) -> set[str]:
    return {f for rule in rules_under(base, conclusion) for f in _facts(base, rule.id)}


def _facts(base: KnowledgeBase, rule: str) -> set[str]:
    """Return the facts a rule reads, those its questions are asked under included."""
    found: set[str] = set()
    pending = [base.rules[rule].condition]
    while pending:
        for part in walk(pending.pop()):
            name = getattr(part, "fact", None)
            if isinstance(name, str) and name not in found:
                found.add(name)
                if name in base.guards:
                    pending.append(base.guards[name])
    return found


@lru_cache(maxsize=4)
def _changed(old: ByIdentity, new: ByIdentity) -> tuple[frozenset[str], dict[str, str]]:
    entries = entry_changes(old.base, new.base)
    return (
        rules_touched(old.base, new.base),
        {e.id: f"{e.label} [{e.id}]" for e in entries if e.kind != "Règles"},
    )
