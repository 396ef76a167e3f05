"""The line at the bottom: at most six keys with what they do; each can be clicked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from tui.keys import Hint, key_name


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
        """Yield each hint that fits with its first column and the column after its last."""
        start = 0
        for hint in self._hints:
            end = start + len(key_name(hint.key)) + len(hint.label) + 3
            if end > self.size.width:
                return
            yield start, end, hint
            start = end
