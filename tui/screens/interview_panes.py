"""Filling the screen of the interview: the question, and what stands around it at this width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widgets import Static

from tui.plain import plain
from tui.screens.base import LARGE, MEDIUM
from tui.screens.interview_lines import (
    examples_text,
    note_line,
    place_line,
    stage_and_left,
    stage_line,
    why_text,
    written_answer,
)
from tui.widgets.case_header import CaseHeader
from tui.widgets.line_list import LineList
from tui.widgets.path_lines import path_lines
from tui.widgets.question_view import QuestionView
from tui.widgets.read_pane import ReadPane
from tui.widgets.standing import banner, standing_paragraphs

if TYPE_CHECKING:
    from expert.incident import Key
    from expert.interview.session import Screen as Asked
    from tui.session import Session


def show_question(screen: Screen[Any], session: Session, asked: Asked, note: str, at: Key) -> None:
    """Show what is asked with the recorded answers and the stage, under a `note`.

    `at` is the question the cursor stands on where there are several.
    """
    question = asked.questions[0]
    stage = plain(stage_line(session, question), "$second")
    screen.query_one(CaseHeader).show(session)
    screen.query_one("#stage", Static).update(stage)
    view = screen.query_one(QuestionView)
    if asked.group is not None:
        view.show_group(
            asked.title,
            asked.questions,
            start=asked.keys.index(at),
            note=note,
            place=place_line(session, question),
            why=asked.reason,
            examples=[examples_text(session, line) for line in asked.questions],
            working=[note_line(session, line) for line in asked.questions],
            parse=[session.parser(line) for line in asked.questions],
        )
        return
    view.show(
        question,
        note=note,
        place=place_line(session, question),
        why=why_text(session.services.base, question),
        examples=examples_text(session, question),
        working=note_line(session, question),
        parse=session.parser(question),
        written=written_answer(question),
    )


def show_panes(
    screen: Screen[Any], session: Session, asked: Asked, *, goes_on: bool = False
) -> None:
    """Write the banner, or the panes that this width has: what takes longer than the question.

    `goes_on`: it asks more lines of the question asked just before.
    """
    width = screen.app.size.width
    stage = screen.query_one("#stage", Static)
    line = stage_and_left(session, asked.questions[0], stage.content_region.width, goes_on)
    stage.update(plain(line, "$second"))
    standing = session.interview.standing()
    if width < MEDIUM:
        screen.query_one("#banner", Static).update(plain(f"{banner(standing)}  (F4)"), layout=False)
    else:
        screen.query_one("#standing", ReadPane).show(standing_paragraphs(standing))
    if width >= LARGE:
        _show_path(screen.query_one("#path", LineList), session, asked.key)


def _show_path(path: LineList, session: Session, current: Key) -> None:
    lines = tuple(path_lines(session.interview.questions(), current))
    path.show(lines)
    here = (index for index, line in enumerate(lines) if line.target == current)
    path.highlighted = next(here, None)
