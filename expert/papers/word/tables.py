"""Tables and lines to fill in: the titles of columns come again on each page, a row is not cut."""

from __future__ import annotations

from typing import Any, Final

from expert.papers.columns import is_long, shares
from expert.papers.typography import sentence
from expert.papers.word.elements import made, paragraph
from expert.plain_text import NO_BREAK

_STRONG, _LIGHT, _TINT = "17475F", "C3CDD5", "F2F5F7"
_SIDES: Final = {"top": _STRONG, "bottom": _LIGHT, "insideH": _LIGHT}
_SIZE: Final = 9
"""Points of the words of a cell."""

_HIGH_ENOUGH: Final = 480
"""Twentieths of a point of a row that a person fills in."""


def table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], width: int) -> list[Any]:
    """Return a table as wide as the text (in twentieths of a point), between two small spaces."""
    columns = [width * share // 100 for share in shares(header, rows)]
    element = made("w:tbl")
    element.append(_look())
    grid = made("w:tblGrid")
    grid.extend(made("w:gridCol", w=str(column)) for column in columns)
    element.append(grid)
    element.append(_row(header, columns, titles=True))
    element.extend(_row(row, columns) for row in rows)
    return [_space(made("w:keepNext")), element, _space()]


def _space(*layout: Any) -> Any:
    """Return the small space around a table: Word joins two tables that nothing parts."""
    return paragraph("", "", *layout, made("w:spacing", before="0", after="0", line="120",
                                           lineRule="exact"))  # fmt: skip


def _look() -> Any:
    look = made("w:tblPr")
    look.append(made("w:tblW", w="5000", type="pct"))
    borders = made("w:tblBorders")
    for side, colour in _SIDES.items():
        borders.append(made(f"w:{side}", val="single", sz="4", space="0", color=colour))
    margins = made("w:tblCellMar")
    for side, space in (("top", 50), ("left", 90), ("bottom", 50), ("right", 90)):
        margins.append(made(f"w:{side}", w=str(space), type="dxa"))
    look.append(borders)
    look.append(made("w:tblLayout", type="fixed"))
    look.append(margins)
    return look


def _row(cells: tuple[str, ...], columns: list[int], *, titles: bool = False) -> Any:
    row = made("w:tr")
    properties = made("w:trPr")
    if not is_long(cells):
        properties.append(made("w:cantSplit"))
    if not all(cells):
        properties.append(made("w:trHeight", val=str(_HIGH_ENOUGH), hRule="atLeast"))
    if titles:
        properties.append(made("w:tblHeader"))
    row.append(properties)
    for text, width in zip(cells, columns, strict=True):
        row.append(_cell(text, width, titles=titles))
    return row


def _cell(text: str, width: int, *, titles: bool) -> Any:
    cell = made("w:tc")
    properties = made("w:tcPr")
    properties.append(made("w:tcW", w=str(width), type="dxa"))
    if titles:
        properties.append(made("w:shd", val="clear", color="auto", fill=_TINT))
    cell.append(properties)
    layout = [made("w:keepNext")] if titles else []
    layout.append(made("w:spacing", before="0", after="0"))
    cell.append(paragraph("", sentence(text), *layout, bold=titles, size=_SIZE))
    return cell


def blank(label: str, width: int, *, kept: bool) -> Any:
    """Return a line that a person fills in, up to the margin; `kept`: on the page of the next."""
    stops = made("w:tabs")
    stops.append(made("w:tab", val="right", leader="dot", pos=str(width)))
    space = made("w:spacing", before="120", after="160")
    layout = [made("w:keepNext")] if kept else []
    line = paragraph("", f"{sentence(label)}{NO_BREAK}: ", *layout, stops, space)
    run = made("w:r")
    run.append(made("w:tab"))
    line.append(run)
    return line
