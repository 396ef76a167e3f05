"""What a document is made of, whatever its form: headings, text, points, words, tables, blanks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A title: level 1 for the document, 2 for a chapter, 3 inside a chapter."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list: what it is about (`strong`), what is said of it, and its own points.

    `address` is where to read more: only forms that can hold a long address show it.
    """

    text: str
    strong: str = ""
    items: tuple[Item, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the incident, shown exactly as they were typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a header; an empty cell is left for a person to fill in."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A line that a person fills in: a date, a name, a signature. Nothing is ever put there."""

    label: str


Block = Heading | Paragraph | Bullets | Quotation | Table | Blank

TO_FILL = "à remplir"
"""What is read aloud where a person writes."""

DOTS = "." * 40
"""What a person writes on, in plain text."""


def row_items(table: Table, blank: str = DOTS) -> tuple[Item, ...]:
    """Return the rows of a table as points, for forms too narrow to lay out columns.

    The first cell names the row; each other one is said under the title of its column.
    """
    return tuple(
        Item(
            "",
            row[0] or blank,
            tuple(
                Item(cell or blank, title)
                for title, cell in zip(table.header[1:], row[1:], strict=True)
            ),
        )
        for row in table.rows
    )


def bullets(items: Iterable[Item | str]) -> tuple[Bullets, ...]:
    """Return one list, or nothing when there is no item."""
    found = tuple(item if isinstance(item, Item) else Item(item) for item in items)
    return (Bullets(found),) if found else ()
