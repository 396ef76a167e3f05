"""A decision that may not be cited only teaches: nothing shown to a reader names or rests on it.

A rule, a reading or a question may list such a decision as an example: no citation is ever made
from it, and a rule resting on it alone is weak. A scale, a deadline, a remedy, a card or a
clause has no weaker form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from knowledge.base_model import KnowledgeBase
from knowledge.errors import KnowledgeError, Place
from knowledge.models.common import Declaration


def check_citable(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each place where a decision that may not be cited would be."""
    teaching = {decision.id for decision in base.decisions() if not decision.is_citable}
    shown = (*base.scales.values(), *base.procedures.values(), *base.outsiders.values())
    for entry in shown:
        yield from _resting(entry, teaching)
    for deadline, _ in base.deadlines.values():
        yield from _resting(deadline, teaching)
    for remedy, _ in base.remedies.values():
        yield from _resting(remedy, teaching)
    for card in base.cards.values():
        yield from _resting(card, teaching)
    for document in base.documents.values():
        yield from _resting(document, teaching)
    for clause in base.clauses.values():
        for source in teaching.intersection(clause.every_source()):
            yield _refusal(clause, f"« {source} » ne peut pas être citée : exemple seulement")
    yield from _naming(base, teaching)


def _resting(entry: Declaration, teaching: set[str]) -> Iterator[KnowledgeError]:
    for source in _sources(entry):
        if source in teaching:
            yield _refusal(entry, f"« {source} » ne peut pas être citée : exemple seulement")


def _sources(entry: BaseModel) -> Iterator[str]:
    for name, value in entry:
        if name == "sources":
            yield from value
        elif isinstance(value, tuple):
            for inner in value:
                if isinstance(inner, BaseModel):
                    yield from _sources(inner)


def _naming(base: KnowledgeBase, teaching: set[str]) -> Iterator[KnowledgeError]:
    """Yield a refusal for each sentence that gives the number of such a decision."""
    numbers = {d.number: d.id for d in base.decisions() if d.id in teaching and d.number}
    if not numbers:
        return
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, numbers))})(?![\w-])")
    entries = (
        *base.conclusions.values(),
        *(rule.rule for rule in base.rules.values()),
        *base.zones.values(),
        *base.facts.values(),
        *base.scales.values(),
        *base.procedures.values(),
        *base.outsiders.values(),
        *base.likenesses.values(),
        *(deadline for deadline, _ in base.deadlines.values()),
        *(remedy for remedy, _ in base.remedies.values()),
        *(change for change, _ in base.changes.values()),
        *base.cards.values(),
        *base.clauses.values(),
        *base.documents.values(),
    )
    for entry in entries:
        for sentence in _sentences(entry):
            found = named.search(sentence)
            if found:
                message = f"« {found[0]} » est le numéro d'une décision qui ne peut pas être citée"
                yield _refusal(entry, message)


def _sentences(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name, inner in value:
            if name not in ("id", "sources", "condition", "place"):
                yield from _sentences(inner)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _sentences(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _sentences(inner)


def _refusal(entry: Declaration, message: str) -> KnowledgeError:
    return KnowledgeError(entry.place or Place("base"), message)
