"""The end of a document: how it was computed, and the mention the law asks for."""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText


def computation(source: SourceText) -> Iterator[Block]:
    """Yield what is needed to compute the same result again."""
    assessment = source.assessment
    yield Heading("Identité du calcul")
    yield from bullets([
        Item(f"{assessment.software.name} {assessment.software.version}", "Logiciel"),
        Item(f"{assessment.base.version}, empreinte {assessment.base.digest}", "Base de règles"),
        Item(assessment.format, "Format"),
    ])  # fmt: skip


def closing(source: SourceText) -> Iterator[Block]:
    """Yield the mention of articles L311-3-1 and R311-3-1-2 CRPA."""
    if source.assessment.mention:
        yield Heading("Mention")
        yield Paragraph(source.assessment.mention)
