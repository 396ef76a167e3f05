"""A text to read above a screen: help, sources, where the qualification stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from tui.keys import Hint
from tui.screens.base import Dialog
from tui.widgets.paragraphs import Paragraph
from tui.widgets.read_pane import ReadPane


class ReadingDialog(Dialog[None]):
    """Escape closes it; the arrows scroll."""

    HINTS = (Hint("escape", "Fermer"),)
    CSS_PATH = "reading.tcss"

    def __init__(self, title: str, paragraphs: Sequence[Paragraph]) -> None:
        super().__init__()
        self._title, self._paragraphs = title, paragraphs

    def content(self) -> Iterator[Widget]:
        """Yield the title and the text."""
        with Vertical(id="box"):
            yield Static(self._title, classes="heading", markup=False)
            yield ReadPane(self._paragraphs)
