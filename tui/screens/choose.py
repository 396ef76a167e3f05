"""A sentence and a few ways to go on: a difficulty said kindly, the choice of a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import on
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import Dialog
from tui.widgets.line_list import Line, LineList
from tui.widgets.paragraphs import Paragraph


class ChooseDialog(Dialog[int | None]):
    """Gives back the index of the line chosen."""

    HINTS = (Hint("enter", "Choisir"), Hint("escape", "Fermer"))
    CSS_PATH = "choose.tcss"

    def __init__(self, title: str, sentence: str, choices: Sequence[str]) -> None:
        super().__init__()
        self._title, self._sentence, self._choices = title, sentence, choices

    def content(self) -> Iterator[Widget]:
        """Yield the sentence and the lines."""
        with Vertical(id="box"):
            yield Static(self._title, classes="heading", markup=False)
            yield Static(plain(self._sentence), id="sentence", markup=False)
            yield LineList(
                Line((Paragraph(plain(label), plain("→ ", "$titre")),), index)
                for index, label in enumerate(self._choices)
            )

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.target if isinstance(event.target, int) else None)
