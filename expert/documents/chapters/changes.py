"""What moved since the founding documents, for a reader who may know the old version."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.model import ChangeResult
from expert.documents.outline import Block, Heading, Item, bullets
from expert.documents.source_text import SourceText

TITLE = "Ce qui a changé depuis les documents de 2016 et de 2021"


def changes(source: SourceText) -> Iterator[Block]:
    """Yield each change that matters here: what was said, what applies, since when, from where."""
    found = source.assessment.changes
    if found:
        yield Heading(TITLE)
        yield from bullets(_change(source, change) for change in found)


def _change(source: SourceText, change: ChangeResult) -> Item:
    references = source.references(change.sources)
    details = (
        Item(f"{change.said} Appréciation : {change.verdict}.", f"Ce que dit {change.document}"),
        Item(change.since, "Depuis quand"),
        *((Item(references, "Textes et décisions"),) if references else ()),
    )
    return Item(change.now, change.title, details)
