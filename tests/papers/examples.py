"""Papers made by hand, and what a reader finds in the files made from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pypdf

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
from expert.papers.making import person_paper, reader_paper
from expert.papers.paper import Paper, texts_of
from tests.documents.examples import assessment

DAY = date(2026, 11, 28)
DIGEST = "64e22c37f91c891c62b316e69685a38adeba9741a2c52ca420ebe127faee87c0"
READERS = ("manager", "rh", "juriste", "contradiction", "personne")

HOSTILE = (
    '#import "@preview/x:0.1.0": * #let a = 1 $ x^2 $ @b <c> *d* _e_ `f` \\ \\u{41} ] [ { } "g"',
    '#{ read("/etc/passwd") } #include "x.typ" #eval("1") // rien /* rien */ = Titre\n- point',
    "& <x> &amp; <w:br/> ]]> <!-- --> <?php ?> {{ titre }} {% for a in b %} {# c #} {_{ a }_} {%_",
    "\x00 \x07 \x1b[31m \x0b \x0c \x9b \u202e \u200b \ud800 \ufffe \uffff",
    "« ’ œ – … → ✓ 12\u202f000\u00a0€ № Œ ½ “x” \u2011 é e\u0301 Ж Ω",
    "mot" * 100,
    "https://exemple.invalid/" + "a/b-c_d?e=f&" * 40,
    "   trois espaces,\n\ttabulation\r\n\r\nligne vide avant 'apostrophe' \"droite\"",
    "😀 👩‍⚕️ ❤️ 日本 العربية 🇫🇷",
    "=cmd|' /C calc'!A0",
    "",
    " ",
)


def paper(*blocks: Block, **changes: Any) -> Paper:
    """Return a paper of some blocks."""
    values: dict[str, Any] = {
        "title": "Un document",
        "kind": "essai",
        "reader": "juriste",
        "blocks": blocks,
        "base_version": "2026.12.2",
        "base_digest": DIGEST,
        "software_version": "0.4.0",
        "day": DAY,
    }
    return Paper(**{**values, **changes})


def every_place(text: str) -> Paper:
    """Return a paper that holds a text everywhere one may stand."""
    inner = Item(text, text, (Item(text, items=(Item(text),)),), text)
    return paper(
        Heading(text, 1),
        Heading(text, 2),
        Paragraph(text),
        Heading(text, 3),
        Bullets((Item(text), inner)),
        Quotation(text),
        Table((text, "titre"), ((text, ""), ("", text))),
        Blank(text),
        title=text,
        kind=text,
        reader=text,
        pseudonym=text,
        base_version=text,
        base_digest=text,
        software_version=text,
    )


@cache
def of_reader(reader: str) -> Paper:
    """Return the paper of one reader, from an assessment made by hand."""
    made = assessment(base=assessment().base.model_copy(update={"digest": DIGEST}))
    return person_paper(made, DAY) if reader == "personne" else reader_paper(made, reader, DAY)


def many_chapters() -> Paper:
    """Return a paper of nine chapters on several pages."""
    blocks: list[Block] = [Heading("Un document", 1), Paragraph("Avant les chapitres.")]
    for number in range(1, 10):
        blocks += [Heading(f"Chapitre n° {number}"), Heading("Partie", 3)]
        blocks += [Paragraph(f"Phrase {number}, {line}. " * 12) for line in range(6)]
    return replace(paper(), blocks=tuple(blocks))


def pdf(content: bytes) -> pypdf.PdfReader:
    """Open a PDF."""
    return pypdf.PdfReader(BytesIO(content))


def word(content: bytes) -> Any:
    """Open a Word file."""
    return docx.Document(BytesIO(content))


def squeezed(text: str) -> str:
    """Return a text as two forms of it are compared: no space, no hyphen, one apostrophe."""
    return re.sub(r"[\s\u00ad\u200b•–·-]", "", text.replace("’", "'"))


def squeezed_texts(made: Paper) -> Iterator[str]:
    """Yield each text of a paper, squeezed, in order."""
    return (said for text in texts_of(made.body) if (said := squeezed(text)))


def find_in_order(texts: Iterator[str], whole: str) -> str:
    """Return the first text that does not stand in `whole` after the one before, or nothing."""
    at = 0
    for text in texts:
        found = whole.find(text, at)
        if found < 0:
            return text
        at = found + len(text)
    return ""
