"""The rows of a group as columns: for each variable and value, the rows where it is possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from expert.batch.marks import Mark, Sets
from expert.inference.worlds import Bits, settled

Possible = dict[int, list[Bits]]
"""For each variable index, one integer a value: the rows in which it is possible."""


def possible_columns(
    rows: Iterable[Sequence[Mark]], sets: Sequence[Sets], widths: Sequence[int], count: int
) -> Possible:
    """Return the columns of `count` rows of marks: a variable nobody answered may have any value.

    Only the variables that some row answers are in it (`with_unanswered` adds the others).
    """
    buffers: dict[Mark, bytearray] = {}
    size = (count + 7) // 8
    for number, row in enumerate(rows):
        byte, bit = number >> 3, 1 << (number & 7)
        for mark in row:
            try:
                buffers[mark][byte] |= bit
            except KeyError:
                buffers[mark] = buffer = bytearray(size)
                buffer[byte] = bit
    given: Possible = {}
    answered: dict[int, Bits] = {}
    for mark, buffer in buffers.items():
        bits = int.from_bytes(buffer, "little")
        for variable, values in sets[mark]:
            column = given.get(variable)
            if column is None:
                column = given[variable] = [0] * widths[variable]
            for value in values:
                column[value] |= bits
            answered[variable] = answered.get(variable, 0) | bits
    every = (1 << count) - 1
    for variable, column in given.items():
        rest = every ^ answered[variable]
        if rest:
            given[variable] = [bits | rest for bits in column]
    return given


def with_unanswered(given: Possible, widths: Sequence[int], every: Bits) -> Possible:
    """Return the columns of every variable: those nobody answered may have any value."""
    wide = [every] * max(widths, default=0)
    return {variable: given.get(variable) or wide for variable in range(len(widths))}


def presumed(column: Sequence[Bits], values: frozenset[int], every: Bits) -> list[Bits]:
    """Return the column where what is not settled has the presumed values."""
    sure = settled(column)
    rest = every ^ sure
    return [bits & sure | (rest if value in values else 0) for value, bits in enumerate(column)]
