"""The line at the bottom: at most six keys with what they do; each can be clicked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textual import events
from textual.content import Content
from textual.widget import Widget

from tui.keys import Hint, key_name

_MENU: Final = "f10"


class KeyBar(Widget):
    """Shows the hints that fit, whole; clicking one does what its key does."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__()
        self._hints = tuple(hints)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Replace the hints."""
        if self._hints != tuple(hints):
            self._hints = tuple(hints)
            self.refresh()

    def render(self) -> Content:
        """Return the line."""
        return Content.assemble(
            *(
                part
                for _, _, hint in self._placed()
                for part in ((f" {key_name(hint.key)}", "bold $titre"), f" {hint.label} ")
            )
        )

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked hint says."""
        for start, end, hint in self._placed():
            if start <= event.x < end:
                self.app.simulate_key(hint.key)

    def _placed(self) -> Iterator[tuple[int, int, Hint]]:
        """Yield each hint that fits with its first column and the column after its last.

        Room is kept for the menu, which names all that the hints left out do.
        """
        start = 0
        kept = sum(_width(hint) for hint in self._hints if hint.key == _MENU)
        full = False
        for hint in self._hints:
            end = start + _width(hint)
            if hint.key == _MENU:
                kept = 0
            full = full or end + kept > self.size.width
            if full and hint.key != _MENU:
                continue
            yield start, end, hint
            start = end


def _width(hint: Hint) -> int:
    return len(key_name(hint.key)) + len(hint.label) + 3
