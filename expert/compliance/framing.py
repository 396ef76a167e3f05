"""What every paper shares: its head, its written chapters, the lines that a person fills in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert._version import __version__
from expert.calendar import french_date
from expert.compliance.models import Chapter
from expert.compliance.notes import LEGEND, Notes
from expert.documents.outline import Blank, Block, Heading, Paragraph, bullets
from knowledge.base_model import KnowledgeBase


def head(title: str, opening: str, base: KnowledgeBase, *, legend: bool = True) -> Iterator[Block]:
    """Yield the title of a paper, what it is, what it was made from, and how it is read."""
    yield Heading(title, 1)
    yield Paragraph(opening)
    yield Paragraph(
        f"Établi par Qualif {__version__}, base de règles version {base.version}, droit lu au "
        f"{french_date(base.law_as_of)}, empreinte de la base {base.digest[:16]}."
    )
    if legend:
        yield Paragraph(LEGEND)


def chapter(written: Chapter, notes: Notes) -> Iterator[Block]:
    """Yield a written chapter."""
    yield Heading(written.title)
    yield from bullets(notes.point(point) for point in written.points)
    yield from blanks(written.blanks)


def blanks(labels: Iterable[str]) -> Iterator[Block]:
    """Yield a line to fill in for each label: what only the establishment knows."""
    for label in labels:
        yield Blank(label)
