"""Lines of one passage, read by their members: nearly every line of nearly every file.

What is not surely such a line, or holds anything to refuse, is left to `RowReader`, which reads the
line as a whole and says what is wrong: here nothing is ever refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from expert.batch.marks import Mark, Marks
from expert.batch.members import Members, pieces_of
from expert.batch.names import refused_id
from expert.batch.rows import ONE_PASSAGE, Row, RowReader, closed_list, json_object
from knowledge.errors import InputError, Place
from knowledge.reading import KeyPath

_DAY, _MORE = "examen", "autres_publications"
_MOST_DAYS = 32
"""Days whose members are remembered."""

_DAY_LENGTH = len('": "2026-11-21"')


@dataclass(frozen=True)
class _Day:
    """The members of the lines of one day; `is_usual`: a line that names no day is of this one."""

    day: date
    marks: Marks
    members: Members
    named: Mark
    closed: Mark
    is_usual: bool


class FlatLines:
    """Reads the flat JSON lines of one file; `marks_of` gives the marks of a day."""

    def __init__(self, reader: RowReader, marks_of: Callable[[date], Marks]) -> None:
        self._reader = reader
        self._marks_of = marks_of
        self._written = ""
        self._last: _Day | None = None
        self._days: dict[date, _Day] = {}

    def row(self, line: int, raw: bytes | None) -> Row | None:
        """Return the row of a line, or None where it must be read as a whole."""
        try:
            text = raw.decode().rstrip("\r\n") if raw is not None else ""
        except UnicodeDecodeError:
            return None
        cut = pieces_of(text)
        if cut is None:
            return None
        name, pieces = cut
        if name is not None and refused_id(name) is not None:
            return None
        found = self._day(text)
        marks = found.members.read(pieces)
        if marks is None or not (found.is_usual or found.named in marks):
            return None
        closed = found.closed in marks
        return Row(line, name, found.day, found.marks, ONE_PASSAGE, closed, marks, ([],))

    def _day(self, text: str) -> _Day:
        """Return the day a line seems to name: that it does is told by its marks."""
        at = text.find(_DAY)
        written = text[at + len(_DAY) : at + len(_DAY) + _DAY_LENGTH] if at >= 0 else ""
        if self._last is None or written != self._written:
            self._written = written
            try:
                day = self._reader.day_of(written.strip('": ') or None, _nowhere)
            except InputError:
                day = self._reader.usual_day
            self._last = self._of(day)
        return self._last

    def _of(self, day: date) -> _Day:
        marks = self._marks_of(day)
        found = self._days.get(day)
        if found is None or found.marks is not marks:
            if len(self._days) >= _MOST_DAYS:
                self._days.clear()
            own = partial(self._own_mark, day, marks)
            found = self._days[day] = _Day(
                day,
                marks,
                Members(marks, _object, own),
                marks.own(_DAY, True),
                marks.own(_MORE, True),
                day == self._reader.usual_day,
            )
        return found

    def _own_mark(self, day: date, marks: Marks, key: str, value: Any) -> Mark | None:
        if key == _DAY and value is not None:
            return marks.own(_DAY, True) if self._reader.day_of(value, _nowhere) == day else None
        if key == _MORE:
            return marks.own(_MORE, closed_list(value, _nowhere) is True)
        return None


def _nowhere(_: KeyPath) -> Place:
    """Return no place: what is refused here is read again as a whole, and refused there."""
    return Place("")


def _object(text: str) -> dict[str, Any]:
    return json_object(text, "", 1)
