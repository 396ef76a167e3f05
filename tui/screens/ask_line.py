"""Asks for one line, and says kindly why it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import Dialog
from tui.widgets.plain_input import PlainInput

_LONGEST = 1000


class AskLineDialog(Dialog[object]):
    """Gives back what `read` makes of the line; `read` refuses it by a sentence (`ValueError`)."""

    HELP = "Écrivez, puis Entrée ou F8. Échap ferme sans rien changer."
    HINTS = (Hint("f1", "Aide"), Hint("f8", "Valider"), Hint("escape", "Annuler"))
    CSS_PATH = "ask_line.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "take", "Valider", show=False)]

    def __init__(
        self, title: str, sentence: str, value: str, read: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._title, self._sentence, self._value, self._reader = title, sentence, value, read

    def content(self) -> Iterator[Widget]:
        """Yield the sentence, the field, the refusal, the buttons."""
        with Vertical(id="box"):
            yield Static(plain(self._title), classes="heading", markup=False)
            yield Static(plain(self._sentence), id="sentence", markup=False)
            yield PlainInput(self._value, id="line", max_length=_LONGEST)
            yield Static(id="refused", classes="refused", markup=False)
            with Horizontal(id="buttons"):
                yield Button("Valider", id="take")
                yield Button("Annuler", id="cancel")

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Take the line, or say why it cannot be."""
        try:
            taken = self._reader(self.query_one("#line", Input).value)
        except (ValueError, OSError) as refusal:
            self.query_one("#refused", Static).update(plain(str(refusal)))
        else:
            self.dismiss(taken)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "take":
            self.action_take()
        else:
            self.action_up()
