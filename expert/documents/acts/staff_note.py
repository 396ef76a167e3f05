"""The note that tells staff the tool exists, what it is for, what it does not do, their rights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from expert.documents.acts.notices import UNSOURCED, part_blocks
from expert.documents.outline import Block, Heading, Paragraph
from expert.documents.source_text import french_day
from knowledge.base_model import KnowledgeBase

TEXT: Final = "note-au-personnel"


def staff_note(base: KnowledgeBase) -> Iterator[Block]:
    """Yield the note: it is about no incident."""
    text = base.documents[TEXT]
    yield Heading(text.title, level=1)
    yield Paragraph(
        f"{text.opening} Droit connu au {french_day(base.law_as_of.isoformat())}. {UNSOURCED}"
    )
    for part in text.parts:
        yield from part_blocks(base, part)
