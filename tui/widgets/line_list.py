"""A list of lines to act on, under headings; Enter or a click posts which one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from textual import on
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.plain import plain
from tui.widgets.paragraphs import Paragraph, Paragraphs

NOTHING_TO_OPEN: Final = "Cette ligne se lit seulement : elle n'ouvre rien."


class Line(NamedTuple):
    """What is shown, and what it stands for (`target` None: it is only read).

    The cursor stops on every line, so that all can be reached by the keyboard, but not on titles.
    """

    paragraphs: tuple[Paragraph, ...]
    target: object = None
    title: bool = False


def heading(text: str, *, first: bool = False) -> Line:
    """Return a heading: it cannot be chosen."""
    above = () if first else (Paragraph(plain("")),)
    return Line((*above, Paragraph(plain(text, "bold $titre"))), title=True)


def read_lines(paragraphs: Iterable[Paragraph]) -> Iterator[Line]:
    """Yield each paragraph as a line; what stands under a blank one is its title."""
    above: tuple[Paragraph, ...] = ()
    for paragraph in paragraphs:
        if paragraph.text.plain or paragraph.lead.plain:
            yield Line((*above, paragraph), title=bool(above))
            above = ()
        else:
            above = (paragraph,)


class LineList(OptionList):
    """Lines of several paragraphs each, under titles."""

    DEFAULT_CSS = """
    LineList {
        height: 1fr;
        border: none;
        padding: 0 0 0 1;
        background: $background;
        scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0 1 0 0; }
        &:focus { border: none; background-tint: $background 0%; }
        & > .option-list--option-disabled { color: $foreground; }
        &:nocolor > .option-list--option-highlighted { text-style: reverse; }
    }
    """

    class Chosen(Message):
        """A line was chosen."""

        def __init__(self, lines: LineList, target: object) -> None:
            super().__init__()
            self.lines = lines
            self.target = target

        @property
        def control(self) -> LineList:
            """The list that sent the message."""
            return self.lines

    def __init__(self, lines: Iterable[Line] = (), *, id: str | None = None) -> None:
        self.lines = tuple(lines)
        super().__init__(*map(_option, self.lines), id=id, markup=False)
        self._drawn = _texts(self.lines)

    def show(self, lines: Iterable[Line], *, keep_cursor: bool = False) -> None:
        """Replace the lines; the cursor goes to the first that can be chosen, or stays."""
        cursor = self.highlighted if keep_cursor else None
        self.set_options(self._options_of(tuple(lines)))
        if cursor is not None and cursor < len(self.lines):
            self.highlighted = cursor
        else:
            self.action_first()

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Keep in sight the line under the cursor, with the title just above it."""
        super().scroll_to_highlight(top)
        index = self.highlighted
        if index and self.is_mounted and self.lines[index - 1].title:
            first = self._index_to_line.get(index - 1)
            if first is not None and first < self.scroll_offset.y:
                self.scroll_to(y=first, animate=False, immediate=True)

    def _options_of(self, lines: tuple[Line, ...]) -> list[Option]:
        """Return the options of new lines; a line that was there keeps its own, already wrapped."""
        kept: dict[str, list[Option]] = {}
        for text, option in zip(self._drawn, self.options, strict=True):
            kept.setdefault(text, []).append(option)
        self.lines, self._drawn = lines, _texts(lines)
        return [
            kept[text].pop() if kept.get(text) else _option(line)
            for text, line in zip(self._drawn, lines, strict=True)
        ]

    @property
    def target(self) -> object:
        """What the line under the cursor stands for."""
        return None if self.highlighted is None else self.lines[self.highlighted].target

    @property
    def plain(self) -> str:
        """The text alone."""
        return "\n".join(Paragraphs(line.paragraphs).plain for line in self.lines)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        target = self.lines[event.option_index].target
        if target is not None:
            self.post_message(self.Chosen(self, target))
        else:
            self.app.clear_notifications()
            self.notify(NOTHING_TO_OPEN, markup=False, timeout=3)


def _texts(lines: tuple[Line, ...]) -> list[str]:
    """Return the text of each line, a title told from a line of the same words."""
    return [f"{line.title}{Paragraphs(line.paragraphs).plain}" for line in lines]


def _option(line: Line) -> Option:
    return Option(Paragraphs(line.paragraphs), disabled=line.title)
