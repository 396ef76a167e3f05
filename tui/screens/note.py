"""The working note of one question: a thought to keep beside the answer, never a reason given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Static, TextArea

from expert.interview.notes import LONGEST_NOTE
from expert.interview.notices import WORKING_NOTE
from expert.plain_text import clean
from tui.keys import Hint
from tui.plain import plain
from tui.rereading import FreeText, Rereading
from tui.screens.base import Dialog
from tui.strings import READ_BY_JUDGE

if TYPE_CHECKING:
    from expert.interview.session import Question
    from tui.session import Session


class NoteDialog(Dialog[bool | None]):
    """F8 records; an empty note is removed; Escape leaves it as it was."""

    HELP = (
        "Une note de travail : où chercher une pièce, qui rappeler, pourquoi vous hésitez. Elle "
        "reste dans le dossier, à côté de la réponse ; aucune règle ne la lit et aucun document ne "
        "la reprend. N'y mettez ni avis sur la personne, ni santé, ni opinion. F8 enregistre."
    )
    CSS_PATH = "note.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("tab", "Zone suivante"),
        Hint("f8", "Enregistrer"),
        Hint("escape", "Annuler"),
    )
    # Before the text field, which has its own use for some of these keys.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "record", "Enregistrer", show=False, priority=True)
    ]

    def __init__(self, session: Session, question: Question) -> None:
        super().__init__()
        self.session, self.question = session, question
        self._before = session.note(question.key)
        self._shown = clean(self._before)
        self._rereading = Rereading(session.services.base)

    def content(self) -> Iterator[Widget]:
        """Yield the question, the field, and what is to be known of it."""
        with Vertical(id="box"):
            yield Static("Note de travail", classes="heading", markup=False)
            yield Static(plain(self.question.title), id="asked", markup=False)
            yield TextArea(self._shown, id="text", tab_behavior="focus")
            yield Static(READ_BY_JUDGE, classes="note", markup=False)
            yield Static(WORKING_NOTE, classes="note", markup=False)
            with Horizontal(id="buttons"):
                yield Button("Enregistrer", id="record")
                yield Button("Annuler", id="cancel")

    def on_mount(self) -> None:
        """Put the cursor in the field."""
        self.query_one(TextArea).focus()

    def action_record(self) -> None:
        """Record what was changed, once read again; what was not stays exactly as it was."""
        typed = self.query_one(TextArea).text[:LONGEST_NOTE]
        if typed == self._shown:
            self.dismiss(False)
            return
        self._rereading.check(self.app, [FreeText("Note", typed)], keep=self._keep, edit=self._edit)

    def keep_typed(self) -> None:
        """Record the note as it is: also when the window is closed over it."""
        typed = self.query_one(TextArea).text[:LONGEST_NOTE]
        if typed != self._shown:
            self.session.set_note(self.question.key, typed)

    def _keep(self) -> None:
        self.keep_typed()
        self.dismiss(True)

    def _edit(self) -> None:
        self.query_one(TextArea).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "record":
            self.action_record()
        else:
            self.action_up()
