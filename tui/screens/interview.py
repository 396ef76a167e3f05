"""One question at a time; the standing at 110 columns, the path at 150."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Button

from tui import case_doors, doors
from tui.copyable import Copyable
from tui.keys import Hint
from tui.library.page import said
from tui.screens.base import MEDIUM, RESULT, REVIEW, Command, QualifScreen
from tui.screens.interview_lines import reasons_text
from tui.screens.interview_writing import WritingScreen
from tui.sources import question_lines, read_question
from tui.strings import CASE_FILE
from tui.widgets.line_list import LineList
from tui.widgets.question_view import QuestionView
from tui.widgets.standing import standing_paragraphs

if TYPE_CHECKING:
    from expert.incident import Key
    from tui.session import Session


class InterviewScreen(WritingScreen):
    """Asks, records, goes on; and comes back to what sent here (`_return_to`).

    `on_result` opens the result above the questions at once, for the example.
    """

    HELP = (
        "Répondez avec ce qui est établi, sans deviner : « Je ne sais pas » est une vraie réponse, "
        "la ligne dit ce qu'elle coûte. La réponse marquée (•) est celle qui est enregistrée : "
        "revenir sur une question et appuyer sur Entrée ne la change pas. Seules les questions qui "
        "peuvent encore changer une conclusion sont posées."
    )
    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "sources", "Sources", show=False),
        Binding("f4", "standing", "Où j'en suis", show=False),
        Binding("f5", "path", "Parcours", show=False),
        Binding("f6", "why", "Pourquoi cette question", show=False),
        Binding("f7,alt+left", "back", "Retour", show=False),
        Binding("f8,alt+right", "next", "Suite", show=False),
        Binding("f9", "review", "Relire", show=False),
        Binding("ctrl+d,alt+d", "casefile", "Dossier", show=False),
    ]

    def __init__(self, session: Session, *, on_result: bool = False) -> None:
        super().__init__(session)
        self._on_result = on_result

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys. On a narrow screen F2, F4 and F6 are named beside what they open."""
        wide = self.app.size.width >= MEDIUM
        return (
            Hint("f1", "Aide"),
            *((Hint("f2", "Mots exacts"),) if wide else ()),
            Hint("f3", "Sources"),
            *((Hint("f5", "Parcours"), Hint("f6", "Pourquoi")) if wide else ()),
            Hint("f7", "Retour"),
            Hint("f8", "Suite"),
            Hint("f9", "Relire"),
            Hint("f10", "Menu"),
        )

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Relire mes réponses", "et les modifier", self.action_review)
        yield Command("Voir le résultat maintenant", "en l'état", self.show_result)
        if self.session.undoable:
            yield Command("Annuler", f"{self.session.undoable} ; Ctrl+Z", self.action_undo)
        if self.session.redoable:
            yield Command("Rétablir", f"{self.session.redoable} ; Ctrl+Y", self.action_redo)
        yield Command("Note de travail", "sur cette question ; Ctrl+N", self.action_note)
        yield Command("Mots exacts", "le texte du passage et son adresse", self.action_words)
        yield Command("Sources de la question", "texte ou décision", self.action_sources)
        yield Command("Pourquoi cette question", "ce qui en dépend", self.action_why)
        yield Command("Où j'en suis", "les conclusions à cet instant", self.action_standing)
        yield Command("Parcours", "aller à une question", self.action_path)
        yield Command("Arbre de décision", "où mène chaque réponse, et où vous en êtes", self._tree)
        yield Command(*CASE_FILE, self.action_casefile)
        for publication in self.session.incident.publications:
            yield Command(
                f"Ajouter un passage à la publication {publication.id}",
                "d'autres mots, ou une autre personne visée",
                partial(self.add_passage, publication.id),
            )

    # Showing -------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show the place that was left, or the first question still to ask."""
        if self._on_result:
            self._show_last()
            self.show_result()
        elif self.session.place in (REVIEW, RESULT):
            self._show_last()
            self._came_back(self.session.place)
        elif (key := self.session.place_key()) is not None and not self._only_report():
            self.go_to(key)
        else:
            self.go_on()

    def go_on(self, note: str = "", *, after_answer: bool = False) -> None:
        """Show the next question that still matters, or read the answers again."""
        if self._only_report():
            return
        screen = self.session.interview.next_screen()
        if screen is None:
            self._show_last()
            self.action_review()
        else:
            self.show_asked(screen, note, after_answer=after_answer)

    def go_to(self, key: Key, return_to: str = "", note: str = "") -> None:
        """Show one question under a `note`; its answer leads back to `return_to`."""
        self._return_to = return_to
        self.show_asked(self.session.interview.screen(key), note, at=key)

    def _show_last(self) -> None:
        asked = self.session.interview.questions()
        if asked:
            self.show_asked(self.session.interview.screen(asked[-1].key), at=asked[-1].key)

    # From one question to another ----------------------------------------------------------------

    def action_after(self) -> None:
        """Show the question after this one, whatever was answered here."""
        if self._only_report():
            return
        question = self._asked and self.session.question_after(self._asked.keys)
        if question is None:
            self.go_on()
        else:
            self.show_asked(self.session.interview.screen(question.key), at=question.key)

    def action_back(self) -> None:
        """Go back to what sent here, or to the question before."""
        if self._return_to:
            self.go_back()
            return
        question = self._asked and self.session.question_before(self._asked.keys)
        if question is None:
            self.desk.say("C'est la première question.")
        else:
            self.show_asked(self.session.interview.screen(question.key), at=question.key)

    # Going elsewhere -----------------------------------------------------------------------------

    def action_casefile(self) -> None:
        """Open the case file."""
        self.app.push_screen(case_doors.casefile(self.session))

    def action_review(self) -> None:
        """Read the answers again."""
        self._return_to = ""
        if not self._only_report():
            self._leave_for(doors.review(self.session), REVIEW)

    def show_result(self) -> None:
        """Read the qualification as it stands."""
        self._return_to = ""
        if not self._only_report():
            self._leave_for(doors.result(self.session), RESULT)

    def _leave_for(self, screen: QualifScreen[object], place: str) -> None:
        """Go to another screen, which is where the reader will be found."""
        self._left = True
        self.app.push_screen(screen, self._came_back)
        self.session.stand_at(place)

    def _only_report(self) -> bool:
        """Open the factual report instead, when who answers is party to the facts."""
        only = self.session.interview.report_only
        if only:
            self._show_last()
            self.app.push_screen(doors.report(self.session), self._came_back)
        return only

    def go_back(self) -> None:
        """Go back to what sent here."""
        destination, self._return_to = self._return_to, ""
        self._show_last()
        if destination == RESULT:
            self.show_result()
        else:
            self.action_review()

    def _came_back(self, wish: object) -> None:
        """Do what the review, the result or the report asked for."""
        if isinstance(wish, tuple):
            key, return_to = wish
            self.go_to(key, return_to)
        elif wish == RESULT:
            self.show_result()
        elif wish == REVIEW:
            self.action_review()
        elif self.session.interview.next_question() is not None:
            self.go_on()
        else:
            self._show_last()

    def action_sources(self) -> None:
        """Show the reason, the sources of the question in full, and what hangs on it."""
        if self._question is not None:
            reasons = reasons_text(self.session, self._question, self._asked)
            self.app.push_screen(read_question(self.session, self._question, reasons))

    def copyable(self) -> Copyable | None:
        """Return the question and why it is asked; never what was answered."""
        question = self._question
        if question is None:
            return None
        title = (said(question.title),)
        reasons = reasons_text(self.session, question, self._asked)
        why = question_lines(self.session.services.library, question, reasons)
        return Copyable(question.title, why, title)

    def action_why(self) -> None:
        """Fold or unfold why the question is asked."""
        self.query_one(QuestionView).toggle_why()

    def action_standing(self) -> None:
        """Show the standing in full."""
        lines = standing_paragraphs(self.session.interview.standing())
        self.app.push_screen(doors.reading("Où j'en suis", list(lines)))

    def action_path(self) -> None:
        """Choose a question to go to."""
        if self._question is not None:
            self.app.push_screen(doors.path(self.session, self._question.key), self._jump)

    def _tree(self) -> None:
        """Read the trees of the law, where this incident stands marked."""
        session = self.session
        shown = doors.tree(session.services.base, session.incident.examined_on, session)
        self.app.push_screen(shown, self._jump)

    @on(LineList.Chosen, "#path")
    def _path_chosen(self, event: LineList.Chosen) -> None:
        self._jump(event.target)

    def _jump(self, key: object) -> None:
        if key:
            self.go_to(cast("Key", key))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        acts = {
            "back": self.action_back,
            "review": self.action_review,
            "undo": self.action_undo,
            "redo": self.action_redo,
            "note": self.action_note,
        }
        acts.get(event.button.id or "", self.action_next)()

    def on_click(self, event: object) -> None:
        """A click on the banner opens the standing."""
        if getattr(event, "widget", None) is self.query_one("#banner"):
            self.action_standing()
