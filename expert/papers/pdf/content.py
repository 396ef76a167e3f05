"""What the layout of the PDF reads: a paper as plain data, each text cut where a line may end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, assert_never

from expert.documents.outline import (
    Blank,
    Block,
    Bullets,
    Heading,
    Item,
    Paragraph,
    Quotation,
    Table,
)
from expert.papers.chapters import CONTENTS, parted, with_kept
from expert.papers.columns import is_long, shares
from expert.papers.paper import DRAFT, NOTICE, Paper
from expert.papers.typography import pieces, sentence, typed_lines

_DEEPEST: Final = 6
"""Levels of a list beyond which points stay at the last level."""

Draw = Callable[[str], str]


def as_data(paper: Paper, draw: Draw) -> dict[str, Any]:
    """Return everything the layout shows; `draw` writes what the fonts lack by its number."""

    def said(text: str) -> list[str]:
        return pieces(draw(sentence(text)))

    opening, chapters, listed = parted(paper.body)
    return {
        "title": draw(sentence(paper.title)),
        "shown": said(paper.title),
        "author": draw(sentence(f"Qualif {paper.software_version}")),
        "keywords": [draw(sentence(paper.kind)), draw(sentence(paper.reader))],
        "notice": sentence(NOTICE),
        "day": {"year": paper.day.year, "month": paper.day.month, "day": paper.day.day},
        "draft": DRAFT if paper.draft else "",
        "head": said(paper.head),
        "identity": draw(sentence(paper.identity)),
        "facts": [{"label": label, "value": said(value)} for label, value in paper.facts],
        "state": said(paper.state) if paper.state else [],
        "contents": CONTENTS if listed else "",
        "opening": list(_blocks(opening, said, draw)),
        "chapters": list(_blocks(chapters, said, draw)),
    }


def _blocks(
    blocks: Iterable[Block], said: Callable[[str], list[str]], draw: Draw
) -> Iterator[dict[str, Any]]:
    for block, kept in with_kept(blocks):
        match block:
            case Heading(text, level):
                yield {"kind": "heading", "level": level, "text": said(text)}
            case Paragraph(text):
                yield {"kind": "paragraph", "text": said(text)}
            case Bullets(items):
                yield {"kind": "points", "items": _points(items, said, 1)}
            case Quotation(text):
                lines = [pieces(draw(line)) for line in typed_lines(text)]
                yield {"kind": "quotation", "lines": lines}
            case Table(header, rows):
                yield {
                    "kind": "table",
                    "shares": shares(header, rows),
                    "header": [said(cell) for cell in header],
                    "rows": [_row(row, said) for row in rows],
                }
            case Blank(label):
                yield {"kind": "blank", "text": said(label), "kept": kept}
            case _:
                assert_never(block)


def _row(row: tuple[str, ...], said: Callable[[str], list[str]]) -> dict[str, Any]:
    """Return a row; one that would hold more than a good part of a page may be cut."""
    cells = [said(cell) if cell else [] for cell in row]
    return {"cells": cells, "long": is_long(row)}


def _points(
    items: Iterable[Item], said: Callable[[str], list[str]], depth: int
) -> list[dict[str, Any]]:
    points: list[dict[str, Any]] = []
    for item in items:
        inner = _points(item.items, said, depth + 1)
        deepest = depth >= _DEEPEST
        points.append(
            {
                "strong": said(item.strong) if item.strong else [],
                "text": said(item.text) if item.text else [],
                "address": said(item.address) if item.address else [],
                "items": [] if deepest else inner,
            }
        )
        points += inner if deepest else []
    return points
