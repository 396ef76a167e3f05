"""Rows in doubt of the conclusions too wide for a function, with the statuses of `Statuses`.

From the cheapest to the dearest, each for the rows that the last one left: a few telling
completions on every row, draws on the rows left, each answer left open given all its values in turn
(`Statuses` does so past its cap), a large function where there is one, more draws, and `Statuses`
itself, row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from expert.batch.group import Group, rows_of
from expert.batch.law import Place
from expert.batch.readings import Readings, RowReading
from expert.batch.rows import ONE_PASSAGE
from expert.batch.wide import Wide
from expert.batch.witnesses import Seen, witnesses
from expert.inference.diagrams import DiagramTooLargeError
from expert.inference.functions import INTERVIEW_CAP
from expert.inference.one_answer import Trials, open_among, try_each_value
from expert.inference.statuses import Statuses
from expert.inference.worlds import Bits
from expert.status import Status

ByStatus = dict[Status, Bits]

Doubts = dict[int, Bits]
"""For each place in doubt (by its number), the rows in doubt."""

Run = Callable[[Group, Sequence[tuple[int, Place]]], dict[int, Seen]]
"""From a group and the places in doubt, each with its number: the witnesses met."""

_WORTH_A_LARGE_FUNCTION = 32
"""From so many rows left in one group, building a large function costs less than asking."""

_FIRST = 3
"""Draws that show most of what is open: past them, what is settled is nearly all that is left."""

_SAMPLE = 256
"""Rows on which the answers that settle something on their own are looked for."""

_FAR_BELOW = INTERVIEW_CAP // 4

_WORTH_A_RUN = 8
"""From so many rows in doubt, a run together costs less than asking for each."""


def settle_wide(group: Group, places: Sequence[Place], doubts: Doubts) -> dict[int, ByStatus]:
    """Return, for each place in doubt, its rows in doubt by status."""
    found: dict[int, ByStatus] = {number: {} for number in doubts}
    left = dict(doubts)
    for status, shown in _together(group, places, left):
        for number, bits in shown.items():
            rows = bits & left[number]
            left[number] ^= rows
            found[number][status] = found[number].get(status, 0) | rows
    for number, row, status in _one_by_one(group, places, left):
        found[number][status] = found[number].get(status, 0) | 1 << row
    return found


def _together(
    group: Group, places: Sequence[Place], left: Mapping[int, Bits]
) -> Iterator[tuple[Status, Doubts]]:
    """Yield a status and rows that have it; `left` is what the caller has not been told yet."""
    if not any(bits.bit_count() >= _WORTH_A_RUN for bits in left.values()):
        return
    wide = group.law.wide(places[number][0] for number in left)
    single = group.rows[0].shape == ONE_PASSAGE
    seen = {number: Seen() for number in left}
    runs: list[Run] = [partial(witnesses, wide.settler, draws) for draws in wide.draws]
    if single:
        yield from _witnessed(group, places, left, seen, [wide.completions.tried, *runs[:_FIRST]])
        yield from _whatever_one_answer(group, places, left)
        yield from _read(group, places, left)
        runs = runs[_FIRST:]
    yield from _witnessed(group, places, left, seen, runs)


def _witnessed(
    group: Group,
    places: Sequence[Place],
    left: Mapping[int, Bits],
    seen: Mapping[int, Seen],
    runs: Iterable[Run],
) -> Iterator[tuple[Status, Doubts]]:
    """Yield the rows shown open by witnesses: each run is for the rows that the last ones left."""
    part = None
    for run in runs:
        part = _Part.of(group, left, part)
        if part is None:
            return
        still = [(number, places[number]) for number, bits in left.items() if bits]
        for number, found in run(part.group, still).items():
            seen[number].held |= part.back(found.held)
            seen[number].failed |= part.back(found.failed)
            seen[number].settled |= part.back(found.settled)
        yield "open", {number: seen[number].shown_open() for number, _ in still}


def _read(
    group: Group, places: Sequence[Place], left: Mapping[int, Bits]
) -> Iterator[tuple[Status, Doubts]]:
    """Yield the rows that a large function, where there is one, shows open.

    What it shows settled is asked again: `Statuses` may meet its cap there.
    """
    part = _Part.of(group, left)
    if part is None:
        return
    shape, every = group.rows[0].shape, part.group.every
    for number, bits in left.items():
        if bits.bit_count() >= _WORTH_A_LARGE_FUNCTION:
            place = places[number]
            function = group.law.function(place, shape, large=True)
            if function is not None:
                verdict = function.verdict(partial(part.group.possible, unit=place[1]), every)
                settled = verdict.established | verdict.excluded | verdict.contested
                yield "open", {number: part.back(every ^ settled)}


def _whatever_one_answer(
    group: Group, places: Sequence[Place], left: Mapping[int, Bits]
) -> Iterator[tuple[Status, Doubts]]:
    """Yield the rows settled whatever one answer is.

    `Statuses` tries every answer; here, those that settled something on the first rows met.
    """
    part = _Part.of(group, left)
    if part is None:
        return
    law = group.law
    wide = law.wide(places[number][0] for number, bits in left.items() if bits)
    if wide.sampled < _SAMPLE:
        sample = part.group.only(range(min(_SAMPLE, len(part.numbers))))
        trials, tried = _tried(sample, wide, None)
        wide.telling |= {tried[rank] for node in wide.nodes for rank in trials.telling(node)}
        wide.sampled += len(sample.rows)
    trials, _ = _tried(part.group, wide, wide.telling)
    pairs = {n: trials.settled(law.node(places[n][0])) for n, bits in left.items() if bits}
    yield "established", {number: part.back(holds) for number, (holds, _) in pairs.items()}
    yield "excluded", {number: part.back(fails) for number, (_, fails) in pairs.items()}


def _tried(group: Group, wide: Wide, among: set[int] | None) -> tuple[Trials, list[int]]:
    """Return what comes of each answer of some rows given each value, and the answers tried."""
    program, given = group.law.program, group.units[0]
    asked = wide.facts if among is None else [fact for fact in wide.facts if fact in among]
    tried = open_among(asked, given, group.every)
    rows = len(group.rows)
    return try_each_value(program, wide.nodes, given, tried, rows, group.closed), tried


@dataclass(frozen=True)
class _Part:
    """The rows of a group that are still in doubt, as a group of their own."""

    group: Group
    numbers: Sequence[int]

    @classmethod
    def of(
        cls, group: Group, left: Mapping[int, Bits], before: _Part | None = None
    ) -> _Part | None:
        """Return the part still in doubt, or None when nothing is.

        The part before is good enough while half of its rows are still in doubt.
        """
        concerned = 0
        for bits in left.values():
            concerned |= bits
        if not concerned:
            return None
        if before is not None and 2 * concerned.bit_count() > len(before.numbers):
            return before
        numbers = rows_of(concerned)
        whole = len(numbers) == len(group.rows)
        return cls(group if whole else group.only(numbers), numbers)

    def back(self, bits: Bits) -> Bits:
        """Return rows of the part as rows of the group."""
        if not bits:
            return 0
        kept = bytearray(b"0" * (self.numbers[-1] + 1))
        for rank in rows_of(bits):
            kept[-1 - self.numbers[rank]] = 49
        return int(kept, 2)


def _one_by_one(
    group: Group, places: Sequence[Place], asked: Doubts
) -> Iterator[tuple[int, int, Status]]:
    """Yield (number of the place, row, status) for what `Statuses` is asked."""
    part = _Part.of(group, asked)
    if part is None:
        return
    atoms = [places[number][0] for number, bits in asked.items() if bits]
    readings = Readings(part.group, atoms)
    for rank, row in enumerate(part.numbers):
        asker = _Asker(group, readings.of(rank))
        for number, bits in asked.items():
            if bits >> row & 1:
                yield number, row, asker.status(places[number])


class _Asker:
    """Asks `Statuses` about one row, unless it was asked of another with the same residue."""

    def __init__(self, group: Group, reading: RowReading) -> None:
        self._law = group.law
        self._single = group.rows[0].shape == ONE_PASSAGE
        self._reading = reading

    def status(self, place: Place) -> Status:
        """Return the status of a conclusion on a unit."""
        if not self._single:
            return self._statuses.atom(*place).status
        node = self._law.node(place[0])
        return self._law.residues.status(self._reading, node, lambda: self._asked(place))

    @cached_property
    def _statuses(self) -> Statuses:
        return Statuses(self._reading.situation, reading=self._reading)

    def _asked(self, place: Place) -> tuple[Status, bool]:
        """Return a status, and whether every row with the same residue has it.

        Where the function is far below its cap, nothing else moves it.
        """
        atom, unit = place
        found = self._statuses.atom(atom, unit)
        try:
            function = self._statuses.function(self._law.node(atom), unit)
        except DiagramTooLargeError:
            return found.status, False
        return found.status, len(function.table.levels) < _FAR_BELOW
