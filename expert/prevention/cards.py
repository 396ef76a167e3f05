"""Cards as documents: each point with its sources, or said to be advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.explanation.citations import LEVEL_FR, source_reference
from knowledge.base_model import KnowledgeBase
from knowledge.models.prevention import THEME_FR, Card, Point
from knowledge.models.sources import Decision, Source

ADVICE = "Conseil, sans source de droit"
NOTE = "Un point sans appui est un conseil, sans source de droit."


def card_blocks(base: KnowledgeBase, cards: Iterable[Card]) -> Iterator[Block]:
    """Yield the cards, theme by theme, in the order of the base."""
    yield Paragraph(NOTE)
    theme = ""
    for card in cards:
        if card.theme != theme:
            theme = card.theme
            yield Heading(THEME_FR[card.theme], level=2)
        yield Heading(card.title, level=3)
        yield from bullets(_item(base, point) for point in card.points)


def support(base: KnowledgeBase, sources: Sequence[str]) -> str:
    """Return « Code pénal, art. 226-1 (texte vérifié) ; … », or that it is advice."""
    if not sources:
        return ADVICE
    return " ; ".join(_named(base.sources[source]) for source in sources)


def _named(source: Source) -> str:
    said = [LEVEL_FR[source.level]]
    if isinstance(source, Decision) and source.applied_to:
        said.append(f"appliquée à : {source.applied_to}")
    return f"{source_reference(source)} ({' ; '.join(said)})"


def _item(base: KnowledgeBase, point: Point) -> Item:
    below = (Item(support(base, point.sources), "Appui"),) if point.sources else ()
    return Item(point.text, point.heading or "", below)
