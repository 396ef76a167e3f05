"""Who rests on each text and decision: what a change of the law would touch.

A watcher of the law reads here which rules, questions, readings, penalties, scales and deadlines
to read again when a text is amended or a decision reversed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import BaseModel

from knowledge.base_model import KnowledgeBase
from knowledge.models.common import Declaration

_SOURCES = ("sources", "penalty_texts", "opposed", "upheld", "excessive", "set_aside")
"""The keys of a declaration that name sources."""


class Use(NamedTuple):
    """One declaration that names a source: what it is, in French, and its id."""

    kind: str
    id: str


def uses(base: KnowledgeBase) -> dict[str, tuple[Use, ...]]:
    """Return, for every source of the registry, what rests on it (nothing: an empty tuple)."""
    found: dict[str, dict[Use, None]] = {source: {} for source in base.sources}
    for kind, name, entry in declarations(base):
        for source in _named_in(entry):
            found[source][Use(kind, name)] = None
    return {source: tuple(users) for source, users in found.items()}


def by_kind(found: Iterable[Use]) -> Iterator[tuple[str, list[str]]]:
    """Yield (kind, ids) in the order the kinds are first met."""
    kinds: dict[str, list[str]] = {}
    for use in found:
        kinds.setdefault(use.kind, []).append(use.id)
    yield from kinds.items()


def declarations(base: KnowledgeBase) -> Iterator[tuple[str, str, Declaration]]:
    """Yield (kind, id, declaration) for all that may rest on a source."""
    yield from (("Règles", rule.id, rule.rule) for rule in base.rules.values())
    yield from (("Points discutés", zone.id, zone) for zone in base.zones.values())
    yield from (("Peines", conclusion.id, conclusion) for conclusion in base.conclusions.values())
    yield from (("Questions", fact.id, fact) for fact in base.facts.values())
    yield from (("Échelles de sanctions", scale.id, scale) for scale in base.scales.values())
    yield from (("Ce qui a changé", change.id, change) for change, _ in base.changes.values())
    yield from (("Voies ouvertes", remedy.id, remedy) for remedy, _ in base.remedies.values())
    yield from (("Fiches", card.id, card) for card in base.cards.values())
    yield from (("Clauses", clause.id, clause) for clause in base.clauses.values())
    yield from (("Documents", document.id, document) for document in base.documents.values())
    yield from (("Procédures", each.id, each) for each in base.procedures.values())
    yield from (("Personnes hors pouvoir", each.id, each) for each in base.outsiders.values())
    yield from (("Délais", deadline.id, deadline) for deadline, _ in base.deadlines.values())
    yield from (("Gestes", gesture.id, gesture) for gesture, _ in base.gestures.values())
    yield from (("Attaques", a.attack.id, a.attack) for a in base.attacks.values())
    yield from (("Griefs", grief.conclusion, grief) for grief in base.griefs.values())
    yield from (("Pièces", piece.id, piece) for piece, _ in base.pieces.values())
    yield from (("Facteurs", factor.id, factor) for factor, _ in base.factors.values())
    yield from (("Relations à prouver", each.id, each) for each in base.monotonies.values())


def _named_in(entry: BaseModel) -> Iterator[str]:
    """Yield every source a declaration names, at any depth."""
    for field, value in entry:
        if field in _SOURCES:
            yield from value
        elif field == "sources_when":
            yield from (
                s for options in value.values() for found in options.values() for s in found
            )
        elif isinstance(value, BaseModel):
            yield from _named_in(value)
        elif isinstance(value, tuple):
            yield from (
                s for inner in value if isinstance(inner, BaseModel) for s in _named_in(inner)
            )
        elif isinstance(value, dict):
            yield from (
                s
                for inner in value.values()
                if isinstance(inner, BaseModel)
                for s in _named_in(inner)
            )
