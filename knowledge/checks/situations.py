"""Examples show how a fact is read: each answers with a value it has, and names no person."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.base_model import KnowledgeBase
from knowledge.errors import KnowledgeError, Place, nearest
from knowledge.models.facts import Fact
from knowledge.models.situations import Example, Situations

_CLOSED = ("oui-non", "choix", "liste")
NONE_OF_THEM, UNKNOWN = "aucun", "inconnu"
"""Answers that are no value of a fact: none of a list, and « je ne sais pas »."""


def check_situations(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each situation that answers nothing its fact may say."""
    for shown in base.situations.values():
        fact = base.facts.get(shown.fact)
        if fact is None:
            message = f"fait inconnu : « {shown.fact} »{nearest(shown.fact, base.facts)}"
            yield _error(shown, message)
            continue
        every = (*shown.examples, *shown.counter_examples)
        for example in every:
            yield from _answer(shown, fact, example)
        cases = [example.case for example in every]
        if len(set(cases)) < len(cases):
            yield _error(shown, f"« {fact.id} » : la même situation est écrite deux fois")


def _answer(shown: Situations, fact: Fact, example: Example) -> Iterator[KnowledgeError]:
    if fact.kind not in _CLOSED:
        return
    known = {*fact.values, UNKNOWN} | ({NONE_OF_THEM} if fact.kind == "liste" else set())
    if example.answer not in known:
        hint = nearest(example.answer, known)
        yield _error(shown, f"« {fact.id} » n'a pas la réponse « {example.answer} »{hint}")


def _error(shown: Situations, message: str) -> KnowledgeError:
    return KnowledgeError(shown.place or Place("base"), message)
