"""Paragraphs with a hanging indent: what a list or a pane shows as one block of several lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Paragraph(NamedTuple):
    """A text and what stands before its first line; the lines after align under the text."""

    text: Content
    lead: Content = Content("")


class Paragraphs(Visual):
    """Several paragraphs, one under the other."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self.paragraphs = tuple(paragraphs)

    @property
    def plain(self) -> str:
        """The text alone, one line a paragraph."""
        return "\n".join(p.lead.plain + p.text.plain for p in self.paragraphs)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the width at which nothing wraps."""
        return max(
            (
                p.lead.cell_length + p.text.get_optimal_width(rules, container_width)
                for p in self.paragraphs
            ),
            default=0,
        )

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the number of lines at `width`."""
        return sum(
            p.text.get_height(rules, _rest(p, width)) if p.text else 1 for p in self.paragraphs
        )

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Return the lines; `height` cuts them."""
        strips: list[Strip] = []
        for paragraph in self.paragraphs:
            strips += _render(paragraph, width, style, options)
        return strips if height is None else strips[:height]


def _rest(paragraph: Paragraph, width: int) -> int:
    return max(1, width - paragraph.lead.cell_length)


def _render(paragraph: Paragraph, width: int, style: Style, options: RenderOptions) -> list[Strip]:
    indent = paragraph.lead.cell_length
    if not indent:
        return paragraph.text.render_strips(width, None, style, options) or [Strip.blank(width)]
    lines = paragraph.text.render_strips(_rest(paragraph, width), None, style, options)
    blank = Strip([Segment(" " * indent, style.rich_style)], indent)
    (lead,) = paragraph.lead.render_strips(indent, 1, style, options)
    starts = [lead, *[blank] * (len(lines) - 1)]
    return [Strip.join(pair) for pair in zip(starts, lines or [blank], strict=False)]
