"""Asking: what is shown, and what is done with an answer. Where to go is said elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, cast

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Static

from expert.incident import key_text
from tui.rereading import FreeText, Rereading
from tui.screens.base import TALL, QualifScreen
from tui.screens.interview_lines import effect_line, reasons_text
from tui.screens.interview_panes import show_panes, show_question
from tui.widgets.case_header import CaseHeader
from tui.widgets.group_list import GroupDone, LineAnswered
from tui.widgets.line_list import LineList
from tui.widgets.question_view import QuestionView
from tui.widgets.read_pane import ReadPane
from tui.widgets.row_list import Answered

if TYPE_CHECKING:
    from expert.incident import Answer, Key
    from expert.interview.session import Question, Screen
    from tui.session import Session

_SLICE, _PAUSE = 0.02, 0.001
"""How long what surrounds a question is computed at once, and the pause after, in seconds."""


class AskingScreen(QualifScreen[None]):
    """Shows a question and records its answer; `_return_to` is what sent here, if anything did."""

    ASKS = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._asked: Screen | None = None
        self._recorded_here = self._goes_on = self._left = False
        self._return_to = ""
        self._rereading = Rereading(session.services.base)

    def content(self) -> Iterator[Widget]:
        """Yield the path, the question, the standing."""
        yield CaseHeader()
        yield Static(id="banner", markup=False)
        with Horizontal(id="panes"):
            yield LineList(id="path")
            with Vertical(id="main"):
                yield Static(id="stage", markup=False)
                yield QuestionView(folded=self.app.size.height < TALL)
                with Horizontal(id="buttons"):
                    yield Button("← Retour", id="back")
                    yield Button("Suite →", id="next")
                    yield Button("Relire", id="review")
                    yield Button("Annuler", id="undo")
                    yield Button("Rétablir", id="redo")
                    yield Button("Note", id="note")
            yield ReadPane(id="standing")

    def go_on(self, note: str = "", *, after_answer: bool = False) -> None:
        """Show the next question that still matters, or read the answers again."""
        raise NotImplementedError

    def action_after(self) -> None:
        """Show the question after this one, whatever was answered here."""
        raise NotImplementedError

    def go_back(self) -> None:
        """Go back to what sent here."""
        raise NotImplementedError

    # Showing -------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Say the keys and fill the panes of this width, and take the focus again."""
        self.show_keys()
        if self._asked is None or self.too_small:
            return
        self.call_after_refresh(self._show_panes_again)

    def _show_panes_again(self) -> None:
        """Fill the panes of this width once it is the width of each of them."""
        if self._asked is None or self.too_small:
            return
        show_panes(self, self.session, self._asked, goes_on=self._goes_on)
        if self.focused is None:
            self.query_one(QuestionView).focus_answer()

    def show_asked(
        self, screen: Screen, note: str = "", *, after_answer: bool = False, at: Key | None = None
    ) -> None:
        """Show what is asked, the cursor on the question `at`, under a `note`."""
        self._goes_on = after_answer and self.session.interview.goes_on(screen, self._asked)
        self._asked, self._recorded_here, self._left = screen, False, False
        show_question(self, self.session, screen, note, at or screen.key)
        self._show_buttons()
        work = self.session.interview.settle()
        around = partial(self._show_around, screen, after_answer, work)
        # The widgets ask for their refresh in the meantime: without it, nothing is painted first.
        self.set_timer(_PAUSE, partial(self.call_after_refresh, around))

    def _show_buttons(self) -> None:
        """Grey what cannot be taken back or made again."""
        self.query_one("#undo", Button).disabled = not self.session.undoable
        self.query_one("#redo", Button).disabled = not self.session.redoable

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
        self._remember_place(screen)
        if after_answer:
            self.query_one(QuestionView).tell(effect_line(self.session.interview.effect()))
        show_panes(self, self.session, screen, goes_on=self._goes_on)
        self._show_reasons()

    def _remember_place(self, screen: Screen) -> None:
        """Note the question that is read again, to come back to it; the next one needs no note."""
        if self._left or not self.is_current:
            return
        following = self.session.interview.next_question()
        question = self._question
        here = question is not None and (following is None or following.key not in screen.keys)
        self.session.stand_at(key_text(question.key) if question is not None and here else "")

    def on_unmount(self) -> None:
        """Leave the file to whoever opens it next."""
        self.session.leave()

    @on(QuestionView.WhyAsked)
    def _show_reasons(self) -> None:
        """Say what hangs on the question, where its reasons are in sight: not before."""
        view, question = self.query_one(QuestionView), self._question
        if question is not None and not view.why_folded:
            view.add_reasons(reasons_text(self.session, question, self._asked))

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
        value = cast("Answer", event.value)
        if question.kind == "texte" and isinstance(value, str):
            self._rereading.check(
                self.app,
                [FreeText(question.title, value)],
                keep=lambda: self._record(question, value),
                edit=self.query_one(QuestionView).ask_again,
            )
        else:
            self._record(question, value)

    def _record(self, question: Question, value: Answer) -> None:
        changed = not question.answered or question.current != value
        if changed:
            self.session.answer(question.key, value)
        if self._return_to:
            self.go_back()
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
            self.session.answer(key, value, same_step=self._recorded_here, joined=event.joined)
            self._recorded_here = True
            self.query_one(CaseHeader).show(self.session)
            self._show_buttons()

    @on(GroupDone)
    def _group_done(self) -> None:
        if self._return_to:
            self.go_back()
        elif self._recorded_here:
            self.go_on(after_answer=True)
        else:
            self.action_after()

    def action_next(self) -> None:
        """Record what is chosen or typed, and go on."""
        self.query_one(QuestionView).validate_answer()
