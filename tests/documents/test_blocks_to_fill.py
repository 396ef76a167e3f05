"""Tables and lines to fill in: the same cells in every form, a blank said to be one."""

from __future__ import annotations

import re

from expert.documents.markdown import layout as markdown
from expert.documents.outline import Blank, Block, Table
from expert.documents.spoken import spoken_lines
from expert.documents.text import layout as text

TABLE = Table(
    ("N°", "Pièce", "Reçue le"), (("1", "capture | d'écran", "12/11/2026"), ("2", "", ""))
)
BLOCKS: tuple[Block, ...] = (TABLE, Blank("Fait à"))


def test_plain_text_says_each_cell_under_its_title_and_dots_where_one_writes() -> None:
    said = re.sub(r"\.{10,}", "…", text(iter(BLOCKS), 80))
    assert said.splitlines() == [
        "• 1 :",
        "  – Pièce : capture | d'écran",
        "  – Reçue le : 12/11/2026",
        "• 2 :",
        "  – Pièce : …",
        "  – Reçue le : …",
        "",
        "Fait à : …",
    ]


def test_markdown_has_a_table_that_no_cell_can_break() -> None:
    table, blank = markdown(iter(BLOCKS)).strip().split("\n\n")
    assert table.splitlines() == [
        "| N° | Pièce | Reçue le |",
        "| --- | --- | --- |",
        "| 1 | capture \\| d'écran | 12/11/2026 |",
        "| 2 |  |  |",
    ]
    assert re.fullmatch(r"Fait à : \.{20,}", blank)


def test_a_screen_reader_hears_what_is_left_to_fill_and_spells_no_dots() -> None:
    lines = list(spoken_lines(BLOCKS, 80))
    assert lines[-1] == "Fait à : à remplir"
    assert [line.strip() for line in lines if line.strip().startswith("Pièce")] == [
        "Pièce : capture | d'écran",
        "Pièce : à remplir",
    ]
    assert not any(".." in line for line in lines)
