"""Several answers among several: « [x] » before each one that is ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.strings import TICK
from tui.widgets.row_list import Answered, Missing, RowList
from tui.widgets.rows import Row


class CheckList(RowList):
    """Space, a click or the letter ticks a row; Enter records what is ticked and goes on.

    A row that stands alone (none of these, I do not know) unticks the others; Enter on it chooses
    it and goes on at once.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", "Cocher", show=False)]

    ticked: frozenset[int] = frozenset()

    def show_rows(self, rows: Sequence[Row], value: object, *, answered: bool) -> None:
        """Show the rows with those of the recorded answer ticked."""
        self.rows = tuple(rows)
        self.ticked = frozenset(_recorded(self.rows, value)) if answered else frozenset()
        self.draw(min(self.ticked, default=None))

    def mark(self, index: int) -> str:
        """Return the glyph of a row."""
        return "[x]" if index in self.ticked else "[ ]"

    def activate(self, index: int) -> None:
        """Tick or untick a row."""
        if self.rows[index].alone:
            self.ticked = frozenset({index}) - self.ticked
        else:
            others = {i for i in self.ticked if not self.rows[i].alone}
            self.ticked = frozenset(others ^ {index})
        self.redraw_marks()

    def action_tick(self) -> None:
        """Space: tick the row under the cursor."""
        if self.highlighted is not None:
            self.activate(self.highlighted)

    def action_select(self) -> None:
        """Enter: go on with what is ticked."""
        if self.highlighted is not None and self.rows[self.highlighted].alone:
            self.ticked = frozenset({self.highlighted})
            self.redraw_marks()
        self.validate_answer()

    async def _on_click(self, event: object) -> None:
        """A click ticks; it never goes on."""
        style = getattr(event, "style", None)
        index = style.meta.get("option") if style is not None else None
        if isinstance(index, int):
            self.highlighted = index
            self.activate(index)

    def validate_answer(self) -> None:
        """Record what is ticked, or say what is expected."""
        if not self.ticked:
            self.post_message(Missing(TICK))
            return
        alone = [self.rows[i].value for i in self.ticked if self.rows[i].alone]
        answer = alone[0] if alone else tuple(self.rows[i].value for i in sorted(self.ticked))
        self.post_message(Answered(answer, self.sheet))


def _recorded(rows: Sequence[Row], value: object) -> list[int]:
    """Return the rows of a recorded answer: a tuple of values, or the value of a row alone."""
    alone = [index for index, row in enumerate(rows) if row.alone and row.value == value]
    if alone or not isinstance(value, tuple):
        return alone
    return [index for index, row in enumerate(rows) if not row.alone and row.value in value]
