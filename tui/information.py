"""The technical information as a page: one row a line, its name in a column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tui.plain import plain
from tui.widgets.paragraphs import Paragraph

_COLUMN: Final = 17
_NO_CASE: Final = (
    "Aucune réponse, aucun nom de dossier : cette page peut être envoyée telle quelle."
)


def paragraphs(rows: Mapping[str, str]) -> list[Paragraph]:
    """Return the rows, then what the page does not hold."""
    shown = [
        Paragraph(plain(value), plain(f"{name} :".ljust(_COLUMN), "bold $titre"))
        for name, value in rows.items()
    ]
    return [*shown, Paragraph(plain("")), Paragraph(plain(_NO_CASE, "$second"))]
