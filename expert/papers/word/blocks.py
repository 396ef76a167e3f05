"""The outline as Word paragraphs, in the styles of the template; texts are only ever texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, assert_never

from expert.documents.outline import Block, Bullets, Heading, Item, Paragraph, Quotation
from expert.papers.chapters import CONTENTS, is_chapter, parted
from expert.papers.extra import library
from expert.papers.paper import Paper
from expert.papers.typography import sentence, typed_lines
from expert.papers.word.required import HEADINGS, LISTS, QUOTATION
from expert.plain_text import NO_BREAK

_SUMMARY_STYLE: Final = "toc 2"
_DEEPER: Final = 360
"""Twentieths of a point that each level under the third moves to the right."""

_DEEPEST: Final = 6


class Writer:
    """Writes the blocks of one paper; `styles` gives the id of a style by its name."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self._styles = styles
        self._make = library("docx.oxml").OxmlElement
        self._qualified = library("docx.oxml.ns").qn
        self._chapters = 0

    def written(self, paper: Paper) -> list[Any]:
        """Return the paragraphs of a paper, its chapters listed first when they are many."""
        opening, chapters, listed = parted(paper.body)
        found = list(self._blocks(opening))
        if listed:
            found += self._contents([b for b in chapters if is_chapter(b)])
        return [*found, *self._blocks(chapters)]

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Any]:
        for block in blocks:
            match block:
                case Heading(text, level):
                    yield self._heading(text, level)
                case Paragraph(text):
                    yield self._paragraph("", sentence(text))
                case Bullets(items):
                    yield from self._points(items, 1)
                case Quotation(text):
                    yield self._quotation(text)
                case _:
                    assert_never(block)

    def _heading(self, text: str, level: int) -> Any:
        paragraph = self._paragraph(HEADINGS[min(level, 3) - 1], sentence(text))
        if level == 2:
            self._chapters += 1
            self._mark(paragraph, self._chapters)
        return paragraph

    def _points(self, items: Iterable[Item], depth: int) -> Iterator[Any]:
        for item in items:
            paragraph = self._paragraph(LISTS[min(depth, len(LISTS)) - 1])
            if depth > len(LISTS):
                self._move(paragraph, min(depth, _DEEPEST))
            if item.strong:
                self._run(paragraph, sentence(item.strong), bold=True)
                self._run(paragraph, f"{NO_BREAK}: " if item.text else "")
            address = f" ({sentence(item.address)})" if item.address else ""
            self._run(paragraph, sentence(item.text) + address)
            yield paragraph
            yield from self._points(item.items, depth + 1)

    def _quotation(self, text: str) -> Any:
        paragraph = self._paragraph(QUOTATION)
        first, *others = typed_lines(text)
        self._run(paragraph, first)
        for line in others:
            self._run(paragraph, line, broken=True)
        return paragraph

    def _contents(self, chapters: Iterable[Block]) -> Iterator[Any]:
        """Yield the list of chapters: a field that Word can renew, its lines ready to click."""
        yield self._paragraph(HEADINGS[1], CONTENTS)
        lines = []
        for number, chapter in enumerate(chapters, start=1):
            assert isinstance(chapter, Heading)
            line = self._paragraph(_SUMMARY_STYLE)
            link = self._make("w:hyperlink")
            link.set(self._qualified("w:anchor"), _anchor(number))
            line.append(link)
            self._run(link, sentence(chapter.text))
            lines.append(line)
        code = ' TOC \\o "2-2" \\h \\z '
        for at, step in enumerate(("begin", code, "separate")):
            place = 1 if lines[0].find(self._qualified("w:pPr")) is not None else 0
            lines[0].insert(place + at, self._field(step))
        lines[-1].append(self._field("end"))
        yield from lines

    def _field(self, step: str) -> Any:
        run = self._make("w:r")
        if step in ("begin", "separate", "end"):
            mark = self._make("w:fldChar")
            mark.set(self._qualified("w:fldCharType"), step)
        else:
            mark = self._make("w:instrText")
            mark.set(_SPACE, "preserve")
            mark.text = step
        run.append(mark)
        return run

    def _mark(self, paragraph: Any, number: int) -> None:
        """Put a bookmark around the words of a chapter, where its line of the list leads."""
        start, end = self._make("w:bookmarkStart"), self._make("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(self._qualified("w:id"), str(number))
        start.set(self._qualified("w:name"), _anchor(number))
        paragraph.insert(1, start)
        paragraph.append(end)

    def _paragraph(self, style: str, text: str = "") -> Any:
        paragraph = self._make("w:p")
        if style in self._styles:
            properties, named = self._make("w:pPr"), self._make("w:pStyle")
            named.set(self._qualified("w:val"), self._styles[style])
            properties.append(named)
            paragraph.append(properties)
        if text:
            self._run(paragraph, text)
        return paragraph

    def _move(self, paragraph: Any, depth: int) -> None:
        """Move a point deeper than the styles of lists go."""
        indent = self._make("w:ind")
        left = _DEEPER * depth
        indent.set(self._qualified("w:left"), str(left))
        indent.set(self._qualified("w:hanging"), "220")
        paragraph.find(self._qualified("w:pPr")).append(indent)

    def _run(self, parent: Any, text: str, *, bold: bool = False, broken: bool = False) -> None:
        if not text and not broken:
            return
        run = self._make("w:r")
        if bold:
            properties = self._make("w:rPr")
            properties.append(self._make("w:b"))
            run.append(properties)
        if broken:
            run.append(self._make("w:br"))
        words = self._make("w:t")
        words.set(_SPACE, "preserve")
        words.text = text
        run.append(words)
        parent.append(run)


_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def _anchor(number: int) -> str:
    return f"_Toc{number:08d}"
