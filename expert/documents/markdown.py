"""A document as Markdown. Every text is escaped: the words of a case cannot become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expert.assessment.model import Assessment
from expert.documents.content import content
from expert.documents.outline import (
    DOTS,
    Blank,
    Block,
    Bullets,
    Heading,
    Item,
    Paragraph,
    Quotation,
    Table,
)
from expert.plain_text import clean, one_line

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&!@^])")
_LIST_START = re.compile(r"^([-+=:]|\d+[.)])")
_ADDRESS = re.compile(r"\b(https?|ftp|mailto|xmpp|www)([:.])", re.IGNORECASE)
"""What a reader of Markdown would turn into a link by itself."""


def render_markdown(assessment: Assessment, profile: str) -> str:
    """Return the document of an assessment for a reader."""
    return layout(content(assessment, profile))


def layout(blocks: Iterator[Block]) -> str:
    """Lay blocks out as Markdown."""
    parts: list[str] = []
    for block in blocks:
        match block:
            case Heading(text, level):
                parts.append(f"{'#' * level} {escaped(text)}")
            case Paragraph(text):
                parts.append(escaped(text))
            case Bullets(items):
                parts.append("\n".join(line for item in items for line in _item(item, 0)))
            case Quotation(text):
                parts.append(_quotation(text))
            case Table(header, rows):
                parts.append("\n".join(_table(header, rows)))
            case Blank(label):
                parts.append(f"{escaped(label)} : {DOTS}")
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return one line of text in which nothing is markup."""
    return _escaped_line(one_line(text))


def _escaped_line(line: str) -> str:
    safe = _MARKUP.sub(r"\\\1", line)
    safe = _LIST_START.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", safe)
    return _ADDRESS.sub(r"\1\\\2", safe)


def _quotation(text: str) -> str:
    """Keep the lines and the indentation of a quotation, which must not read as a code block."""
    lines = []
    for line in clean(text).split("\n"):
        words = line.lstrip(" ")
        lines.append("> " + "\u00a0" * (len(line) - len(words)) + _escaped_line(words))
    return "\\\n".join(line.rstrip() for line in lines)


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Yield the lines of a table; an empty cell stays empty, to be filled in by hand."""
    yield _row(header)
    yield "|" + " --- |" * len(header)
    yield from (_row(row) for row in rows)


def _row(cells: tuple[str, ...]) -> str:
    return "|" + "".join(f" {escaped(cell)} |" for cell in cells)


def _item(item: Item, depth: int) -> Iterator[str]:
    strong = f"**{escaped(item.strong)}** : " if item.strong else ""
    address = f" ({escaped(item.address)})" if item.address else ""
    yield f"{'  ' * depth}- {strong}{escaped(item.text)}{address}"
    for inner in item.items:
        yield from _item(inner, depth + 1)
