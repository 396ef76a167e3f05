"""The exact words of a passage and the address where they are: kept as they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from expert.plain_text import clean, one_line
from tui.keys import Hint
from tui.rereading import FreeText, Rereading
from tui.screens.base import Dialog
from tui.strings import READ_BY_JUDGE

if TYPE_CHECKING:
    from expert.incident import Key
    from tui.session import Session

LONGEST_WORDS = 5_000
LONGEST_ADDRESS = 500


class WordsDialog(Dialog[bool | None]):
    """F8 records; Escape leaves the words as they were."""

    HELP = (
        "Recopiez les mots tels quels : un grief cite des mots, une date, une adresse. Gardez les "
        "fautes et les émoticônes. N'ajoutez ni commentaire ni nom de patient. F8 enregistre."
    )
    CSS_PATH = "words.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("tab", "Zone suivante"),
        Hint("f8", "Enregistrer"),
        Hint("escape", "Annuler"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "record", "Enregistrer", show=False)]

    def __init__(self, session: Session, key: Key) -> None:
        super().__init__()
        self.session, self.key = session, key
        self._before = session.words(key.spot)
        self._rereading = Rereading(session.services.base)
        self._shown = (clean(self._before[0]), one_line(self._before[1]))

    def content(self) -> Iterator[Widget]:
        """Yield the two fields and the permanent line."""
        with Vertical(id="box"):
            yield Static("Mots exacts du passage", classes="heading", markup=False)
            yield TextArea(self._shown[0], id="verbatim", tab_behavior="focus")
            yield Static(READ_BY_JUDGE, classes="note", markup=False)
            yield Static("Adresse de la publication (lien, nom du groupe)", markup=False)
            yield Input(self._shown[1], id="address", max_length=LONGEST_ADDRESS)
            yield Static(READ_BY_JUDGE, classes="note", markup=False)
            with Horizontal(id="buttons"):
                yield Button("Enregistrer", id="record")
                yield Button("Annuler", id="cancel")

    def action_record(self) -> None:
        """Record what was changed, once read again; what was not stays exactly as it was."""
        verbatim, address = self._written()
        if (verbatim, address) == self._before:
            self.dismiss(True)
            return
        self._rereading.check(
            self.app,
            [
                FreeText("Mots exacts", verbatim, quoted=True),
                FreeText("Adresse", address, quoted=True),
            ],
            keep=self._keep_and_close,
            edit=self.query_one(TextArea).focus,
        )

    def _keep_and_close(self) -> None:
        self.keep_typed()
        self.dismiss(True)

    def keep_typed(self) -> None:
        """Record the two fields as they are: also when the window is closed over them."""
        verbatim, address = self._written()
        if (verbatim, address) != self._before:
            self.session.set_words(self.key.spot, verbatim, address, self.key)

    def _written(self) -> tuple[str, str]:
        """Return the words and the address; what was not changed stays exactly as it was."""
        typed = (self.query_one(TextArea).text[:LONGEST_WORDS], self.query_one(Input).value)
        verbatim, address = (
            before if written == shown[:LONGEST_WORDS] else written
            for before, shown, written in zip(self._before, self._shown, typed, strict=True)
        )
        return verbatim, address

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_record()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "record":
            self.action_record()
        else:
            self.action_up()
