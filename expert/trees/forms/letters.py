"""How wide a text is once printed: enough to wrap it in a box that it never leaves.

No font is read: the widths are those of Helvetica, rounded up by class of letters, and the sheets
name fonts of the same widths. A sign that is not listed counts as a wide letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

Run = tuple[str, str]
"""A piece of text and its style."""

_CLASSES = (
    (0.30, "ijl.,:;'’!|()[]I -ft/·\u00a0"),
    (0.42, 'r*"°'),
    (0.55, "abcdeghknopqsuvxyzàâéèêëîïôöùûüç?0123456789_«»+=<>"),
    (0.73, "ABCDEFGHJKLNOPQRSTUVXYZÀÂÉÈÊËÎÏÔÖÙÛÜÇ&wŒœ"),
)
_WIDTHS = {letter: width for width, letters in _CLASSES for letter in letters}
_WIDEST = 0.95
_BOLD = 1.07


@lru_cache(maxsize=50_000)
def width_of(text: str, *, bold: bool = False) -> float:
    """Return the width of a text, in units of its size."""
    width = sum(_WIDTHS.get(letter, _WIDEST) for letter in text)
    return width * _BOLD if bold else width


def wrap_runs(runs: Sequence[Run], room: float, bold: Iterable[str] = ()) -> list[list[Run]]:
    """Wrap styled text in lines of at most `room` units; a word that is too long is cut."""
    heavy = frozenset(bold)
    lines: list[list[Run]] = [[]]
    left = room
    for text, style in runs:
        for word in text.split(" "):
            for piece in _pieces(word, room, style in heavy):
                width = width_of(piece, bold=style in heavy)
                gap = width_of(" ") if lines[-1] else 0.0
                if width + gap > left and lines[-1]:
                    lines.append([])
                    left, gap = room, 0.0
                _append(lines[-1], f" {piece}" if gap else piece, style)
                left -= width + gap
    return lines


def _append(line: list[Run], text: str, style: str) -> None:
    """Add a piece to a line, in the same run as the one before when the style is the same."""
    if line and line[-1][1] == style:
        line[-1] = (line[-1][0] + text, style)
    else:
        line.append((text, style))


def _pieces(word: str, room: float, bold: bool) -> list[str]:
    if width_of(word, bold=bold) <= room:
        return [word] if word else []
    pieces, current = [], ""
    for letter in word:
        if current and width_of(current + letter, bold=bold) > room:
            pieces.append(current)
            current = ""
        current += letter
    return [*pieces, current]
