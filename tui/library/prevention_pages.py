"""The prevention cards and the drafted document, as pages whose sources can be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import groupby
from typing import Final

from expert.library.source_sheet import cited
from expert.prevention.cards import ADVICE, NOTE, card_blocks
from expert.prevention.choices import Choices
from expert.prevention.drafting import DOCUMENT_FR, FRAGILE, articles, title
from expert.prevention.drafting import NOTE as DRAFT_NOTE
from knowledge.base_model import KnowledgeBase
from knowledge.models.prevention import THEME_FR, Card, DocumentKind, Point
from tui.library.page import INDENT, Page, cited_line, point, said, section
from tui.plain import plain
from tui.widgets.line_list import Line, heading
from tui.widgets.paragraphs import Paragraph

WIDTH: Final = 80
"""Columns of a card written as text."""


def prevention_lines(base: KnowledgeBase) -> Iterator[Line]:
    """Yield what can be drafted, then the cards under their theme."""
    yield heading("Rédiger, article par article", first=True)
    for kind, name in DOCUMENT_FR.items():
        yield _entry(f"Rédiger {name}", kind)
    for theme, cards in groupby(base.cards.values(), lambda card: card.theme):
        yield heading(THEME_FR[theme])
        for card in cards:
            yield _entry(card.title, card)


def _entry(text: str, target: object) -> Line:
    return Line((Paragraph(plain(text), plain(f"{INDENT}→ ", "$titre")),), target)


def card_page(base: KnowledgeBase, card: Card) -> Page:
    """Return one card to hand out: each point with what it rests on, or said to be advice."""
    lines = [said(NOTE, "$second")]
    for each in card.points:
        lines += _said(base, each)
    return Page(
        card.title,
        tuple(lines),
        f"fiche-{card.id}",
        written=lambda form: cards_written(base, [card], form),
    )


def cards_written(base: KnowledgeBase, cards: Iterable[Card], form: str) -> str:
    """Return cards as the command writes them, in Markdown or as text."""
    blocks = card_blocks(base, cards)
    if form == "markdown":
        text: str = import_module("expert.documents.markdown").layout(blocks)
    else:
        text = import_module("expert.documents.text").layout(blocks, WIDTH)
    return text


def draft_page(
    base: KnowledgeBase, kind: DocumentKind, choices: Choices, save: Callable[[], object]
) -> Page:
    """Return the drafted document, each article with its support and its limit."""
    drafted = list(articles(base, kind, choices))
    lines = [said(f"{DRAFT_NOTE} Droit connu au {base.law_as_of:%d/%m/%Y}.", "$second")]
    lines += section(
        FRAGILE,
        (point(f"{a.title} : {a.limit}", "$conteste") for a in drafted if a.fragile),
    )
    for article in drafted:
        lines.append(heading(f"Article {article.number}. {article.title}"))
        lines.append(said(article.text))
        if article.limit:
            lead = plain(f"{INDENT}Limite : ", "$second")
            lines.append(Line((Paragraph(plain(article.limit), lead),)))
        lines.extend(_support(base, article.sources))
    return Page(title(kind, choices), tuple(lines), kind, save=save)


def _said(base: KnowledgeBase, each: Point) -> Iterator[Line]:
    if each.heading:
        yield heading(each.heading)
    yield said(each.text)
    yield from _support(base, each.sources)


def _support(base: KnowledgeBase, sources: Iterable[str]) -> Iterator[Line]:
    found = cited(base, sources)
    yield from map(cited_line, found)
    if not found:
        yield said(ADVICE, "$second")
