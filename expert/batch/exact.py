"""What the three-valued run leaves in doubt, settled exactly, with the statuses of `Statuses`.

Where many rows doubt of one conclusion, its function is built once, before any answer, and read on
all of them (`ExactFunction`). Where that function is too large, draws look for witnesses that the
conclusion is open. `Statuses` is asked the rest, row by row: a function past its cap costs more
memory and time than asking, once the rows share one reading (`Readings`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expert.batch.group import Group, rows_of
from expert.batch.law import Place
from expert.batch.readings import Readings
from expert.batch.witnesses import opened
from expert.inference.diagram_worlds import ExactFunction
from expert.inference.worlds import Bits
from expert.status import Status

Doubts = dict[int, Bits]
"""For each place in doubt (by its number), the rows in doubt."""

ByStatus = dict[Status, Bits]

_WORTH_A_RUN = 8
"""From so many rows in doubt, treating them together costs less than asking for each."""


def resolve(group: Group, places: Sequence[Place], doubts: Doubts) -> dict[int, ByStatus]:
    """Return, for each place in doubt, its rows in doubt by status."""
    found: dict[int, ByStatus] = {number: {} for number in doubts}
    left = dict(doubts)
    for number, bits in doubts.items():
        if bits.bit_count() >= _WORTH_A_RUN:
            function = group.law.function(places[number], group.rows[0].shape)
            if function is not None:
                left[number] = _read(group, function, places[number][1], bits, found[number])
    without = {n: b for n, b in left.items() if not found[n] and b.bit_count() >= _WORTH_A_RUN}
    for number, rows in _witnessed(group, places, without).items():
        found[number]["open"] = rows
        left[number] ^= rows
    for number, row, status in _one_by_one(group, places, left):
        found[number][status] = found[number].get(status, 0) | 1 << row
    return found


def _read(
    group: Group, function: ExactFunction, unit: int | None, asked: Bits, found: ByStatus
) -> Bits:
    """Add the verdicts on some rows to `found`, and return the rows to ask again."""
    verdict = function.verdict(lambda instance: group.possible(instance, unit), asked)
    bits = asked
    settled: ByStatus = {
        "established": verdict.established,
        "excluded": verdict.excluded,
        "contested": verdict.contested,
    }
    for status, rows in settled.items():
        bits ^= rows
        if function.is_sure:
            found[status] = rows
    found["open"] = bits
    return 0 if function.is_sure else asked ^ bits


def _witnessed(group: Group, places: Sequence[Place], doubts: Doubts) -> Doubts:
    """Return the rows shown open by draws: each run is for the rows that the last one left."""
    found = dict.fromkeys(doubts, 0)
    left = dict(doubts)
    for draws in group.law.draws:
        concerned = 0
        for bits in left.values():
            concerned |= bits
        numbers = rows_of(concerned)
        if not numbers:
            break
        ranks = {number: rank for rank, number in enumerate(numbers)}
        fewer = {
            place: sum(1 << ranks[number] for number in rows_of(bits))
            for place, bits in left.items()
            if bits
        }
        asked = group if len(numbers) == len(group.rows) else group.only(numbers)
        for place, bits in opened(asked, draws, places, fewer).items():
            rows = _back(bits, numbers)
            found[place] |= rows
            left[place] ^= rows
    return found


def _back(bits: Bits, numbers: Sequence[int]) -> Bits:
    """Return the rows of a group from the ranks of those that were kept."""
    return sum(1 << numbers[rank] for rank in rows_of(bits))


def _one_by_one(
    group: Group, places: Sequence[Place], asked: Doubts
) -> Iterator[tuple[int, int, Status]]:
    """Yield (number of the place, row, status) for what `Statuses` is asked."""
    by_row: dict[int, list[int]] = {}
    for number, bits in asked.items():
        for row in rows_of(bits):
            by_row.setdefault(row, []).append(number)
    if not by_row:
        return
    readings = Readings(group)
    for row, numbers in by_row.items():
        statuses = readings.statuses(row)
        for number in numbers:
            yield number, row, statuses.atom(*places[number]).status
