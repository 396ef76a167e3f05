"""A group of rows of one day and one shape: what each conclusion is on each of them.

Two columns: the status, and the status if nothing more is proved. Where the three-valued run
settles a row, that is its status, as for `Statuses`, which asks the same reference first; what it
leaves in doubt goes to `exact`. An established, excluded or contested conclusion stays so whatever
is presumed: only the open ones are judged again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expert.batch.columns import Possible, possible_columns, presumed, with_unanswered
from expert.batch.exact import Doubts, Rows, resolve
from expert.batch.law import DayLaw, Place
from expert.batch.rows import ONE_PASSAGE, Row
from expert.inference.worlds import Bits
from expert.status import Status

ByStatus = dict[Status, Bits]
"""For each status, the rows that have it: each asked row is in exactly one."""


@dataclass(frozen=True)
class Concluded:
    """One conclusion on one unit, for every row of a group.

    `if_unproved` is only about the rows where it is open: elsewhere it is the same status.
    """

    place: Place
    statuses: ByStatus
    if_unproved: ByStatus


def conclude(law: DayLaw, rows: Sequence[Row]) -> list[Concluded]:
    """Return the wanted conclusions of rows of one day and one shape, in the order of the base."""
    places = law.places(rows[0].shape)
    group = _Group(law, rows, places)
    first = group.judge(group.given, [group.every] * len(places), presuming=False)
    if_nothing_more = [group.presumed(unit) for unit in group.given]
    second = group.judge(if_nothing_more, [found["open"] for found in first], presuming=True)
    return [Concluded(*found) for found in zip(places, first, second, strict=True)]


class _Group:
    """The columns of a group, and its judgement."""

    def __init__(self, law: DayLaw, rows: Sequence[Row], places: Sequence[Place]) -> None:
        self.law, self.rows, self.places = law, rows, places
        self.every = (1 << len(rows)) - 1
        self.closed = sum(1 << number for number, row in enumerate(rows) if row.closed)
        self.given = self._columns()

    def _columns(self) -> list[Possible]:
        """Return the columns of each unit, those of the incident included."""
        sets, widths, count = self.rows[0].marks.sets, self.law.widths, len(self.rows)
        common = possible_columns([row.incident for row in self.rows], sets, widths, count)
        if self.rows[0].shape == ONE_PASSAGE:
            return [common]
        return [
            common | possible_columns([r.units[unit] for r in self.rows], sets, widths, count)
            for unit in range(len(self.rows[0].units))
        ]

    def presumed(self, given: Possible) -> Possible:
        """Return the columns of a unit where the presumptions stand for what is not proved."""
        found = dict(given)
        for variable, values in self.law.presumptions.items():
            column = given.get(variable) or [self.every] * self.law.widths[variable]
            found[variable] = presumed(column, values, self.every)
        return found

    def judge(
        self, columns: Sequence[Possible], asked: Sequence[Bits], *, presuming: bool
    ) -> list[ByStatus]:
        """Return the statuses of each place on the rows it is asked for."""
        if not any(asked):
            return [dict.fromkeys(("established", "excluded", "contested", "open"), 0)] * len(asked)
        law, every = self.law, self.every
        full = [with_unanswered(unit, law.widths, every) for unit in columns]
        settled = law.settler.settle(full, len(self.rows), self.closed)
        found: list[ByStatus] = []
        doubts: Doubts = {}
        for number, ((atom, unit), rows) in enumerate(zip(self.places, asked, strict=True)):
            holds, fails = settled.pair(law.node(atom), unit)
            found.append({"established": holds & rows, "excluded": fails & rows})
            doubt = rows & (every ^ (holds | fails))
            if doubt:
                doubts[number] = doubt
        group = Rows(law, self.rows, columns, self.closed, presuming)
        exact = resolve(group, self.places, doubts)
        for number, statuses in enumerate(found):
            statuses["contested"] = statuses["open"] = 0
            for status, rows in exact.get(number, {}).items():
                statuses[status] |= rows
        return found
