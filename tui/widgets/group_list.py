"""Several short questions on one screen: each line has its own answer, the open one unfolds.

Yes and no are `o` and `n`, « je ne sais pas » is `j`; a choice unfolds its answers with their
letters; a date or a number is typed on its line. A line is recorded as soon as it is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets.option_list import Option

from expert.explanation.wording import say_answer
from expert.plain_text import one_line
from tui.keys import letter_of
from tui.strings import UNKNOWN
from tui.widgets.group_lines import (
    CONTINUE,
    NO_TO_THE_REST,
    UNKNOWN_TO_THE_REST,
    answer_at,
    line_option,
    next_value,
    tail_option,
    ticks,
    way_of_letter,
)
from tui.widgets.pane_rows import PaneRows
from tui.widgets.row_list import Missing

if TYPE_CHECKING:
    from expert.interview.session import Question

Parse = Callable[[str], object]
_TYPED: Final = ("nombre", "date")
_LONGEST_ENTRY: Final = 40


class LineAnswered(Message):
    """One line was answered: its place in the screen, what to record, the sheet it stands on.

    `joined`: the same key answered the line before it too.
    """

    def __init__(self, line: int, value: object, sheet: int, *, joined: bool = False) -> None:
        super().__init__()
        self.line, self.value, self.sheet, self.joined = line, value, sheet, joined


class GroupDone(Message):
    """Every line has its answer, and the reader goes on."""

    def __init__(self, sheet: int) -> None:
        super().__init__()
        self.sheet = sheet


class Given(NamedTuple):
    """The answer of a line (None: « je ne sais pas »)."""

    value: object


class GroupList(PaneRows):
    """The lines, then what answers those left, then the way on."""

    DEFAULT_CSS = """
    GroupList {
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
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "turn", "Changer", show=False)]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.lines: tuple[Question, ...] = ()
        self.given: dict[int, Given] = {}
        self.sheet = 0
        self._parse: Sequence[Parse] = ()
        self._typed = ""
        self._refused = ""

    def show_lines(self, lines: Sequence[Question], parse: Sequence[Parse], start: int) -> None:
        """Show other lines with their recorded answers, the cursor on the line `start`."""
        self.lines, self._parse = tuple(lines), parse
        self.given = {n: Given(q.current) for n, q in enumerate(lines) if q.answered}
        self._typed = self._refused = ""
        self._draw(start)

    @property
    def missing(self) -> list[int]:
        """The lines without an answer."""
        return [number for number in range(len(self.lines)) if number not in self.given]

    @property
    def current(self) -> Question:
        """The line under the cursor, or the last one."""
        return self.lines[self.cursor]

    @property
    def cursor(self) -> int:
        """The place of that line."""
        return min(self.highlighted or 0, len(self.lines) - 1)

    def validate_answer(self) -> None:
        """Go on when every line has its answer, or go to the first that has none."""
        if not self.take_pending():
            return
        if not self.missing:
            self.post_message(GroupDone(self.sheet))
            return
        left = len(self.missing)
        lines = "Une ligne attend" if left == 1 else f"{left} lignes attendent"
        self.highlighted = self.missing[0]
        self.post_message(Missing(f"{lines} une réponse ; « {UNKNOWN} » en est une."))

    def take_pending(self) -> bool:
        """Record what is being typed; False when it cannot be read, which is said on its line."""
        return not self._typed or self._take_typed()

    # Keys and mouse --------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Answer the line under the cursor, or all those left."""
        number, character = self.highlighted, letter_of(event).lower()
        handled = True
        if number is not None and number < len(self.lines) and self._types(number):
            handled = self._typing(event, character)
        elif character == "-":
            self._rest("non")
        elif character == "?":
            self._rest(None)
        elif number is not None and number < len(self.lines):
            way = way_of_letter(self.lines[number], character)
            handled = way is not None
            if way is not None:
                self._take(number, way)
        else:
            handled = False
        if handled:
            event.stop()
            event.prevent_default()

    def action_turn(self) -> None:
        """Space: the next answer of the line under the cursor, which stays where it is."""
        number = self.highlighted
        if number is None or number >= len(self.lines) or self._types(number):
            return
        if self.lines[number].multiple:
            return  # several answers may be ticked: only their letters say which
        value = next_value(self.lines[number], self.given.get(number))
        self._answer(number, value, stay=True)

    def action_select(self) -> None:
        """Enter: take what is typed, go to the next line without an answer, or go on."""
        number = self.highlighted
        if number is None:
            self.validate_answer()
        elif number >= len(self.lines):
            self._act(self._tail()[number - len(self.lines)])
        elif self._typed:
            self._take_typed()
        elif number in self.given and self.missing:
            self.highlighted = self._after(number)
        elif number in self.given:
            self.validate_answer()
        else:
            self.post_message(Missing(f"Répondez à cette ligne ; « {UNKNOWN} » est une réponse."))

    async def _on_click(self, event: events.Click) -> None:
        """A click opens a line; on one of its answers, it gives it; on the tail, it acts."""
        meta = event.style.meta
        number, answer = meta.get("option"), meta.get("answer")
        event.prevent_default()  # the list of Textual would also choose what is under the cursor
        if not isinstance(number, int):
            return
        if number >= len(self.lines):
            self._act(self._tail()[number - len(self.lines)])
        elif isinstance(answer, int) and number == self.highlighted:
            self._take(number, answer)
        else:
            self.highlighted = number

    # Answers ---------------------------------------------------------------------------------

    def _act(self, tail: str) -> None:
        if tail == NO_TO_THE_REST:
            self._rest("non")
        elif tail == UNKNOWN_TO_THE_REST:
            self._rest(None)
        else:
            self.validate_answer()

    def _rest(self, value: object) -> None:
        """Give one answer to the lines that have none: « non » only where no is an answer."""
        joined = False
        for number in self.missing:
            if value is None or self.lines[number].kind == "oui-non":
                self._record(number, value, joined=joined)
                joined = True
        self._typed = ""
        self._draw(self._first_missing_or_end())

    def _take(self, number: int, way: int) -> None:
        """Give a line the answer of one of its ways."""
        line = self.lines[number]
        value = answer_at(line, self.given.get(number), way)
        self._answer(number, value, stay=ticks(line, way))

    def _answer(self, number: int, value: object, *, stay: bool = False) -> None:
        self._record(number, value)
        self._typed = ""
        self._draw(number if stay else self._after(number))

    def _record(self, number: int, value: object, *, joined: bool = False) -> None:
        if self.given.get(number) != Given(value):
            self.given[number] = Given(value)
            self.post_message(LineAnswered(number, value, self.sheet, joined=joined))

    def _after(self, number: int) -> int:
        """Return the next line without an answer, or the way on."""
        later = [n for n in self.missing if n > number]
        return later[0] if later else self._first_missing_or_end()

    def _first_missing_or_end(self) -> int:
        return self.missing[0] if self.missing else len(self.lines) + len(self._tail()) - 1

    def _types(self, number: int) -> bool:
        return self.lines[number].kind in _TYPED

    def _typing(self, event: events.Key, character: str) -> bool:
        """Write on the line; whether the key was for it."""
        number = self.highlighted or 0
        if event.key == "backspace":
            self._typed = self._typed[:-1]
        elif not self._typed and character in ("j", "?"):
            self._rest(None) if character == "?" else self._answer(number, None)
            return True
        elif character and (character.isdigit() or character in "/.,-: hà"):
            self._typed = (self._typed + character)[:_LONGEST_ENTRY]
        else:
            return False
        self._refused = ""
        self._redraw(number)
        return True

    def _take_typed(self) -> bool:
        """Record what is typed, or say under the line what is wrong with it."""
        number = self.highlighted or 0
        try:
            value = self._parse[number](self._typed)
        except ValueError as refusal:
            self._refused = str(refusal)
            self._redraw(number)
            return False
        self._answer(number, value)
        return True

    # Drawing ---------------------------------------------------------------------------------

    def _tail(self) -> list[str]:
        """What stands under the lines now."""
        yes_no = any(self.lines[number].kind == "oui-non" for number in self.missing)
        tail = [NO_TO_THE_REST] if yes_no and len(self.missing) > 1 else []
        return [*tail, *([UNKNOWN_TO_THE_REST] if len(self.missing) > 1 else []), CONTINUE]

    def _draw(self, highlighted: int) -> None:
        """Write everything again, the cursor on one line."""
        self._refused = ""
        lines = [self._option(n, n == highlighted) for n in range(len(self.lines))]
        self.set_options([*lines, *map(tail_option, self._tail())])
        self.highlighted = highlighted

    def _redraw(self, number: int) -> None:
        prompt = self._option(number, number == self.highlighted).prompt
        self.replace_option_prompt_at_index(number, prompt)

    def _option(self, number: int, is_open: bool) -> Option:
        line, given = self.lines[number], self.given.get(number)
        said = ""
        if given is not None and given.value is not None and line.kind != "oui-non":
            assert line.fact is not None
            said = one_line(say_answer(line.fact, given.value))  # type: ignore[arg-type]
        return line_option(
            line, given, said, is_open=is_open, typed=self._typed, refused=self._refused
        )

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Fold the line left and unfold the one the cursor is on."""
        self._typed = self._refused = ""
        for number in range(min(len(self.lines), self.option_count)):
            self._redraw(number)
        super().watch_highlighted(highlighted)
