"""What a document is made of, whatever its form: headings, paragraphs, bullets, quoted words."""

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


Block = Heading | Paragraph | Bullets | Quotation


def bullets(items: Iterable[Item | str]) -> tuple[Bullets, ...]:
    """Return one list, or nothing when there is no item."""
    found = tuple(item if isinstance(item, Item) else Item(item) for item in items)
    return (Bullets(found),) if found else ()
