"""What of a base can be searched, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator

from expert.explanation.citations import decision_reference, references
from expert.library.search import Entry
from knowledge.base_model import KnowledgeBase
from knowledge.models.sources import Provision


def law_entries(base: KnowledgeBase) -> Iterator[Entry]:
    """Yield the rules, the facts, the texts and the decisions."""
    yield from rule_entries(base)
    yield from fact_entries(base)
    yield from source_entries(base)


def rule_entries(base: KnowledgeBase) -> Iterator[Entry]:
    """Yield the rules, found by their statement and by what they conclude."""
    for rule in base.rules.values():
        named = " ".join(base.atom_conclusion(atom).label for atom, _ in rule.conclusions)
        yield Entry("règle", rule.id, rule.rule.statement, named)


def fact_entries(base: KnowledgeBase) -> Iterator[Entry]:
    """Yield the facts, found by their question, their definition and their values."""
    for fact in base.facts.values():
        text = " ".join((fact.label, fact.definition, *fact.values.values()))
        yield Entry("fait", fact.id, fact.question, text)


def source_entries(base: KnowledgeBase) -> Iterator[Entry]:
    """Yield the texts and the decisions, found by what they say and to whom they applied."""
    for source in base.sources.values():
        if isinstance(source, Provision):
            yield Entry("texte", source.id, source.reference, source.states)
        else:
            text = " ".join((source.holding, *source.supports, source.applied_to or ""))
            yield Entry("décision", source.id, decision_reference(source), text)


def zone_entries(base: KnowledgeBase) -> Iterator[Entry]:
    """Yield the contested points, found by their question and by their readings."""
    for zone in base.zones.values():
        text = " ".join((*(reading.statement for reading in zone.readings), zone.prudent))
        yield Entry("point discuté", zone.id, zone.question, text)


def change_entries(base: KnowledgeBase) -> Iterator[Entry]:
    """Yield what moved since the founding documents, found by what they said and what applies."""
    for change, _ in base.changes.values():
        named = references(base, change.sources)
        text = " ".join((change.said, change.now, change.since, change.verdict, *named))
        yield Entry("changement", change.id, change.title, text)


def card_entries(base: KnowledgeBase) -> Iterator[Entry]:
    """Yield the prevention cards, found by their title and by their points."""
    for card in base.cards.values():
        text = " ".join(f"{point.heading or ''} {point.text}" for point in card.points)
        yield Entry("fiche", card.id, card.title, text)
