"""One answer among several: « (•) » before the one that is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from tui.strings import CHOOSE
from tui.widgets.row_list import Answered, Missing, RowList
from tui.widgets.rows import Row


class ChoiceList(RowList):
    """Enter, a click or the letter records the row and goes on."""

    recorded: int | None = None

    def show_rows(self, rows: Sequence[Row], value: object, *, answered: bool) -> None:
        """Show the rows; the cursor is on the recorded one, so Enter changes nothing."""
        self.rows = tuple(rows)
        values = [row.value for row in self.rows]
        self.recorded = values.index(value) if answered and value in values else None
        self.draw(self.recorded)

    def mark(self, index: int) -> str:
        """Return the glyph of a row."""
        return "(•)" if index == self.recorded else "( )"

    def activate(self, index: int) -> None:
        """Record the row."""
        self.recorded = index
        self.redraw_marks()
        self.post_message(Answered(self.rows[index].value, self.sheet))

    def validate_answer(self) -> None:
        """Record the row under the cursor again, or say what is expected."""
        if self.recorded is None:
            self.post_message(Missing(CHOOSE))
        else:
            self.post_message(Answered(self.rows[self.recorded].value, self.sheet))
