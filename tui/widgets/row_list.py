"""The list under the two ways of answering: it never changes an answer by being looked at."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.widgets.option_list import Option

from tui.keys import letter_of
from tui.widgets.pane_rows import PaneRows
from tui.widgets.rows import Row, row_at, row_option


class Answered(Message):
    """An answer was given; `value` is what to record (None: the user does not know).

    `sheet` is the number of the question it was given to: a key typed ahead, while the next
    question is not on screen yet, must not answer that one with the rows of this one.
    """

    def __init__(self, value: object, sheet: int = 0) -> None:
        super().__init__()
        self.value = value
        self.sheet = sheet


class Missing(Message):
    """The user went on without an answer; `sentence` says kindly what is expected."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class RowList(PaneRows):
    """Rows with a mark. The cursor starts on what is recorded, or on nothing."""

    DEFAULT_CSS = """
    RowList {
        height: auto;
        max-height: 200;
        border: none;
        padding: 0;
        background: $background;
        overflow-y: hidden;
        & > .option-list--option { padding: 0 1 0 0; }
        &:focus { border: none; background-tint: $background 0%; }
        &:nocolor > .option-list--option-highlighted { text-style: reverse; }
        &:nocolor:focus > .option-list--option-highlighted { text-style: reverse bold; }
    }
    """

    def __init__(self, *, id: str | None = None, letters: bool = True) -> None:
        super().__init__(id=id, markup=False)
        self._letters = letters
        self.rows: tuple[Row, ...] = ()
        self.sheet = 0

    def mark(self, index: int) -> str:
        """Return what stands before a row: chosen or not."""
        raise NotImplementedError

    def activate(self, index: int) -> None:
        """Do what choosing a row means."""
        raise NotImplementedError

    def validate_answer(self) -> None:
        """Record what is chosen and go on, or post `Missing`."""
        raise NotImplementedError

    def draw(self, highlighted: int | None) -> None:
        """Write the rows again, the cursor on `highlighted`."""
        self.set_options(self._option(i, row) for i, row in enumerate(self.rows))
        self.highlighted = highlighted

    def redraw_marks(self) -> None:
        """Write again the marks alone."""
        for index, row in enumerate(self.rows):
            self.replace_option_prompt_at_index(index, self._option(index, row).prompt)

    def _option(self, index: int, row: Row) -> Option:
        return row_option(index, row, self.mark(index), letters=self._letters)

    def show_rows(self, rows: Sequence[Row], value: object, *, answered: bool) -> None:
        """Show the rows of another question with its recorded answer."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """Choose by letter."""
        index = row_at(letter_of(event), self.rows) if self._letters else None
        if index is not None:
            event.stop()
            event.prevent_default()
            self.highlighted = index
            self.activate(index)

    def action_select(self) -> None:
        """Enter: choose the row under the cursor, or say what is expected; never an unseen row."""
        if self.highlighted is None:
            self.validate_answer()
        elif not self.in_sight:
            self.scroll_to_highlight()
        else:
            self.activate(self.highlighted)
