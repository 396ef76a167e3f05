"""What is written beside an answer, and what is taken back: words, notes, passages, last change."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from tui import doors
from tui.screens.interview_asking import AskingScreen
from tui.session import NOTHING_TO_REDO, NOTHING_TO_UNDO
from tui.widgets.question_view import QuestionView

if TYPE_CHECKING:
    from expert.incident import Key


class WritingScreen(AskingScreen):
    """Adds to the questions what is not an answer, and undoes the last one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "words", "Mots exacts", show=False),
        Binding("ctrl+z", "undo", "Annuler", show=False),
        Binding("ctrl+y", "redo", "Rétablir", show=False),
        Binding("ctrl+n,alt+n", "note", "Note", show=False),
    ]

    def go_to(self, key: Key, return_to: str = "", note: str = "") -> None:
        """Show one question under a `note`; its answer leads back to `return_to`."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Take the last change back, and show the question it was made on."""
        self._show_again(*self.session.undo())

    def action_redo(self) -> None:
        """Make again what was taken back, and show its question."""
        self._show_again(*self.session.redo())

    def _show_again(self, key: Key | None, said: str) -> None:
        if said in (NOTHING_TO_UNDO, NOTHING_TO_REDO):
            self.desk.say(said)
            return
        if key is None and self._question is not None:
            key = self._question.key
        if key is not None and self.session.incident.holds(key.spot):
            self.go_to(key, note=said)
        else:
            self.desk.say(said)
            self.go_on()

    @on(QuestionView.WordsAsked)
    def action_words(self) -> None:
        """Take the exact words of the passage in question."""
        question = self._question
        if question is None:
            return
        if question.key.spot.publication is None:
            self.desk.say("Les mots exacts se saisissent sur une question de publication.")
            return
        self.app.push_screen(doors.words(self.session, question.key), self._written)

    @on(QuestionView.NoteAsked)
    def action_note(self) -> None:
        """Take the working note of the question."""
        if self._question is not None:
            self.app.push_screen(doors.note(self.session, self._question), self._written)

    def _written(self, changed: bool | None) -> None:
        if changed and self._question is not None:
            self.go_to(self._question.key, self._return_to)

    def add_passage(self, publication: str) -> None:
        """Add a passage to a publication, and go on."""
        self.session.add_passage(publication)
        self.go_on(f"Un passage est ajouté à la publication {publication}.")
