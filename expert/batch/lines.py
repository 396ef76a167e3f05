"""The lines of a file, in blocks: each with its number, however it ends, however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LONGEST_LINE = 1_000_000
"""Longest line read, in bytes: the size allowed to a file of one incident."""

LINES_IN_A_BLOCK = 6_144
_BYTES_IN_A_BLOCK = 16_000_000


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines: the number of the first, where they end in the file, their bytes.

    A line that is too long is None: it was skipped, not kept.
    """

    first: int
    end: int
    lines: tuple[bytes | None, ...]


def read_blocks(
    stream: BinaryIO, *, first: int = 1, offset: int = 0, size: int = LINES_IN_A_BLOCK
) -> Iterator[Block]:
    """Yield the lines of a stream that stands at `offset`, whose next line has the number `first`.

    A block is also ended by its weight, so that long lines do not fill the memory.
    """
    lines: list[bytes | None] = []
    held = 0
    while True:
        raw = stream.readline(LONGEST_LINE + 2)
        if not raw:
            break
        offset += len(raw)
        kept: bytes | None = raw
        if len(raw.rstrip(b"\r\n")) > LONGEST_LINE:
            kept = None
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(LONGEST_LINE)
                offset += len(raw)
        lines.append(kept)
        held += len(kept or b"")
        if len(lines) >= size or held >= _BYTES_IN_A_BLOCK:
            yield Block(first, offset, tuple(lines))
            first, lines, held = first + len(lines), [], 0
    if lines:
        yield Block(first, offset, tuple(lines))
