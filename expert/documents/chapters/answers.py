"""The answers as they were given, for a reader to check. Protected ones are never there."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.model import AnswerResult
from expert.documents.merging import merged
from expert.documents.outline import Block, Heading, Item, bullets
from expert.documents.source_text import SourceText, capitalised


def answers(source: SourceText) -> Iterator[Block]:
    """Yield each question with its answer."""
    found = source.assessment.answers
    if found:
        yield Heading("Réponses données")
        yield from bullets(merged(source, ((a.unit, Item(a.answer, _name(a))) for a in found)))


def _name(answer: AnswerResult) -> str:
    return capitalised(answer.label or answer.question.rstrip(" ?"))
