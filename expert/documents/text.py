"""A document as plain text for a terminal: no colour, no markup, at most 80 columns."""

from __future__ import annotations

import re
import textwrap
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
    row_items,
)
from expert.plain_text import NO_BREAK, one_line, shortened, tied

_MARKS = ("•", "–", "·")
_QUOTED = 4_000
"""Characters of one quotation that a report shows: beyond, it says how many are left out."""


def render_text(assessment: Assessment, profile: str, width: int = 80) -> str:
    """Return the document of an assessment for a reader, laid out on `width` columns."""
    return layout(content(assessment, profile), width)


def layout(blocks: Iterator[Block], width: int) -> str:
    """Lay blocks out on `width` columns."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading(text, level):
                lines += ["", *_heading(text, level, width)]
            case Paragraph(text):
                lines += [*wrapped(one_line(text), width), ""]
            case Bullets(items):
                for item in items:
                    lines += _item(item, width, 0)
                lines.append("")
            case Quotation(text):
                lines += [*_quotation(text, width), ""]
            case Table():
                for item in row_items(block):
                    lines += _item(item, width, 0)
                lines.append("")
            case Blank(label):
                lines += [*wrapped(one_line(f"{label} : {DOTS}"), width), ""]
    joined = "\n".join(line.rstrip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", joined).strip("\n") + "\n"


def _heading(text: str, level: int, width: int) -> list[str]:
    said = one_line(text)
    shown = wrapped(said.upper() if level == 2 else said, width)
    if level == 3:
        return shown
    rule = "=" if level == 1 else "-"
    return [*shown, rule * max(map(len, shown)), *([""] if level == 1 else [])]


def _item(item: Item, width: int, depth: int) -> Iterator[str]:
    said = one_line(f"{item.strong} : {item.text}" if item.strong else item.text)
    indent = "  " * depth
    yield from wrapped(said, width, f"{indent}{_MARKS[min(depth, 2)]} ", f"{indent}  ")
    for inner in item.items:
        yield from _item(inner, width, depth + 1)


def _quotation(text: str, width: int) -> Iterator[str]:
    for line in shortened(text, _QUOTED).split("\n"):
        yield from wrapped(line, width, "  | ", "  | ") or ["  |"]


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Wrap one line without leaving « : », « ; » or a guillemet alone at an end."""
    lines = textwrap.wrap(
        tied(text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )
    return [line.replace(NO_BREAK, " ") for line in lines]
