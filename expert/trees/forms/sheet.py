"""Blocks of lines set in columns on A3 sheets, in the largest letters that fit on one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

WIDTH, HEIGHT = 420.0, 297.0
"""An A3 sheet on its side, in millimetres."""

MARGIN, HEAD, FOOT, GUTTER = 10.0, 16.0, 12.0, 6.0

LARGEST, SMALLEST = 3.3, 2.2
"""Sizes of the letters, in millimetres: from 9.4 to 6.2 points."""

_SIZES = tuple(LARGEST - 0.1 * step for step in range(round((LARGEST - SMALLEST) / 0.1) + 1))
_COLUMNS = (3, 4, 5)
LINE = 1.22
"""From one line to the next, in units of the letters."""

Kind = Literal["title", "note", "question", "contested", "branch", "outcome", "reason", "gap"]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stay together: `kind` says how they are drawn, `depth` how far to the right.

    `lead` is written before the first line (a number, a sign); `together`: the next block must
    not start a column alone.
    """

    kind: Kind
    depth: int
    lead: str
    runs: tuple[tuple[str, str], ...]
    together: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its wrapped lines, where it stands (millimetres) and how high it is."""

    block: Block
    lines: tuple[tuple[tuple[str, str], ...], ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Sheets:
    """The sheets of a drawing, and the size of their letters in millimetres."""

    pages: tuple[tuple[Placed, ...], ...]
    size: float
    columns: int


Measure = Callable[[Block, float, float], tuple[tuple[tuple[tuple[str, str], ...], ...], float]]
"""From a block, the width of its column and the size of the letters: its lines and its height."""


def set_sheets(blocks: Sequence[Block], measure: Measure) -> Sheets:
    """Set blocks on one sheet in the largest letters possible, or on several in the smallest."""
    best = _fewest(blocks, measure, len(_SIZES) - 1)
    low, high = 0, len(_SIZES) - 1  # sizes before `low` are too large; `high` fits, if any does
    while len(best.pages) == 1 and low < high:
        middle = (low + high) // 2
        found = _fewest(blocks, measure, middle)
        if len(found.pages) == 1:
            best, high = found, middle
        else:
            low = middle + 1
    return best


def _fewest(blocks: Sequence[Block], measure: Measure, size: int) -> Sheets:
    """Return the setting with the fewest sheets; of those, the widest columns."""
    found = (_set(blocks, measure, _SIZES[size], columns) for columns in _COLUMNS)
    return min(found, key=lambda sheets: len(sheets.pages))


def _set(blocks: Sequence[Block], measure: Measure, size: float, columns: int) -> Sheets:
    width = (WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns
    measured = [(block, *measure(block, width, size)) for block in blocks]
    floor = HEIGHT - FOOT - MARGIN / 2
    pages: list[list[Placed]] = [[]]
    column, y = 0, HEAD
    for number, (block, lines, height) in enumerate(measured):
        needed = sum(h for _, _, h in _kept_together(measured, number))
        if y + needed > floor and y > HEAD:
            column, y = column + 1, HEAD
            if column == columns:
                pages.append([])
                column = 0
        if block.kind == "gap" and y == HEAD:
            continue
        x = MARGIN + column * (width + GUTTER)
        pages[-1].append(Placed(block, lines, x, y, width, height))
        y += height
    return Sheets(tuple(tuple(page) for page in pages), size, columns)


def _kept_together(
    measured: Sequence[tuple[Block, object, float]], number: int
) -> Iterator[tuple[Block, object, float]]:
    yield measured[number]
    while measured[number][0].together and number + 1 < len(measured):
        number += 1
        yield measured[number]
