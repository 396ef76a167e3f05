"""Nothing of a case stays in the terminal once the application is left."""

from __future__ import annotations

from typing import Final, TextIO

_CLEARED: Final = "\x1b[?1049h\x1b[2J\x1b[H\x1b[?1049l"
"""The other screen of the terminal, where the application was drawn: entered, emptied, left."""


def clear_other_screen(stream: TextIO) -> None:
    """Empty the screen where the application was drawn; what was there before stays."""
    if stream.isatty():
        stream.write(_CLEARED)
        stream.flush()
