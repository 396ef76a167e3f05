"""A grouped question reads as one idea: known facts, one scope, one block, short answers."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.base_model import KnowledgeBase
from knowledge.errors import KnowledgeError, Place, nearest
from knowledge.models.facts import Fact
from knowledge.models.questions import MOST_ROW_VALUES, ROW_KINDS, QuestionGroup


def check_questions(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each line of a group that cannot be asked with the others."""
    taken: dict[str, str] = {}
    for group in base.groups.values():
        facts = [base.facts[name] for name in group.rows if name in base.facts]
        for name in group.rows:
            if name not in base.facts:
                yield _error(group, f"fait inconnu : « {name} »{nearest(name, base.facts)}")
            elif name in taken:
                yield _error(
                    group,
                    f"« {name} » est déjà une ligne de la question « {taken[name]} » : un fait "
                    f"ne se pose qu'à un endroit",
                )
            taken.setdefault(name, group.id)
        for fact in facts:
            yield from _row(group, fact, facts[0])
    yield from _details(base)


def _row(group: QuestionGroup, fact: Fact, first: Fact) -> Iterator[KnowledgeError]:
    if fact.protected:
        yield _error(group, f"« {fact.id} » est protégé : il se pose seul, en dernier")
    if fact.kind not in ROW_KINDS:
        yield _error(
            group,
            f"« {fact.id} » est de type {fact.kind} : une ligne se répond par oui ou non, un "
            f"choix court, un nombre ou une date",
        )
    elif len(fact.values) > MOST_ROW_VALUES:
        yield _error(
            group,
            f"« {fact.id} » a {len(fact.values)} réponses : au-delà de {MOST_ROW_VALUES}, un "
            f"choix se pose seul",
        )
    if fact.scope != first.scope:
        yield _error(
            group,
            f"« {fact.id} » est de portée {fact.scope} et « {first.id} » de portée "
            f"{first.scope} : une question n'en a qu'une",
        )
    if fact.block != first.block:
        yield _error(
            group,
            f"« {fact.id} » est du bloc {fact.block} et « {first.id} » du bloc {first.block} : "
            f"une question n'en a qu'un",
        )


def _details(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    for fact in base.facts.values():
        if fact.detail and fact.guard is None:
            yield _error(
                fact, f"« {fact.id} » est le détail d'une réponse sans dire laquelle (pose_si)"
            )


def _error(entry: QuestionGroup | Fact, message: str) -> KnowledgeError:
    return KnowledgeError(entry.place or Place("base"), message)
