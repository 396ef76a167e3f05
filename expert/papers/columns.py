"""How wide the columns of a table are: as their words need, within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

_NARROWEST, _WIDEST = 4, 90
_TO_FILL = 22
"""Signs that a column left for a person to fill in is worth."""


_LONG_ROW = 1_500
"""Characters beyond which a row may go over two pages."""


def is_long(row: Iterable[str]) -> bool:
    """Whether a row is so long that it may go over two pages: the others are never cut."""
    return sum(map(len, row)) > _LONG_ROW


def shares(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[int]:
    """Return the share of the width that each column gets, in hundredths that sum to 100."""
    columns = list(zip(header, *rows, strict=True))
    needed = [_needed(title, cells) for title, *cells in columns]
    whole = sum(needed) or 1
    found = [round(100 * need / whole) for need in needed]
    if found:
        widest = found.index(max(found))
        found[widest] += 100 - sum(found)
    return found


def _needed(title: str, cells: list[str]) -> int:
    """Return the signs a column needs: its longest word, and most of what its cells say."""
    if cells and not any(cells):
        return max(_TO_FILL, len(title))
    word = max((len(word) for text in (title, *cells) for word in text.split()), default=0)
    mean = sum(map(len, cells)) // len(cells) if cells else 0
    flowing = round(4 * sqrt(mean))  # a long text flows: twice the words, half as much width again
    return max(min(max(word, len(title)), _TO_FILL), min(flowing, _WIDEST), _NARROWEST)
