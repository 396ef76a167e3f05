"""What the three-valued run leaves in doubt, settled exactly, with the statuses of `Statuses`.

Where many rows doubt of one conclusion, its function is built once, before any answer, and read on
all of them (`ExactFunction`). The others, and the conclusions whose function is too large for that,
are asked of `Statuses` row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from expert.batch.columns import Possible
from expert.batch.law import DayLaw, Place
from expert.batch.rows import Row
from expert.inference.diagram_worlds import ExactFunction
from expert.inference.functions import is_more_publications
from expert.inference.situation import INCIDENT, Instance
from expert.inference.statuses import Statuses
from expert.inference.worlds import Bits
from expert.status import Status

Doubts = dict[int, Bits]
"""For each place in doubt (by its number), the rows in doubt."""

_WORTH_A_FUNCTION = 8
"""From so many rows in doubt, building the function before any answer costs less than asking."""

_LARGE = 500
"""Past so many nodes, a verdict other than « open » is asked again of `Statuses`: it may have met
its own cap on the way."""


@dataclass(frozen=True)
class Rows:
    """The rows of a group: as they were read, and as the columns of each unit."""

    law: DayLaw
    rows: Sequence[Row]
    columns: Sequence[Possible]
    closed: Bits
    presuming: bool

    @property
    def every(self) -> Bits:
        """Every row."""
        return (1 << len(self.rows)) - 1

    def possible(self, instance: Instance, unit: int | None) -> Sequence[Bits]:
        """Return the columns of an instance; `unit` is that of a conclusion on one passage."""
        variable, place = instance
        if is_more_publications(instance):
            return (self.every, self.every ^ self.closed)
        if unit is None and place != INCIDENT:
            scope = self.law.scopes[variable]
            unit = place if scope == "passage" else self._first_unit(place)
        found = self.columns[unit or 0].get(variable)
        return found or [self.every] * self.law.widths[variable]

    def _first_unit(self, publication: int) -> int:
        return sum(max(listed, 1) for listed in self.rows[0].shape[:publication])


def resolve(group: Rows, places: Sequence[Place], doubts: Doubts) -> dict[int, dict[Status, Bits]]:
    """Return, for each place in doubt, its rows in doubt by status."""
    found: dict[int, dict[Status, Bits]] = {number: {} for number in doubts}
    asked: Doubts = {}
    for number, bits in doubts.items():
        rest = bits
        if bits.bit_count() >= _WORTH_A_FUNCTION:
            function = group.law.function(places[number], group.rows[0].shape)
            if function is not None:
                found[number] = _read(group, function, places[number][1], bits)
                rest = 0
                if function.size > _LARGE:
                    opened = found[number]["open"]
                    rest, found[number] = bits ^ opened, {"open": opened}
        if rest:
            asked[number] = rest
    for number, row, status in _one_by_one(group, places, asked):
        found[number][status] = found[number].get(status, 0) | 1 << row
    return found


def _read(group: Rows, function: ExactFunction, unit: int | None, bits: Bits) -> dict[Status, Bits]:
    verdict = function.verdict(lambda instance: group.possible(instance, unit), group.every)
    found: dict[Status, Bits] = {
        "established": verdict.established & bits,
        "excluded": verdict.excluded & bits,
        "contested": verdict.contested & bits,
    }
    settled = found["established"] | found["excluded"] | found["contested"]
    return {**found, "open": bits ^ settled}


def _one_by_one(
    group: Rows, places: Sequence[Place], asked: Doubts
) -> Iterator[tuple[int, int, Status]]:
    """Yield (number of the place, row, status) for what `Statuses` is asked."""
    by_row: dict[int, list[int]] = {}
    for number, bits in asked.items():
        for row in rows_of(bits):
            by_row.setdefault(row, []).append(number)
    for row, numbers in by_row.items():
        situation = group.law.situation(group.rows[row])
        statuses = Statuses(situation.presuming() if group.presuming else situation)
        for number in numbers:
            yield number, row, statuses.atom(*places[number]).status


def rows_of(bits: Bits) -> Iterator[int]:
    """Yield the rows of an integer, in order."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
