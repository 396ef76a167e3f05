"""A paper: an outline, and what its pages must say of themselves whatever their form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from expert.calendar import french_date
from expert.documents.outline import (
    Blank,
    Block,
    Bullets,
    Heading,
    Item,
    Paragraph,
    Quotation,
    Table,
)
from expert.plain_text import one_line, shortened
from knowledge.errors import InputError, Place

DRAFT: Final = "PROJET"
"""What the head of every page says until a person has recorded a reason."""

NOTICE: Final = "Ce document n'est pas une décision."
"""What the foot of every page says."""

_ANONYMISED: Final = "Version anonymisée"

_DRAFT_SENTENCE: Final = (
    "Projet, non définitif : aucune personne n'a enregistré de décision motivée pour ce document."
)
_UNTITLED: Final = "Document sans titre"
_HEAD_LENGTH: Final = 90
_MOST_CHARACTERS: Final = 2_000_000
_MOST_BLOCKS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Paper:
    """One document to lay out.

    `kind` is its id (« qualification »), `reader` for whom, in words; `pseudonym` names the case
    without naming a person. It is a draft unless told otherwise: only the record of a person's
    reason makes it a document.
    """

    title: str
    kind: str
    reader: str
    blocks: tuple[Block, ...]
    base_version: str
    base_digest: str
    software_version: str
    day: date
    draft: bool = True
    anonymised: bool = False
    pseudonym: str = ""

    def __post_init__(self) -> None:
        """Name what has no title; refuse what no office would open. Raises `InputError`."""
        if not one_line(self.title):
            object.__setattr__(self, "title", _UNTITLED)
        size = sum(len(text) for text in texts_of(self.blocks))
        if size > _MOST_CHARACTERS or len(self.blocks) > _MOST_BLOCKS:
            raise InputError(
                Place("document"),
                f"il est trop long pour être mis en page ({size} caractères ; au plus "
                f"{_MOST_CHARACTERS})",
            )

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks without the first title when it only repeats the title of the paper."""
        match self.blocks:
            case (Heading(text, 1), *rest) if one_line(text) == one_line(self.title):
                return tuple(rest)
        return self.blocks

    @property
    def head(self) -> str:
        """What the head of a page says beside the mark of a draft."""
        said = [self.anonymised_words, one_line(self.pseudonym or self.title)]
        return shortened(" · ".join(part for part in said if part), _HEAD_LENGTH)

    @property
    def identity(self) -> str:
        """Which law and which software made it, on what day: one line at the foot of a page."""
        return (
            f"Base de règles {one_line(self.base_version)}, empreinte {one_line(self.base_digest)}"
            f" · Qualif {one_line(self.software_version)} · {french_date(self.day)}"
        )

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is said under the title: label and value, in order."""
        told = {
            "Dossier": one_line(self.pseudonym),
            "Pour": one_line(self.reader),
            "Établi le": french_date(self.day),
            "Base de règles": one_line(self.base_version),
            "Version": "anonymisée" if self.anonymised else "",
        }
        return tuple((label, value) for label, value in told.items() if value)

    @property
    def anonymised_words(self) -> str:
        """« Version anonymisée », or nothing."""
        return _ANONYMISED if self.anonymised else ""

    @property
    def state(self) -> str:
        """The sentence of a draft, or nothing."""
        return _DRAFT_SENTENCE if self.draft else ""


def texts_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield every text of an outline, in order."""
    for block in blocks:
        match block:
            case Heading(text) | Paragraph(text) | Quotation(text) | Blank(text):
                yield text
            case Table(header, rows):
                yield from (cell for row in (header, *rows) for cell in row)
            case Bullets(items):
                for item in items:
                    yield from _item_texts(item)
            case _:
                assert_never(block)


def _item_texts(item: Item) -> Iterator[str]:
    yield from (text for text in (item.strong, item.text, item.address) if text)
    for inner in item.items:
        yield from _item_texts(inner)
