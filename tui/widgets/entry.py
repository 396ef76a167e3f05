"""A number, a date or a short text: the kind error stands under the field."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual import on
from textual.containers import Vertical
from textual.widgets import Input, Static

from expert.plain_text import one_line
from tui.plain import plain
from tui.strings import CHOOSE
from tui.widgets.choice_list import ChoiceList
from tui.widgets.row_list import Answered, Missing
from tui.widgets.rows import Row

Parse = Callable[[str], object]
"""Reads what was typed; raises `ValueError` with a French sentence."""


class Entry(Vertical):
    """A field, and « Je ne sais pas » under it. Enter records and goes on."""

    DEFAULT_CSS = """
    Entry {
        height: auto;
        Input { width: 60; max-width: 100%; }
        #expected, #refused { height: auto; }
        #refused { color: $alerte; text-style: bold; }
        ChoiceList { margin-top: 1; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parse: Parse = str
        self._recorded: tuple[str, object] | None = None

    def compose(self) -> Iterator[Static | Input | ChoiceList]:
        """Yield what is expected, the field, what was refused, and the way out."""
        yield Static(id="expected", markup=False)
        yield Input(compact=False, select_on_focus=False)
        yield Static(id="refused", markup=False)
        yield ChoiceList(id="unknown", letters=False)

    @property
    def sheet(self) -> int:
        """The number of the question shown."""
        return self.query_one(ChoiceList).sheet

    @sheet.setter
    def sheet(self, number: int) -> None:
        self.query_one(ChoiceList).sheet = number

    def show_field(
        self, expected: str, unknown: Row, parse: Parse, text: str, value: object, *, answered: bool
    ) -> None:
        """Show the field of another question; `text` writes its recorded `value`."""
        shown = one_line(text)
        self._parse = parse
        self._recorded = (shown, value) if answered and value is not None else None
        self.query_one("#expected", Static).update(plain(expected, "$second"))
        self._refuse("")
        field = self.query_one(Input)
        field.value = shown
        field.cursor_position = len(shown)
        self.query_one(ChoiceList).show_rows([unknown], value, answered=answered)

    def focus_field(self) -> None:
        """Put the cursor in the field, or on « Je ne sais pas » when that is the answer."""
        rows = self.query_one(ChoiceList)
        (rows if rows.recorded is not None else self.query_one(Input)).focus()

    def validate_answer(self) -> None:
        """Record what is in the field and go on, or say what is wrong with it."""
        typed = self.query_one(Input).value
        rows = self.query_one(ChoiceList)
        if not typed.strip():
            rows.validate_answer() if rows.recorded is not None else self._refuse(CHOOSE)
            return
        if self._recorded is not None and typed == self._recorded[0]:
            self.post_message(Answered(self._recorded[1], self.sheet))
            return
        try:
            answer = self._parse(typed)
        except ValueError as refusal:
            self._refuse(str(refusal))
            self.query_one(Input).focus()
        else:
            self.post_message(Answered(answer, self.sheet))

    def _refuse(self, sentence: str) -> None:
        refused = self.query_one("#refused", Static)
        refused.display = bool(sentence)
        refused.update(plain(sentence))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.validate_answer()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._refuse("")

    @on(Missing)
    def _missing(self, event: Missing) -> None:
        event.stop()
        self._refuse(event.sentence)
