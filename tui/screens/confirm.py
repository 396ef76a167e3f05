"""Asks before what cannot be undone; the safe answer has the cursor."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Static

from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import Dialog


class ConfirmDialog(Dialog[bool | None]):
    """Gives back True when the user says yes."""

    HINTS = (Hint("tab", "Autre bouton"), Hint("enter", "Choisir"), Hint("escape", "Annuler"))
    CSS_PATH = "confirm.tcss"

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self._question, self._yes = question, yes

    def content(self) -> Iterator[Widget]:
        """Yield the question and the two buttons."""
        with Vertical(id="box"):
            yield Static(plain(self._question), markup=False)
            with Horizontal(id="buttons"):
                yield Button("Annuler", id="no")
                yield Button(self._yes, id="yes")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
