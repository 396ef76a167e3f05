"""What the three-valued run leaves in doubt, settled exactly, with the statuses of `Statuses`.

Where many rows doubt of one conclusion, its function is built once, before any answer, and read on
all of them (`ExactFunction`). Where that function is too large, draws look for witnesses that the
conclusion is open. `Statuses` is asked the rest, row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expert.batch.group import Group, rows_of
from expert.batch.law import Place
from expert.batch.witnesses import opened
from expert.inference.diagram_worlds import ExactFunction
from expert.inference.statuses import Statuses
from expert.inference.worlds import Bits
from expert.status import Status

Doubts = dict[int, Bits]
"""For each place in doubt (by its number), the rows in doubt."""

ByStatus = dict[Status, Bits]

_WORTH_A_RUN = 8
"""From so many rows in doubt, treating them together costs less than asking for each."""

_LARGE = 500
"""Past so many nodes, a verdict other than « open » is asked again of `Statuses`: it may have met
its own cap on the way."""


def resolve(group: Group, places: Sequence[Place], doubts: Doubts) -> dict[int, ByStatus]:
    """Return, for each place in doubt, its rows in doubt by status."""
    found: dict[int, ByStatus] = {}
    left: Doubts = {}
    without_function: Doubts = {}
    for number, bits in doubts.items():
        if bits.bit_count() < _WORTH_A_RUN:
            left[number] = bits
            continue
        function = group.law.function(places[number], group.rows[0].shape)
        if function is None:
            without_function[number] = bits
            continue
        found[number] = _read(group, function, places[number][1], bits)
        if function.size > _LARGE:
            found[number] = {"open": found[number]["open"]}
            left[number] = bits ^ found[number]["open"]
    for number, rows in _witnessed(group, places, without_function).items():
        found[number] = {"open": rows}
        left[number] = doubts[number] ^ rows
    for number, row, status in _one_by_one(group, places, left):
        statuses = found.setdefault(number, {})
        statuses[status] = statuses.get(status, 0) | 1 << row
    return found


def _read(group: Group, function: ExactFunction, unit: int | None, bits: Bits) -> ByStatus:
    verdict = function.verdict(lambda instance: group.possible(instance, unit), group.every)
    found: ByStatus = {
        "established": verdict.established & bits,
        "excluded": verdict.excluded & bits,
        "contested": verdict.contested & bits,
    }
    settled = found["established"] | found["excluded"] | found["contested"]
    return {**found, "open": bits ^ settled}


def _witnessed(group: Group, places: Sequence[Place], doubts: Doubts) -> Doubts:
    """Return the rows shown open by draws; only the rows in doubt take part."""
    concerned = 0
    for bits in doubts.values():
        concerned |= bits
    numbers = rows_of(concerned)
    if 2 * len(numbers) > len(group.rows):
        return opened(group, places, doubts)
    if not numbers:
        return {}
    ranks = {number: rank for rank, number in enumerate(numbers)}
    fewer = {
        place: sum(1 << ranks[number] for number in rows_of(bits)) for place, bits in doubts.items()
    }
    found = opened(group.only(numbers), places, fewer)
    return {
        place: sum(1 << numbers[rank] for rank in rows_of(bits)) for place, bits in found.items()
    }


def _one_by_one(
    group: Group, places: Sequence[Place], asked: Doubts
) -> Iterator[tuple[int, int, Status]]:
    """Yield (number of the place, row, status) for what `Statuses` is asked."""
    by_row: dict[int, list[int]] = {}
    for number, bits in asked.items():
        for row in rows_of(bits):
            by_row.setdefault(row, []).append(number)
    for row, numbers in by_row.items():
        statuses = Statuses(group.situation(row))
        for number in numbers:
            yield number, row, statuses.atom(*places[number]).status
