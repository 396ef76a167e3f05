"""The documents whose words are in the base: their points with their levels, their blanks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from expert.documents.acts.framing import blanks
from expert.documents.outline import Block, Heading, Item, bullets
from expert.explanation.citations import citation
from expert.explanation.model import Citation
from knowledge.base_model import KnowledgeBase
from knowledge.models.documents import DocumentPart, DocumentPoint

UNSOURCED: Final = (
    "Ce qui ne porte pas de référence dit l'usage de l'outil ou un conseil, sans source de droit."
)


def part_blocks(
    base: KnowledgeBase, part: DocumentPart, status: str | None = None
) -> Iterator[Block]:
    """Yield a part of a document: its title, its points and the lines to fill in."""
    yield Heading(part.title)
    yield from points(base, part.points, status)
    yield from blanks(part.blanks)


def points(
    base: KnowledgeBase, found: Iterable[DocumentPoint], status: str | None = None
) -> Iterator[Block]:
    """Yield the points said for that status, each with what bears it."""
    yield from bullets(_point(base, point) for point in found if point.is_for(status))


def borne(base: KnowledgeBase, sources: Iterable[str], read: Iterable[Citation] = ()) -> str:
    """Return each source that may be cited, with its level, to whom it applied and its caution.

    `read` are the citations of a case, where a source may have been read in full since.
    """
    known = {each.id: each for each in read}
    citable = (name for name in sources if base.sources[name].is_citable)
    cited = (known.get(name) or citation(base, name) for name in citable)
    return " ; ".join(
        f"{each.reference} ({', '.join(_known(each))})"
        + (f", mise en garde : {each.caution.rstrip('.')}" if each.caution else "")
        for each in cited
    )


def _known(cited: Citation) -> Iterator[str]:
    yield cited.level_label
    if cited.applied_to:
        yield f"appliquée à : {cited.applied_to}"


def _point(base: KnowledgeBase, point: DocumentPoint) -> Item:
    below = (Item(borne(base, point.sources), "Appui"),) if point.sources else ()
    return Item(point.text, point.heading or "", below)
