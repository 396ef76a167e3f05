"""From any text to what the screen may show: never markup, never a control character.

Every sentence of a user or of the law goes through `plain` before it reaches a widget.
"""

from __future__ import annotations

from textual.content import Content

from expert.plain_text import shortened

LONGEST = 5_000
"""Characters shown of one text: beyond, wrapping would slow the screen down."""


def quoted(words: str) -> str:
    """Return words between French quotation marks, unless they already stand between some."""
    return words if words.startswith(("«", "“", '"')) else f"« {words} »"


def plain(text: str, style: str = "") -> Content:
    """Return `text` as content of one style, whatever brackets or escapes it holds."""
    return Content.styled(shortened(text, LONGEST), style)
