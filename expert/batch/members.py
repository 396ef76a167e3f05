"""The members of a JSON line, each read once: `"access": "public"` is a mark from then on.

A JSON object is « { member, member... } ». Cut wherever a comma stands before what looks like a
key, a line gives pieces. Where JSON says of each piece that it is one member, the grammar says of
the whole that it is an object with these members, and no other reading of it exists: a cut in the
wrong place (in a text, in an inner object) gives a piece that is no member. The line is then read
as a whole, as it is when it has several publications, or anything to be refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from expert.batch.marks import Mark, Marks
from knowledge.errors import InputError, Place

_SPACED = re.compile(r', "(?=\w+":)')
_COMPACT = re.compile(r',"(?=\w+":)')
_ID = 'id": "'
_COMPACT_ID = 'id":"'

_MOST_KEPT = 20_000
"""Members remembered: past that, they are forgotten and read again."""

_NOWHERE = Place("")


def pieces_of(text: str) -> tuple[str | None, list[str]] | None:
    """Return the id a line begins with and its other pieces, each without its first quotation mark.

    None where the line does not begin and end as an object with members does.
    """
    if not text.startswith('{"') or not text.endswith("}"):
        return None
    pieces = (_SPACED if ', "' in text else _COMPACT).split(text[2:-1])
    for beginning in (_ID, _COMPACT_ID):
        if pieces[0].startswith(beginning) and pieces[0].endswith('"'):
            return pieces.pop(0)[len(beginning) : -1], pieces
    return None, pieces


class Members:
    """The members met in the lines of one examination day.

    `own_mark` gives the mark of a key of the line that is no fact, from its value, or None where
    the line must be read as a whole.
    """

    def __init__(
        self,
        marks: Marks,
        parse: Callable[[str], dict[str, Any]],
        own_mark: Callable[[str, Any], Mark | None],
    ) -> None:
        self._marks = marks
        self._parse = parse
        self._own_mark = own_mark
        self._known: dict[str, Mark] = {}

    def read(self, pieces: list[str]) -> list[Mark] | None:
        """Return the marks of the members of a line, or None where it must be read as a whole."""
        found: list[Any] = list(map(self._known.get, pieces))
        if None in found:
            found = list(map(self._read, pieces))
            if None in found:
                return None
        distinct = set(map(self._marks.keys.__getitem__, found))
        return found if len(distinct) == len(found) else None

    def _read(self, piece: str) -> Mark | None:
        mark = self._known.get(piece)
        if mark is None:
            mark = self._learned(piece)
            if mark is not None:
                if len(self._known) >= _MOST_KEPT:
                    self._known.clear()
                self._known[piece] = mark
        return mark

    def _learned(self, piece: str) -> Mark | None:
        try:
            given = self._parse('{"' + piece + "}")
            if len(given) != 1:
                return None
            ((key, value),) = given.items()
            if key not in self._marks.program.base.facts:
                return self._own_mark(key, value)
            (mark,) = self._marks.level(given, "line", lambda _: _NOWHERE)
        except InputError:
            return None
        return mark
