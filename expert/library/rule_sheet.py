"""One rule as a lawyer reads it, a contested point, and what moved since a founding document."""

from __future__ import annotations

from collections.abc import Iterable

from expert.explanation.conditions import condition_lines
from expert.library.force import force_words
from expert.library.links import Link, Place
from expert.library.sheets import ChangeSheet, RuleSheet, SaidConclusion, SaidReading, ZoneSheet
from expert.library.source_sheet import cited
from knowledge.base_model import KnowledgeBase, LawRule
from knowledge.models.changes import DOCUMENT_FR, Change
from knowledge.models.rules import Zone


def rule_sheet(base: KnowledgeBase, rule: LawRule, *, ids: bool = False) -> RuleSheet:
    """Return a rule; `ids` names each fact and conclusion of its conditions by its id too."""
    declared = rule.rule
    return RuleSheet(
        place=Place("règle", rule.id),
        statement=declared.statement,
        notion=base.notions[rule.notion].title,
        scope=rule.scope,
        conditions=tuple(condition_lines(base, rule.condition, 1, ids=ids)),
        conclusions=tuple(
            SaidConclusion(_label(base, atom), atom, reading) for atom, reading in rule.conclusions
        ),
        defeats=_rules(base, rule.defeats),
        exceptions=_rules(base, (other.id for other in base.derogations.get(rule.id, ()))),
        zone=zone_sheet(base, base.zones[declared.zone]) if declared.zone else None,
        force=force_words("Applicable", declared.since, declared.until),
        reinforces=declared.reinforces or "",
        advice=declared.advice,
        weak=base.rule_is_weak(rule) or declared.weak,
        sources=cited(base, declared.sources),
    )


def zone_sheet(base: KnowledgeBase, zone: Zone) -> ZoneSheet:
    """Return a contested point, with the rules that depend on it."""
    return ZoneSheet(
        place=Place("point discuté", zone.id),
        question=zone.question,
        readings=tuple(
            SaidReading(each.id, each.statement, cited(base, each.sources))
            for each in zone.readings
        ),
        prudent=zone.prudent,
        pieces=zone.pieces,
        rules=_rules(base, (r.id for r in base.rules.values() if r.rule.zone == zone.id)),
    )


def change_sheet(base: KnowledgeBase, change: Change) -> ChangeSheet:
    """Return what a founding document said, and what applies."""
    return ChangeSheet(
        place=Place("changement", change.id),
        title=change.title,
        document=DOCUMENT_FR[change.document],
        said=change.said,
        now=change.now,
        since=change.since,
        verdict=change.verdict,
        sources=cited(base, change.sources),
    )


def _rules(base: KnowledgeBase, names: Iterable[str]) -> tuple[Link, ...]:
    return tuple(
        Link(name, base.rules[name].rule.statement, Place("règle", name)) for name in names
    )


def _label(base: KnowledgeBase, atom: str) -> str:
    conclusion, value = base.atom_conclusion(atom), atom.partition("=")[2]
    return f"{conclusion.label} : {conclusion.values[value]}" if value else conclusion.label
