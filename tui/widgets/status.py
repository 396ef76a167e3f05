"""The four statuses as they are written: a glyph, a word, and a colour that repeats them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from expert.status import STATUS_FR

if TYPE_CHECKING:
    from expert.status import Status

GLYPHS: Final[dict[Status, str]] = {
    "established": "✓",
    "excluded": "✗",
    "contested": "≠",
    "open": "?",
}
_COLOURS: Final[dict[Status, str]] = {
    "established": "$etabli",
    "excluded": "$ecarte",
    "contested": "$conteste",
    "open": "$etablir",
}
_WIDTH: Final = max(len(word) for word in STATUS_FR.values())


def status_text(status: Status, *, aligned: bool = False) -> Content:
    """Return « ✓ établi », padded to the longest status when `aligned`."""
    word = STATUS_FR[status].ljust(_WIDTH) if aligned else STATUS_FR[status]
    return Content.styled(f"{GLYPHS[status]} {word}", f"bold {_COLOURS[status]}")


def glyph(status: Status) -> Content:
    """Return the glyph alone, for a line that has the word elsewhere."""
    return Content.styled(GLYPHS[status], f"bold {_COLOURS[status]}")
