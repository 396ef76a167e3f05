"""The last door before the terminal: no sign it would obey goes through, whatever widget draws it.

Sentences are made safe where they are written (`tui/plain.py`), where each sign can become a mark.
A field shows what is typed in it as it is, and a mark would move its cursor: here such a sign,
which takes no room, is left out of the drawing; the value of the field keeps it.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from expert.plain_text import is_safe

_UNKNOWN = "\ufffd"


class SafeOutput(LineFilter):
    """Leaves out of each line what a terminal would obey: controls, changes of direction."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line, of the same width."""
        if all(segment.text.isascii() and segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment
            if segment.control or is_safe(segment.text)
            else Segment(_drawn(segment.text), segment.style)
            for segment in segments
        ]


def _drawn(text: str) -> str:
    return "".join(c if is_safe(c) else _UNKNOWN * cell_len(c) for c in text)
