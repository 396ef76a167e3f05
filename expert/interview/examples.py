"""The examples of a question, told: a situation, the answer it calls, and why it is not another."""

from __future__ import annotations

from collections.abc import Iterator

from expert.interview.questions import DO_NOT_KNOW, Question
from knowledge.base_model import KnowledgeBase
from knowledge.checks.situations import NONE_OF_THEM, UNKNOWN
from knowledge.models.facts import Fact
from knowledge.models.situations import Example

EXAMPLES = "Exemples"
COUNTER_EXAMPLES = "À ne pas confondre"


def example_lines(base: KnowledgeBase, question: Question) -> Iterator[str]:
    """Yield the examples of a question, then its counter-examples; nothing when it has none."""
    shown = base.situations.get(question.key.fact)
    if shown is None or question.fact is None:
        return
    yield EXAMPLES
    yield from (f"  {_told(question.fact, each)}" for each in shown.examples)
    yield COUNTER_EXAMPLES
    yield from (f"  {_told(question.fact, each)}" for each in shown.counter_examples)


def _told(fact: Fact, example: Example) -> str:
    because = f" : {example.because}" if example.because else ""
    case = example.case.rstrip(".")
    return f"{case} → {_said(fact, example.answer)}{because}".rstrip(".") + "."


def _said(fact: Fact, answer: str) -> str:
    """Return the answer as the rows of the question say it."""
    special = {UNKNOWN: DO_NOT_KNOW, NONE_OF_THEM: "Aucune de ces réponses"}
    return fact.values.get(answer) or special.get(answer, answer)
