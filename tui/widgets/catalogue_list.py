"""A list of thousands of entries, two rows each: only the rows in sight are ever written."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from expert.plain_text import one_line

ROWS = 2
"""Rows of an entry: its title, its note."""

_CURSOR, _NONE, _NOTE = "> ", "  ", "    "
_MORE = "…"


class Shown(NamedTuple):
    """An entry as the list shows it."""

    title: str
    note: str


class CatalogueList(ScrollView, can_focus=True):
    """The cursor is told by a mark as well as by its colour; Enter or a click chooses.

    What shows an entry is asked for the entries in sight alone.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "catalogue--title",
        "catalogue--note",
        "catalogue--cursor",
    }
    DEFAULT_CSS = """
    CatalogueList {
        height: 1fr;
        background: $background;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .catalogue--title { color: $foreground; text-style: bold; }
        & > .catalogue--note { color: $second; }
        & > .catalogue--cursor { background: $block-hover-background; color: $foreground; }
        &:focus > .catalogue--cursor { background: $block-cursor-background; }
        &:nocolor > .catalogue--cursor { text-style: reverse; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Monter", show=False),
        Binding("down", "move(1)", "Descendre", show=False),
        Binding("pageup", "page(-1)", "Page précédente", show=False),
        Binding("pagedown", "page(1)", "Page suivante", show=False),
        Binding("home", "first", "Début", show=False),
        Binding("end", "last", "Fin", show=False),
        Binding("enter", "choose", "Ouvrir", show=False),
    ]

    class Highlighted(Message):
        """The cursor is on another entry, or on none."""

    class Chosen(Message):
        """The entry under the cursor is to be opened."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._count = 0
        self._shown: Callable[[int], Shown] | None = None
        self.cursor: int | None = None

    def show(self, count: int, shown: Callable[[int], Shown]) -> None:
        """Show `count` other entries, each written by `shown`; the cursor goes to the first."""
        self._count, self._shown = count, shown
        self.cursor = 0 if count else None
        self.virtual_size = Size(0, ROWS * count)
        self.scroll_to(0, 0, animate=False)
        self.refresh()
        self.post_message(self.Highlighted())

    def move_to(self, index: int) -> None:
        """Put the cursor on an entry, in sight."""
        if not self._count:
            return
        self.cursor = max(0, min(index, self._count - 1))
        region = Region(0, ROWS * self.cursor, 1, ROWS)
        self.scroll_to_region(region, animate=False, immediate=True)
        self.refresh()
        self.post_message(self.Highlighted())

    def action_move(self, step: int) -> None:
        """Move the cursor by one entry."""
        self.move_to((self.cursor or 0) + step)

    def action_page(self, step: int) -> None:
        """Move the cursor by what is in sight."""
        self.move_to((self.cursor or 0) + step * max(1, self.size.height // ROWS))

    def action_first(self) -> None:
        """Go to the first entry."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last entry."""
        self.move_to(self._count - 1)

    def action_choose(self) -> None:
        """Open the entry under the cursor."""
        if self.cursor is not None:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Open the entry that is clicked."""
        row = int(event.y + self.scroll_offset.y) // ROWS
        if row < self._count:
            self.move_to(row)
            self.action_choose()

    def render_line(self, y: int) -> Strip:
        """Return one row of the entries in sight."""
        width = self.scrollable_content_region.width
        number, row = divmod(y + self.scroll_offset.y, ROWS)
        if number >= self._count or self._shown is None:
            return Strip.blank(width, self.rich_style)
        here = number == self.cursor
        entry = self._shown(number)
        style = self._style("catalogue--note" if row else "catalogue--title", here=here)
        lead = _NOTE if row else _CURSOR if here else _NONE
        text = _fitted(lead + one_line(entry.note if row else entry.title), width)
        return Strip([Segment(text, style)], width)

    def _style(self, name: str, *, here: bool) -> Style:
        style = self.get_component_rich_style(name)
        return style + self.get_component_rich_style("catalogue--cursor") if here else style


def _fitted(text: str, width: int) -> str:
    """Return `text` on exactly `width` columns, with « … » where it is cut."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(0, width - 1)) + _MORE
