"""Letting old lines of the journal go, while what stays can still be verified.

The journal has its own retention: one year unless the establishment chose otherwise, between six
months and three years. The order comes from the chain, never from the clock: a line dated before
the one it follows, or after today, was written by a wrong clock, and goes only with a later line
whose day can be believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from expert.calendar import add_months
from expert.cases.part import Part
from expert.journal.chain import Anchor, Head, JournalError, sealed_head
from expert.journal.entry import Row, read_moment
from expert.journal.verification import verify


class Keeping(Part):
    """How many months a line of the journal is kept."""

    months: Annotated[int, Field(ge=6, le=36)] = 12


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation does: the rows up to `last` go (0: none), and the store keeps `head`."""

    last: int
    head: Head


def rotation(
    rows: Iterable[Row], key: bytes, head: Head, today: date, keeping: Keeping
) -> Rotation:
    """Return which rows are past their time on `today`, a trusted day, and the head without them.

    The last line always stays. Whoever applies it writes an entry « rotation » after.

    Raises:
        JournalError: the journal is not intact; what is broken is never thrown away.
    """
    limit = add_months(today, -keeping.months)
    cut = _Cut(head.anchor, limit, today)
    report = verify(cut.watched(rows), key, head, None)
    if not report.sound:
        raise JournalError(
            "Les anciennes entrées du journal ne sont pas effacées : il n'est pas intact. "
            + report.findings[0].sentence
        )
    anchor = cut.anchor
    return Rotation(anchor.number, sealed_head(key, head.count, head.mac, anchor))


class _Cut:
    """Finds the last line that is surely older than the limit, as the rows go by."""

    def __init__(self, start: Anchor, limit: date, today: date) -> None:
        self.anchor = start
        self._limit = limit
        self._today = today
        self._latest = date.min

    def watched(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows unchanged; a row is counted once the verification asked for the next."""
        before: Row | None = None
        for row in rows:
            if before is not None and self._is_past(before):
                self.anchor = Anchor(number=before.number, mac=before.mac)
            before = row
            yield row

    def _is_past(self, row: Row) -> bool:
        """Whether a row is past its time. One whose day is out of order waits for the next."""
        day = read_moment(row.at).date()
        if not self._latest <= day <= self._today:
            return False
        self._latest = day
        return day < self._limit
