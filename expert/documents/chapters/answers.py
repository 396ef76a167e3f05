"""The answers as they were given, for a reader to check. Protected ones are never there."""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.outline import Block, Heading, Item, bullets
from expert.documents.source_text import SourceText


def answers(source: SourceText) -> Iterator[Block]:
    """Yield each question with its answer."""
    found = source.assessment.answers
    if found:
        yield Heading("Réponses données")
        yield from bullets(
            Item(answer.answer, answer.question.rstrip(" ?") + source.unit(answer.unit))
            for answer in found
        )
