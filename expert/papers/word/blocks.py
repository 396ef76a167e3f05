"""The outline as Word paragraphs and tables, in the styles of the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, assert_never

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
from expert.papers.chapters import CONTENTS, parted, with_kept
from expert.papers.paper import Paper
from expert.papers.typography import sentence, typed_lines
from expert.papers.word.elements import add_run, field_step, made, paragraph
from expert.papers.word.required import HEADINGS, LISTS, QUOTATION
from expert.papers.word.tables import blank, table
from expert.plain_text import NO_BREAK

_SUMMARY_STYLE: Final = "toc 2"
_SUMMARY_CODE: Final = ' TOC \\o "2-2" \\h \\z '
_DEEPER: Final = 360
"""Twentieths of a point that each level under the third moves to the right."""

_DEEPEST: Final = 6


class Writer:
    """Writes the blocks of one paper.

    `styles` gives the id of a style by its name; `width` is that of the text, in twentieths of a
    point.
    """

    def __init__(self, styles: Mapping[str, str], width: int) -> None:
        self._styles = styles
        self._width = width
        self._chapters = 0

    def written(self, paper: Paper) -> list[Any]:
        """Return the elements of a paper, its chapters listed first when they are many."""
        opening, chapters, listed = parted(paper.body)
        found = list(self._blocks(opening))
        if listed:
            titles = [b.text for b in chapters if isinstance(b, Heading) and b.level == 2]
            found += self._contents(titles)
        return [*found, *self._blocks(chapters)]

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Any]:
        for block, kept in with_kept(blocks):
            match block:
                case Heading(text, level):
                    yield self._heading(text, level)
                case Paragraph(text):
                    yield paragraph("", sentence(text))
                case Bullets(items):
                    yield from self._points(items, 1)
                case Quotation(text):
                    yield self._quotation(text)
                case Table(header, rows):
                    yield from table(header, rows, self._width)
                case Blank(label):
                    yield blank(label, self._width, kept=kept)
                case _:
                    assert_never(block)

    def _heading(self, text: str, level: int) -> Any:
        title = paragraph(self._styles[HEADINGS[min(level, 3) - 1]])
        if level != 2:
            add_run(title, sentence(text))
            return title
        self._chapters += 1  # a bookmark, where its line of the list leads
        number = str(self._chapters)
        title.append(made("w:bookmarkStart", id=number, name=_anchor(self._chapters)))
        add_run(title, sentence(text))
        title.append(made("w:bookmarkEnd", id=number))
        return title

    def _points(self, items: Iterable[Item], depth: int) -> Iterator[Any]:
        for item in items:
            point = paragraph(self._styles[LISTS[min(depth, len(LISTS)) - 1]], "", *_moved(depth))
            if item.strong:
                add_run(point, sentence(item.strong), bold=True)
                add_run(point, f"{NO_BREAK}: " if item.text else "")
            address = f" ({sentence(item.address)})" if item.address else ""
            add_run(point, sentence(item.text) + address)
            yield point
            yield from self._points(item.items, depth + 1)

    def _quotation(self, text: str) -> Any:
        first, *others = typed_lines(text)
        quoted = paragraph(self._styles[QUOTATION], first)
        for line in others:
            add_run(quoted, line, broken=True)
        return quoted

    def _contents(self, titles: list[str]) -> Iterator[Any]:
        """Yield the list of chapters: a field that Word can renew, its lines ready to click."""
        yield paragraph(self._styles[HEADINGS[1]], CONTENTS)
        for number, title in enumerate(titles, start=1):
            line = paragraph(self._styles.get(_SUMMARY_STYLE, ""))
            if number == 1:
                line.extend(map(field_step, ("begin", _SUMMARY_CODE, "separate")))
            link = made("w:hyperlink", anchor=_anchor(number))
            add_run(link, sentence(title))
            line.append(link)
            if number == len(titles):
                line.append(field_step("end"))
            yield line


def _moved(depth: int) -> list[Any]:
    """Return the layout of a point deeper than the styles of lists go."""
    if depth <= len(LISTS):
        return []
    return [made("w:ind", left=str(_DEEPER * min(depth, _DEEPEST)), hanging="227")]


def _anchor(number: int) -> str:
    return f"_Toc{number:08d}"
