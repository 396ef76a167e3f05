"""A document as plain sentences: for a screen reader, which spells out marks, rules and arrows.

Headings are told by their words, points by their place in the line. What was typed in an
incident is quoted as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from expert.documents.outline import (
    TO_FILL,
    Blank,
    Block,
    Bullets,
    Heading,
    Item,
    Paragraph,
    Quotation,
    Table,
    row_items,
)
from expert.documents.text import wrapped
from expert.plain_text import clean, one_line, shortened

_INDENT = "  "
_QUOTED = 20_000
_SIGNS = (
    (re.compile(r"\s+→\s+"), ", puis "),
    (re.compile(r"\s+(?:—|–|·)\s+"), ", "),
    (re.compile(r"^(?:•|–|—|·|→|✓|✗|►|\*)\s+"), ""),
    (re.compile(r"[•·—–→←↑↓✓✗►▸▾│─┌┐└┘├┤]"), "-"),
    (re.compile(r"…"), "..."),
)


class Verbatim(str):
    """A line that is shown as it was typed in the incident."""

    __slots__ = ()


def spoken(text: str) -> str:
    """Return a sentence of the product without a sign that a screen reader spells out."""
    for pattern, plain in _SIGNS:
        text = pattern.sub(plain, text)
    return text


def spoken_lines(blocks: Iterable[Block], width: int) -> Iterator[str]:
    """Yield the lines of a document on `width` columns; an empty line parts its blocks."""
    for block in blocks:
        match block:
            case Heading(text):
                yield ""
                yield from wrapped(spoken(one_line(text)), width)
            case Paragraph(text):
                yield from wrapped(spoken(one_line(text)), width)
            case Bullets(items):
                for item in items:
                    yield from _item(item, width, 1)
            case Quotation(text):
                yield from _quotation(text, width)
            case Table():
                for item in row_items(block, TO_FILL):
                    yield from _item(item, width, 1)
            case Blank(label):
                yield from wrapped(spoken(one_line(f"{label} : {TO_FILL}")), width)


def _item(item: Item, width: int, depth: int) -> Iterator[str]:
    said = one_line(f"{item.strong} : {item.text}" if item.strong else item.text)
    indent = _INDENT * min(depth, 4)
    yield from wrapped(spoken(said), width, indent, indent + _INDENT)
    for inner in item.items:
        yield from _item(inner, width, depth + 1)


def _quotation(text: str, width: int) -> Iterator[str]:
    """Yield the words of an incident as they were typed, between two sentences that say so."""
    yield f"{_INDENT}Citation."
    for line in shortened(clean(text), _QUOTED).split("\n"):
        yield from map(Verbatim, wrapped(line, width, _INDENT, _INDENT))
    yield f"{_INDENT}Fin de la citation."
