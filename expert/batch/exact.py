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
from expert.batch.witnesses import Seen, witnesses
from expert.inference.diagram_worlds import ExactFunction
from expert.inference.situation import Instance
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
    left, shape = dict(doubts), group.rows[0].shape
    for number, bits in doubts.items():
        if bits.bit_count() >= _WORTH_A_RUN or group.law.has_function(places[number], shape):
            function = group.law.function(places[number], shape)
            if function is not None:
                left[number] = _read(group, function, places[number], bits, found[number])
    without = {n: b for n, b in left.items() if not found[n] and b.bit_count() >= _WORTH_A_RUN}
    for number, rows in _witnessed(group, places, without).items():
        found[number]["open"] = rows
        left[number] ^= rows
    for number, row, status in _one_by_one(group, places, left):
        found[number][status] = found[number].get(status, 0) | 1 << row
    return found


def _read(
    group: Group, function: ExactFunction, place: Place, asked: Bits, found: ByStatus
) -> Bits:
    """Add the verdicts on some rows to `found`, and return the rows to ask again.

    What is open here is open for `Statuses`; the rest may be open for it, past its cap.
    """

    def possible(instance: Instance) -> Sequence[Bits]:
        return group.possible(instance, place[1])

    verdict = function.verdict(possible, asked)
    settled = verdict.established | verdict.excluded | verdict.contested
    found["open"] = asked ^ settled
    sure = settled
    if not function.is_sure and settled:
        sure = group.law.fitting(place, group.rows[0].shape).among(possible, settled)
    found["established"] = verdict.established & sure
    found["excluded"] = verdict.excluded & sure
    found["contested"] = verdict.contested & sure
    return settled ^ sure


def _witnessed(group: Group, places: Sequence[Place], doubts: Doubts) -> Doubts:
    """Return the rows shown open by draws: each run is for the rows that the last ones left."""
    if not doubts:
        return {}
    seen = {number: Seen() for number in doubts}
    left = dict(doubts)
    wide = group.law.wide(places[number][0] for number in doubts)
    for draws in wide.draws:
        concerned = 0
        for bits in left.values():
            concerned |= bits
        numbers = rows_of(concerned)
        if not numbers:
            break
        asked = group if len(numbers) == len(group.rows) else group.only(numbers)
        still = [number for number, bits in left.items() if bits]
        for place, found in witnesses(
            asked, wide.settler, draws, [(n, places[n]) for n in still]
        ).items():
            seen[place].held |= _back(found.held, numbers)
            seen[place].failed |= _back(found.failed, numbers)
            seen[place].settled |= _back(found.settled, numbers)
            left[place] = doubts[place] & ~seen[place].shown_open()
    return {place: doubts[place] ^ bits for place, bits in left.items()}


def _back(bits: Bits, numbers: Sequence[int]) -> Bits:
    """Return the rows of a group from the ranks of those that were kept."""
    if not bits:
        return 0
    kept = bytearray(b"0" * (numbers[-1] + 1))
    for rank in rows_of(bits):
        kept[-1 - numbers[rank]] = 49
    return int(kept, 2)


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
    readings = Readings(group, (places[number][0] for number, bits in asked.items() if bits))
    for row, numbers in by_row.items():
        statuses = readings.statuses(row)
        for number in numbers:
            yield number, row, statuses.atom(*places[number]).status
