"""Who answered what, and when: the history of the answers, which only grows."""

from __future__ import annotations

from typing import Any

from expert.cases.part import AccountId, Line, Moment, Part, Text


class AnswerRecord(Part):
    """An answer given, changed or taken back. `value` is as the incident file writes it.

    `question` is the written key (`fact`, `fact@P1`, `fact@P1/P1a`). An answer taken back has
    `given` False. A discussed fact has no value, and `dispute` says who says and who denies what,
    as the incident file writes it. What is no answer but may settle one is kept alike, under its
    own name in the incident file: `verbatim@P1/P1a`, `adresse@P1`, `publications`, `examen`.
    """

    question: Line
    value: Any = None
    given: bool = True
    dispute: dict[str, Any] | None = None
    by: AccountId
    at: Moment


class Note(Part):
    """A working note: on a question, a piece (« pièce 3 ») or the whole case (nothing)."""

    on: Line = ""
    text: Text
    by: AccountId
    at: Moment
