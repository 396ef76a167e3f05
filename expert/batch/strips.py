"""Texts of many rows at once: what a few conclusions are together is a number, its text made once.

A *strip* is a list to write for each row: of each conclusion, the text of the state it is in, or
nothing. Its conclusions are cut in *panes* of a few, so that the states of a pane hold in two
bytes. One addition of wide integers, a byte a row, gives the number of every row; the rows of a
file share few of them, so that writing a row is a look-up a pane.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from sys import byteorder

from expert.inference.worlds import Bits

_ZERO_ONE = bytes.maketrans(b"01", b"\x00\x01")
_BYTE = 256
_MOST_KEPT = 1_000
"""Texts kept by one pane."""

Choices = Sequence[str]
"""The texts of one conclusion, one a state; in no state, nothing is written."""

States = Sequence[Bits]
"""For each text of one conclusion, the rows where it is written: each row is in one at most."""


class Strip:
    """A list written for each row."""

    def __init__(self, conclusions: Sequence[Choices]) -> None:
        halves = list(_halves(conclusions))
        pairs = [halves[start : start + 2] for start in range(0, len(halves), 2)]
        self._panes = [_Pane(pair) for pair in pairs]

    def texts(self, states: Sequence[States], rows: int) -> Iterator[str]:
        """Return the text of each row, made when it is reached: a block of them weighs much."""
        columns = []
        start = 0
        for pane in self._panes:
            shown = states[start : start + pane.size]
            start += pane.size
            if any(map(any, shown)):
                columns.append(pane.texts(shown, rows))
        return map("".join, zip(*columns, strict=True)) if columns else repeat("", rows)


def _halves(conclusions: Sequence[Choices]) -> Iterator[list[Choices]]:
    """Yield the conclusions, in order, by as many as have their states in one byte."""
    half: list[Choices] = []
    size = 1
    for choices in conclusions:
        if size * (len(choices) + 1) > _BYTE:
            yield half
            half, size = [], 1
        half.append(choices)
        size *= len(choices) + 1
    if half:
        yield half


class _Pane(dict[int, str]):
    """The texts of the combinations met; two halves, a byte each."""

    def __init__(self, halves: Sequence[Sequence[Choices]]) -> None:
        super().__init__()
        self._halves = halves
        self.size = sum(map(len, halves))

    def texts(self, states: Sequence[States], rows: int) -> list[str]:
        """Return the text of each row."""
        if len(self) > _MOST_KEPT:
            self.clear()
        numbers = bytearray(2 * rows)
        start = 0
        order = (0, 1) if byteorder == "little" else (1, 0)
        for byte, half in zip(order, self._halves, strict=False):
            total, weight = 0, 1
            for choices, one in zip(half, states[start:], strict=False):
                for state, bits in enumerate(one, start=1):
                    if bits:
                        total += _a_byte_a_row(bits, rows) * (weight * state)
                weight *= len(choices) + 1
            start += len(half)
            numbers[byte::2] = total.to_bytes(rows, "little")
        return list(map(self.__getitem__, memoryview(numbers).cast("H")))

    def __missing__(self, number: int) -> str:
        found, rest = [], number
        for half in self._halves:
            rest, left = divmod(rest, _BYTE)
            for choices in half:
                left, state = divmod(left, len(choices) + 1)
                if state:
                    found.append(choices[state - 1])
        self[number] = text = "".join(found)
        return text


def _a_byte_a_row(bits: Bits, rows: int) -> int:
    """Return the bits of some rows spread, one a byte."""
    return int.from_bytes(f"{bits:0{rows}b}".encode().translate(_ZERO_ONE), "big")
