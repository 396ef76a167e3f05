"""One question at a time; the standing at 110 columns, the path at 150."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Static

from tui import doors
from tui.copyable import Copyable
from tui.keys import Hint
from tui.library.page import said
from tui.screens.base import MEDIUM, RESULT, REVIEW, TALL, Command, QualifScreen
from tui.screens.interview_lines import effect_line, reasons_text
from tui.screens.interview_panes import show_panes, show_question
from tui.sources import question_lines, read_question
from tui.widgets.case_header import CaseHeader
from tui.widgets.group_list import GroupDone, LineAnswered
from tui.widgets.line_list import LineList
from tui.widgets.question_view import QuestionView
from tui.widgets.read_pane import ReadPane
from tui.widgets.row_list import Answered
from tui.widgets.standing import standing_paragraphs

if TYPE_CHECKING:
    from expert.incident import Answer, Key
    from expert.interview.session import Question, Screen
    from tui.session import Session


_SLICE, _PAUSE = 0.02, 0.001
"""How long what surrounds a question is computed at once, and the pause after, in seconds."""


class InterviewScreen(QualifScreen[None]):
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
        Binding("f2", "words", "Mots exacts", show=False),
        Binding("f3", "sources", "Sources", show=False),
        Binding("f4", "standing", "Où j'en suis", show=False),
        Binding("f5", "path", "Parcours", show=False),
        Binding("f6", "why", "Pourquoi cette question", show=False),
        Binding("f7,alt+left", "back", "Retour", show=False),
        Binding("f8,alt+right", "next", "Suite", show=False),
        Binding("f9", "review", "Relire", show=False),
    ]

    def __init__(self, session: Session, *, on_result: bool = False) -> None:
        super().__init__()
        self.session = session
        self._on_result = on_result
        self._asked: Screen | None = None
        self._recorded_here = False
        self._return_to = ""

    def content(self) -> Iterator[Widget]:
        """Yield the path, the question, the standing."""
        yield CaseHeader()
        yield Static(id="banner", markup=False)
        with Horizontal(id="panes"):
            yield LineList(id="path")
            with Vertical(id="main"):
                yield Static(id="stage", markup=False)
                yield QuestionView()
                with Horizontal(id="buttons"):
                    yield Button("← Retour", id="back")
                    yield Button("Suite →", id="next")
                    yield Button("Relire", id="review")
            yield ReadPane(id="standing")

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys; « Où j'en suis » only where its pane is hidden."""
        narrow = self.app.size.width < MEDIUM
        return (
            Hint("f1", "Aide"),
            *(() if narrow else (Hint("f2", "Mots exacts"),)),
            Hint("f3", "Sources"),
            *((Hint("f4", "Où j'en suis"),) if narrow else ()),
            Hint("f7", "Retour"),
            Hint("f8", "Suite"),
            Hint("f10", "Menu"),
        )

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Relire mes réponses", "et les modifier", self.action_review)
        yield Command("Voir le résultat maintenant", "en l'état", self.show_result)
        yield Command("Mots exacts", "le texte du passage et son adresse", self.action_words)
        yield Command("Sources de la question", "texte ou décision", self.action_sources)
        yield Command("Pourquoi cette question", "ce qui en dépend", self.action_why)
        yield Command("Où j'en suis", "les conclusions à cet instant", self.action_standing)
        yield Command("Parcours", "aller à une question", self.action_path)
        yield Command("Arbre de décision", "où mène chaque réponse, et où vous en êtes", self._tree)
        for publication in self.session.incident.publications:
            yield Command(
                f"Ajouter un passage à la publication {publication.id}",
                "d'autres mots, ou une autre personne visée",
                partial(self._add_passage, publication.id),
            )

    # Showing -------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show the first question, unless the end is already reached."""
        self.query_one(QuestionView).fold_why(self.app.size.height < TALL)
        if self._on_result:
            self._show_last()
            self.show_result()
        else:
            self.go_on()

    def on_resize(self) -> None:
        """Say the keys and fill the panes of this width, and take the focus again."""
        self.show_keys()
        if self._asked is None or self.too_small:
            return
        show_panes(self, self.session, self._asked)
        if self.focused is None:
            self.query_one(QuestionView).focus_answer()

    def go_on(self, note: str = "", *, after_answer: bool = False) -> None:
        """Show the next question that still matters, or read the answers again."""
        if self._only_report():
            return
        screen = self.session.interview.next_screen()
        if screen is None:
            self._show_last()
            self.action_review()
        else:
            self._show(screen, note, after_answer=after_answer)

    def go_to(self, key: Key, return_to: str = "") -> None:
        """Show one question; its answer leads back to `return_to`."""
        self._return_to = return_to
        self._show(self.session.interview.screen(key), at=key)

    def _show_last(self) -> None:
        asked = self.session.interview.questions()
        if asked:
            self._show(self.session.interview.screen(asked[-1].key), at=asked[-1].key)

    def _show(
        self, screen: Screen, note: str = "", *, after_answer: bool = False, at: Key | None = None
    ) -> None:
        self._asked, self._recorded_here = screen, False
        show_question(self, self.session, screen, note, at or screen.key)
        work = self.session.interview.settle()
        self.call_after_refresh(self._show_around, screen, after_answer, work)

    def _show_around(self, screen: Screen, after_answer: bool, work: Iterator[None]) -> None:
        """Tell what the answer changed and where everything stands, once it is computed.

        The question is in sight already: the rest is computed a little at a time, so that a key
        is heard at once, and given up when the reader has moved on.
        """
        if screen is not self._asked:
            return
        until = monotonic() + _SLICE
        for _ in work:
            if monotonic() > until:
                self.set_timer(_PAUSE, partial(self._show_around, screen, after_answer, work))
                return
        if after_answer:
            self.query_one(QuestionView).tell(effect_line(self.session.interview.effect()))
        show_panes(self, self.session, screen)
        self._show_reasons()

    @property
    def _question(self) -> Question | None:
        """The question shown, or the line under the cursor where there are several."""
        if self._asked is None:
            return None
        return self.query_one(QuestionView).line or self._asked.questions[0]

    # Answering -----------------------------------------------------------------------------------

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        question = self._question
        if question is None:
            return
        changed = not question.answered or question.current != event.value
        if changed:
            self.session.answer(question.key, cast("Answer", event.value))
        if self._return_to:
            self._go_back()
        elif changed:
            self.go_on(after_answer=True)
        else:
            self.action_after()

    @on(LineAnswered)
    def _line_answered(self, event: LineAnswered) -> None:
        """Record one line at once: nothing is lost if the reader leaves in the middle."""
        if self._asked is not None:
            key = self._asked.questions[event.line].key
            value = cast("Answer", event.value)
            self.session.answer(key, value, same_step=self._recorded_here)
            self._recorded_here = True
            self.query_one(CaseHeader).show(self.session)

    @on(GroupDone)
    def _group_done(self) -> None:
        if self._return_to:
            self._go_back()
        elif self._recorded_here:
            self.go_on(after_answer=True)
        else:
            self.action_after()

    def action_next(self) -> None:
        """Record what is chosen or typed, and go on."""
        self.query_one(QuestionView).validate_answer()

    def action_after(self) -> None:
        """Show the question after this one, whatever was answered here."""
        if self._only_report():
            return
        question = self._asked and self.session.question_after(self._asked.keys)
        if question is None:
            self.go_on()
        else:
            self._show(self.session.interview.screen(question.key), at=question.key)

    def action_back(self) -> None:
        """Go back to what sent here, or to the question before."""
        if self._return_to:
            self._go_back()
            return
        question = self._asked and self.session.question_before(self._asked.keys)
        if question is None:
            self.desk.say("C'est la première question.")
        else:
            self._show(self.session.interview.screen(question.key), at=question.key)

    # Going elsewhere -----------------------------------------------------------------------------

    def action_review(self) -> None:
        """Read the answers again."""
        self._return_to = ""
        if not self._only_report():
            self.app.push_screen(doors.review(self.session), self._came_back)

    def show_result(self) -> None:
        """Read the qualification as it stands."""
        self._return_to = ""
        if not self._only_report():
            self.app.push_screen(doors.result(self.session), self._came_back)

    def _only_report(self) -> bool:
        """Open the factual report instead, when who answers is party to the facts."""
        only = self.session.interview.report_only
        if only:
            self._show_last()
            self.app.push_screen(doors.report(self.session), self._came_back)
        return only

    def _go_back(self) -> None:
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

    @on(QuestionView.WhyAsked)
    def _show_reasons(self) -> None:
        """Say what hangs on the question, where its reasons are in sight: not before."""
        view, question = self.query_one(QuestionView), self._question
        if question is not None and not view.why_folded:
            view.add_reasons(reasons_text(self.session, question, self._asked))

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

    @on(QuestionView.WordsAsked)
    def action_words(self) -> None:
        """Take the exact words of the passage in question."""
        question = self._question
        if question is None:
            return
        if question.key.spot.publication is None:
            self.desk.say("Les mots exacts se saisissent sur une question de publication.")
            return

        def taken(changed: bool | None) -> None:
            if changed and self._question is not None:
                self.go_to(self._question.key, self._return_to)

        self.app.push_screen(doors.words(self.session, question.key.spot), taken)

    def _add_passage(self, publication: str) -> None:
        self.session.add_passage(publication)
        self.go_on(f"Un passage est ajouté à la publication {publication}.")

    @on(LineList.Chosen, "#path")
    def _path_chosen(self, event: LineList.Chosen) -> None:
        self._jump(event.target)

    def _jump(self, key: object) -> None:
        if key:
            self.go_to(cast("Key", key))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        acts = {"back": self.action_back, "review": self.action_review}
        acts.get(event.button.id or "", self.action_next)()

    def on_click(self, event: object) -> None:
        """A click on the banner opens the standing."""
        if getattr(event, "widget", None) is self.query_one("#banner"):
            self.action_standing()
