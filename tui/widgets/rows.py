"""The rows that can be chosen, and how each is written: a glyph that is not a colour, a letter."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase
from typing import NamedTuple

from textual.widgets.option_list import Option

from tui.plain import plain
from tui.widgets.paragraphs import Paragraph, Paragraphs


class Row(NamedTuple):
    """A possible answer: what is recorded, what is read, and a line under it (or nothing).

    `alone` marks the answers that exclude the others of a list (none of these, I do not know).
    """

    value: object
    label: str
    note: str = ""
    alone: bool = False


def letter_of(index: int) -> str:
    """Return the letter that chooses the row, or a space beyond the twenty-sixth."""
    return ascii_lowercase[index] if index < len(ascii_lowercase) else " "


def row_at(character: str | None, rows: Sequence[Row]) -> int | None:
    """Return the index of the row that a typed character chooses, if any."""
    if not character or len(character) != 1:
        return None
    index = ascii_lowercase.find(character.lower())
    return index if 0 <= index < len(rows) else None


def row_option(index: int, row: Row, mark: str, *, letters: bool = True) -> Option:
    """Return the option that shows a row behind its mark: « (•) », « [x] »."""
    lead = plain(f"{mark} ")
    if letters:
        lead = lead.append_text(f"{letter_of(index)}  ", "$titre")
    paragraphs = [Paragraph(plain(row.label), lead)]
    if row.note:
        indent = plain(" " * lead.cell_length)
        paragraphs.append(Paragraph(plain(row.note, "$second"), indent))
    return Option(Paragraphs(paragraphs))
