"""From a question of the interview to the rows that answer it, with what not knowing costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expert.interview.notices import cost_of_not_knowing
from tui.strings import NONE_OF_THESE, UNKNOWN
from tui.widgets.rows import Row

if TYPE_CHECKING:
    from expert.interview.session import Question


def rows_of(question: Question) -> list[Row]:
    """Return the rows: the values, « aucune » for a list, then « je ne sais pas »."""
    rows = [
        Row(choice.value, choice.label, _example(choice.example))
        for choice in question.choices
        if choice.value is not None and choice.value != ()
    ]
    if question.multiple:
        rows.append(Row((), NONE_OF_THESE, alone=True))
    return [*rows, unknown_row(question)]


def unknown_row(question: Question) -> Row:
    """Return the row « je ne sais pas » with what it costs."""
    return Row(None, UNKNOWN, cost_of_not_knowing(question), alone=True)


def _example(example: str | None) -> str:
    return f"par exemple : {example}" if example else ""
