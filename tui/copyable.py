"""What can be copied from a screen: the lines it shows, as text or as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.widget import Widget

from tui.widgets.line_list import Line, LineList
from tui.widgets.paragraphs import Paragraph, Paragraphs
from tui.widgets.read_pane import ReadPane

if TYPE_CHECKING:
    from textual.screen import Screen

    from expert.documents.outline import Block, Item


class Copyable(NamedTuple):
    """The title of a page, what is under the cursor (nothing where there is no cursor), all of it.

    Lines rather than text, so that a file may be Markdown as well.
    """

    title: str
    page: tuple[Line, ...]
    line: tuple[Line, ...] = ()

    @property
    def line_text(self) -> str:
        """What is under the cursor, without the marks of a list."""
        return _text(self.line)

    @property
    def page_text(self) -> str:
        """The title, then everything."""
        return f"{self.title}\n\n{_text(self.page)}\n"

    def written(self, form: str) -> str:
        """Return the page in a form of the files: `texte` or `markdown`."""
        if form != "markdown":
            return self.page_text
        layout: str = import_module("expert.documents.markdown").layout(self._blocks())
        return layout

    def _blocks(self) -> Iterator[Block]:
        """Yield titles, running text, and a list for the lines that follow one another."""
        outline = import_module("expert.documents.outline")
        yield outline.Heading(self.title, 1)
        for kind, lines in groupby(self.page, _kind):
            texts = [said for line in lines if (said := _stripped(line))]
            if kind == "title":
                yield from (outline.Heading(" ".join(said), 2) for said in texts)
            elif kind == "text":
                yield from (outline.Paragraph(" ".join(said)) for said in texts)
            else:
                items = (outline.Item(first, items=_points(more)) for first, *more in texts)
                yield from outline.bullets(items)


def lines_of(paragraphs: Iterable[Paragraph]) -> tuple[Line, ...]:
    """Return paragraphs as lines, one each."""
    return tuple(Line((paragraph,)) for paragraph in paragraphs)


def copyable_on(screen: Screen[Any], title: str) -> Copyable | None:
    """Return the lists and texts that a screen shows now, or None when it shows none.

    The line under the cursor is that of the list that has the focus, else of the first list.
    """
    shown = [w for w in screen.query("LineList, ReadPane") if _displayed(w)]
    page = tuple(line for widget in shown for line in _lines(widget))
    if not any(_stripped(line) for line in page):
        return None
    lists = [widget for widget in shown if isinstance(widget, LineList)]
    lists.sort(key=lambda widget: not widget.has_focus)
    if isinstance(screen.focused, ReadPane):
        lists = []
    cursor = lists[0].highlighted if lists else None
    line = () if cursor is None else (lists[0].lines[cursor],)
    return Copyable(title, page, line)


def _kind(line: Line) -> str:
    """Tell a title, a line of a list, and running text, which nothing stands before."""
    if line.title:
        return "title"
    alone = len(line.paragraphs) == 1 and not line.paragraphs[0].lead and line.target is None
    return "text" if alone else "point"


def _points(texts: Sequence[str]) -> tuple[Item, ...]:
    item = import_module("expert.documents.outline").Item
    return tuple(item(text) for text in texts)


def _displayed(widget: Widget) -> bool:
    return all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))


def _lines(widget: Widget) -> Sequence[Line]:
    if isinstance(widget, LineList):
        return widget.lines
    return lines_of(widget.paragraphs) if isinstance(widget, ReadPane) else ()


def _stripped(line: Line) -> list[str]:
    """Return the texts of a line that say something, without their indentation."""
    texts = (Paragraphs([paragraph]).plain.strip() for paragraph in line.paragraphs)
    return [text for text in texts if text]


def _text(lines: Sequence[Line]) -> str:
    if len(lines) == 1:
        return "\n".join(_stripped(lines[0]))
    return "\n".join(Paragraphs(line.paragraphs).plain.rstrip() for line in lines)
