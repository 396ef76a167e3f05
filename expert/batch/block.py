"""A block of lines qualified: texts in the order of the lines, and the sentences of the refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from expert.batch.conclude import conclude
from expert.batch.flat_lines import FlatLines
from expert.batch.law import DayLaw, Laws
from expert.batch.lines import Block
from expert.batch.marks import Marks
from expert.batch.rows import Row, RowReader, Shape
from expert.batch.writing import Form, RowWriter
from expert.plain_text import clean
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError

_MOST_WRITERS = 32
"""Days and shapes whose texts are kept."""


@dataclass(frozen=True)
class Job:
    """What is asked of a whole file, and is the same for each of its blocks."""

    file: str
    today: date
    examined_on: date | None
    profile: str
    form: Form
    every: bool
    header: tuple[str, ...] | None
    delimiter: str


@dataclass(frozen=True)
class Qualified:
    """What one block gave, ready to be written: bytes, the refusals, and how many of each."""

    end: int
    lines: int
    done: int
    refused: int
    written: bytes | bytearray
    refusals: bytes


class BlockQualifier:
    """Qualifies the blocks of one file, in one process."""

    def __init__(self, base: KnowledgeBase, job: Job) -> None:
        self._job = job
        self._laws = Laws(base, job.profile)
        self._writers: dict[tuple[DayLaw, Shape], RowWriter] = {}
        self._reader = RowReader(
            job.file, self._marks, job.today, job.examined_on, job.header, job.delimiter
        )
        self._flat = FlatLines(self._reader, self._marks) if job.header is None else None

    def _marks(self, day: date) -> Marks:
        return self._laws.of(day).marks

    def qualify(self, block: Block) -> Qualified:
        """Qualify every line of a block that can be read."""
        rows: list[Row] = []
        refusals: list[str] = []
        for number, raw in enumerate(block.lines, start=block.first):
            try:
                row = self._flat.row(number, raw) if self._flat else None
                row = row or self._reader.row(number, raw)
            except InputError as error:
                refusals.append(clean(str(error)) + "\n")
            else:
                if row is not None:
                    rows.append(row)
        written = bytearray()
        for text in self._texts(rows):
            written += text.encode()
        return Qualified(
            end=block.end,
            lines=len(block.lines),
            done=len(rows),
            refused=len(refusals),
            written=written,
            refusals="".join(refusals).encode("utf-8", "backslashreplace"),
        )

    def _texts(self, rows: Sequence[Row]) -> list[str]:
        """Return the text of each row, in order; rows of one day and shape go together."""
        groups: dict[tuple[Marks, Shape], list[int]] = {}
        for number, row in enumerate(rows):
            groups.setdefault((row.marks, row.shape), []).append(number)
        texts = [""] * len(rows)
        for numbers in groups.values():
            group = [rows[number] for number in numbers]
            law = self._laws.of(group[0].day)
            written = self._writer(law, group[0].shape).texts(group, conclude(law, group))
            for number, text in zip(numbers, written, strict=True):
                texts[number] = text
        return texts

    def _writer(self, law: DayLaw, shape: Shape) -> RowWriter:
        writer = self._writers.get((law, shape))
        if writer is None:
            if len(self._writers) >= _MOST_WRITERS:
                self._writers.clear()
            writer = RowWriter(law, shape, self._job.form, every=self._job.every)
            self._writers[law, shape] = writer
        return writer
