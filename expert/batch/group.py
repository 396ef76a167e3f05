"""Rows of one day and one shape, as columns: what each answer leaves possible, one bit a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from expert.batch.columns import Possible, possible_columns, presumed
from expert.batch.law import DayLaw
from expert.batch.rows import ONE_PASSAGE, Row
from expert.inference.functions import is_more_publications
from expert.inference.situation import INCIDENT, Instance, Situation
from expert.inference.worlds import Bits


@dataclass(frozen=True)
class Group:
    """Rows of one day and shape; `units` are the columns of each passage, incident included.

    With `presuming`, the presumptions stand for what is not proved.
    """

    law: DayLaw
    rows: Sequence[Row]
    units: Sequence[Possible]
    every: Bits
    closed: Bits
    presuming: bool = False

    @classmethod
    def of(cls, law: DayLaw, rows: Sequence[Row]) -> Group:
        """Return the group of some rows."""
        sets, widths, count = rows[0].marks.sets, law.widths, len(rows)
        units = [possible_columns([row.incident for row in rows], sets, widths, count)]
        if rows[0].shape != ONE_PASSAGE:
            units = [
                units[0] | possible_columns([row.units[unit] for row in rows], sets, widths, count)
                for unit in range(len(rows[0].units))
            ]
        closed = sum(1 << number for number, row in enumerate(rows) if row.closed)
        return cls(law, rows, units, (1 << count) - 1, closed)

    def presumed(self) -> Group:
        """Return the same rows « if nothing more is proved »."""
        units = []
        for given in self.units:
            found = dict(given)
            for variable, values in self.law.presumptions.items():
                column = given.get(variable) or [self.every] * self.law.widths[variable]
                found[variable] = presumed(column, values, self.every)
            units.append(found)
        return Group(self.law, self.rows, units, self.every, self.closed, presuming=True)

    def only(self, numbers: Iterable[int]) -> Group:
        """Return the group of some of its rows."""
        found = Group.of(self.law, [self.rows[number] for number in numbers])
        return found.presumed() if self.presuming else found

    def situation(self, number: int) -> Situation:
        """Return the situation of one row."""
        situation = self.law.situation(self.rows[number])
        return situation.presuming() if self.presuming else situation

    def possible(self, instance: Instance, unit: int | None) -> Sequence[Bits]:
        """Return the columns of an instance; `unit` is that of a conclusion on one passage."""
        variable, place = instance
        if is_more_publications(instance):
            return (self.every, self.every ^ self.closed)
        if unit is None and place != INCIDENT:
            scope = self.law.scopes[variable]
            unit = place if scope == "passage" else self._first_unit(place)
        found = self.units[unit or 0].get(variable)
        return found or [self.every] * self.law.widths[variable]

    def publication_of(self, unit: int) -> int:
        """Return the number of the publication of a unit."""
        shape = self.rows[0].shape
        return [n for n, listed in enumerate(shape) for _ in range(max(listed, 1))][unit]

    def _first_unit(self, publication: int) -> int:
        return sum(max(listed, 1) for listed in self.rows[0].shape[:publication])


def rows_of(bits: Bits) -> list[int]:
    """Return the rows of an integer, in order."""
    return [number for number, bit in enumerate(f"{bits:b}"[::-1]) if bit == "1"] if bits else []
