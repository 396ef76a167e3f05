"""Filling the screen of the interview: the question, and what stands around it at this width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widgets import Static

from tui.plain import plain
from tui.screens.base import LARGE, MEDIUM
from tui.screens.interview_lines import place_line, stage_line, why_text, written_answer
from tui.widgets.case_header import CaseHeader
from tui.widgets.line_list import LineList
from tui.widgets.path_lines import path_lines
from tui.widgets.question_view import QuestionView
from tui.widgets.read_pane import ReadPane
from tui.widgets.standing import banner, standing_paragraphs

if TYPE_CHECKING:
    from expert.interview.session import Question
    from tui.session import Session


def show_question(screen: Screen[Any], session: Session, question: Question, note: str) -> None:
    """Show a question with its recorded answer and its stage, under a `note`."""
    stage = plain(stage_line(session, question), "$second")
    screen.query_one(CaseHeader).show(session)
    screen.query_one("#stage", Static).update(stage)
    screen.query_one(QuestionView).show(
        question,
        note=note,
        place=place_line(session, question),
        why=why_text(session.services.base, question),
        parse=session.parser(question),
        written=written_answer(question),
    )


def show_panes(screen: Screen[Any], session: Session, question: Question) -> None:
    """Write the banner, or the panes that this width has: what takes longer than the question."""
    width = screen.app.size.width
    standing = session.interview.standing()
    if width < MEDIUM:
        screen.query_one("#banner", Static).update(plain(f"{banner(standing)}  (F4)"), layout=False)
    else:
        screen.query_one("#standing", ReadPane).show(standing_paragraphs(standing))
    if width >= LARGE:
        _show_path(screen.query_one("#path", LineList), session, question)


def _show_path(path: LineList, session: Session, question: Question) -> None:
    lines = tuple(path_lines(session.interview.questions(), question.key))
    path.show(lines)
    here = (index for index, line in enumerate(lines) if line.target == question.key)
    path.highlighted = next(here, None)
