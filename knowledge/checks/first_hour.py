"""The first hour asks at most six things, that no rule reads, and carries each where it belongs."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.base_model import KnowledgeBase
from knowledge.checks.readers import given_answers
from knowledge.errors import KnowledgeError, Place, nearest
from knowledge.models.first_hour import MOST_QUESTIONS, CarriedOver, UrgentQuestion


def check_first_hour(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield one refusal for each question too many, or that cannot be asked so early."""
    asked = list(base.urgent_questions.values())
    for extra in asked[MOST_QUESTIONS:]:
        message = f"{len(asked)} questions pour la première heure : six au plus"
        yield _error(extra, message)
    for question in asked:
        yield from _question(base, question)
        for carried in question.carried:
            yield from _carried(base, question, carried)


def _question(base: KnowledgeBase, question: UrgentQuestion) -> Iterator[KnowledgeError]:
    fact = base.facts.get(question.fact)
    if fact is None:
        yield _unknown(base, question, question.fact)
    elif not fact.descriptive or fact.kind == "texte":
        yield _error(question, f"« {fact.id} » n'est pas un fait descriptif à réponse courte")
    elif fact.scope == "passage":
        yield _error(question, f"« {fact.id} » se dit d'un passage : trop tôt pour le demander")
    elif fact.protected:
        yield _error(question, f"« {fact.id} » est protégé : il se pose seul, en dernier")


def _carried(
    base: KnowledgeBase, question: UrgentQuestion, carried: CarriedOver
) -> Iterator[KnowledgeError]:
    yield from given_answers(base, question, carried.when)
    for name in carried.when:
        if name in base.facts and name not in base.urgent_questions:
            yield _error(question, f"« {name} » n'est pas demandé dans la première heure")
    target, fact = base.facts.get(carried.fact), base.facts.get(question.fact)
    if target is None:
        yield _unknown(base, question, carried.fact)
    elif fact is not None and (target.kind, target.scope) != (fact.kind, fact.scope):
        yield _error(
            question, f"« {target.id} » et « {fact.id} » n'ont pas le même type et la même portée"
        )
    elif fact is not None and target.values != fact.values:
        yield _error(question, f"« {target.id} » et « {fact.id} » n'ont pas les mêmes réponses")


def _unknown(base: KnowledgeBase, entry: UrgentQuestion, name: str) -> KnowledgeError:
    return _error(entry, f"fait inconnu : « {name} »{nearest(name, base.facts)}")


def _error(entry: UrgentQuestion, message: str) -> KnowledgeError:
    return KnowledgeError(entry.place or Place("base"), message)
