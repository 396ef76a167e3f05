"""A field that never holds what a terminal would obey: a pasted escape becomes a visible mark."""

from __future__ import annotations

from textual.widgets import Input

from expert.plain_text import clean


class PlainInput(Input):
    """A line of text, cleaned whichever way it comes in."""

    def validate_value(self, value: str) -> str:
        """Return what the field holds instead of `value`."""
        return clean(value).replace("\n", " ")
