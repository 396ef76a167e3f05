"""What the three-valued run leaves in doubt, settled exactly as `Statuses` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expert.batch.law import DayLaw, Place
from expert.batch.rows import Row
from expert.inference.statuses import Statuses
from expert.inference.worlds import Bits
from expert.status import Status

Doubts = dict[int, Bits]
"""For each place in doubt (by its number), the rows in doubt."""


def resolve(
    law: DayLaw,
    rows: Sequence[Row],
    places: Sequence[Place],
    doubts: Doubts,
    *,
    presuming: bool,
) -> dict[int, dict[Status, Bits]]:
    """Return, for each place in doubt, its rows in doubt by status."""
    found: dict[int, dict[Status, Bits]] = {number: {} for number in doubts}
    by_row: dict[int, list[int]] = {}
    for number, bits in doubts.items():
        for row in rows_of(bits):
            by_row.setdefault(row, []).append(number)
    for row, numbers in by_row.items():
        situation = law.situation(rows[row])
        statuses = Statuses(situation.presuming() if presuming else situation)
        for number in numbers:
            status = statuses.atom(*places[number]).status
            found[number][status] = found[number].get(status, 0) | 1 << row
    return found


def rows_of(bits: Bits) -> Iterator[int]:
    """Yield the rows of an integer, in order."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
