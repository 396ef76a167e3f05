"""How a line of a grouped question is written: its mark, its answer, its ways when it is open."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.style import Style
from textual.widgets.option_list import Option

from expert.interview.notices import cost_of_not_knowing
from tui.plain import plain
from tui.strings import NONE_OF_THESE, UNKNOWN
from tui.widgets.paragraphs import Paragraph, Paragraphs

if TYPE_CHECKING:
    from expert.interview.session import Question
    from tui.widgets.group_list import Given

NO_TO_THE_REST: Final = "Non pour les autres lignes"
UNKNOWN_TO_THE_REST: Final = "Je ne sais pas pour les autres lignes"
CONTINUE: Final = "Continuer"
_KEYS: Final = {NO_TO_THE_REST: "-", UNKNOWN_TO_THE_REST: "?", CONTINUE: "→"}
_YES_NO: Final = {"o": "oui", "n": "non", "j": None}
_MARKS: Final = {"oui": "[oui]", "non": "[non]"}
_INDENT: Final = 6
_RUNNING_WIDTH: Final = 66
_MOST_LISTED: Final = 6
"""Answers written one under the other; beyond, they run on."""
_EXPECTED: Final = {
    "date": "une date, par exemple 03/09/2026, puis Entrée",
    "nombre": "un nombre, puis Entrée",
}


def way_of_letter(line: Question, letter: str) -> int | None:
    """Return the number of the way that a letter chooses on a line, if any."""
    if line.kind == "oui-non":
        return list(_YES_NO).index(letter) if letter in _YES_NO else None
    index = ascii_lowercase.find(letter) if len(letter) == 1 else -1
    return index if 0 <= index < len(_labels(line)) else None


def ticks(line: Question, index: int) -> bool:
    """Whether a way only ticks one value of a list: others may follow, the cursor stays."""
    return line.multiple and index < len(line.choices)


def answer_at(line: Question, given: Given | None, index: int) -> object:
    """Return the answer that the way number `index` gives to a line.

    In a list it ticks or unticks one value; with none left ticked nothing is known any more: « none
    of them » is an answer of its own.
    """
    values = [choice.value for choice in line.choices]
    if index >= len(values):
        return () if line.multiple and index == len(values) else None
    if not line.multiple:
        return values[index]
    ticked = {*_ticked(given)} ^ {values[index]}
    return tuple(value for value in values if value in ticked) or None


def next_value(line: Question, given: Given | None) -> object:
    """Return the answer after the present one, round and round."""
    values: list[object] = [*(choice.value for choice in line.choices), None]
    if given is None or given.value not in values:
        return values[0]
    return values[(values.index(given.value) + 1) % len(values)]


def line_option(
    line: Question, given: Given | None, said: str, *, is_open: bool, typed: str, refused: str
) -> Option:
    """Return the option that shows a line; `said` is a recorded answer other than yes or no."""
    text = plain(line.line, "bold" if is_open else "")
    if said and not (is_open and line.multiple):
        text += plain(f"  {said}", "$second")
    paragraphs = [Paragraph(text, plain(f"{_mark(line, given)} "))]
    if is_open:
        paragraphs += _ways(line, given, typed, refused)
        cost = f"Ne pas savoir : {_lowered(cost_of_not_knowing(line))}"
        paragraphs.append(Paragraph(plain(cost, "$second"), plain(" " * _INDENT)))
    return Option(Paragraphs(paragraphs))


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def tail_option(tail: str) -> Option:
    """Return one of the lines under the questions."""
    return Option(Paragraphs([Paragraph(plain(tail), plain(f"  {_KEYS[tail]}   ", "$titre"))]))


def _mark(line: Question, given: Given | None) -> str:
    if given is None:
        return "[   ]"
    if given.value is None:
        return "[ ? ]"
    return _MARKS[str(given.value)] if line.kind == "oui-non" else "[ ✓ ]"


def _ways(line: Question, given: Given | None, typed: str, refused: str) -> Iterator[Paragraph]:
    """Yield the answers a line takes, each with its key; a click on one gives it."""
    if line.kind == "oui-non":
        ways = Content("")
        for index, (letter, label) in enumerate(
            (("o", "oui"), ("n", "non"), ("j", UNKNOWN.lower()))
        ):
            ways += _clickable(f"{letter} {label}", index) + plain("     " if index < 2 else "")
        yield Paragraph(ways, plain(" " * _INDENT))
        return
    if line.kind in _EXPECTED:
        yield Paragraph(plain(f"{typed}▏", "bold"), plain(" " * _INDENT))
        if refused:
            yield Paragraph(plain(refused, "bold $alerte"), plain(" " * _INDENT))
        unknown = _clickable(f"j {UNKNOWN.lower()}", 0)
        yield Paragraph(
            plain(f"{_EXPECTED[line.kind]} ; ", "$second") + unknown, plain(" " * _INDENT)
        )
        return
    labels = _labels(line)
    if len(labels) > _MOST_LISTED and not line.multiple:
        yield from _running(labels)
        return
    for index, label in enumerate(labels):
        tick = f"{_tick(line, given, index)} " if line.multiple else ""
        lead = plain(f"{' ' * _INDENT}{tick}{ascii_lowercase[index]}  ", "$titre")
        yield Paragraph(_clickable(label, index), lead)


def _labels(line: Question) -> list[str]:
    """Return the answers of a line as they are listed."""
    none = [NONE_OF_THESE] if line.multiple else []
    return [*(choice.label for choice in line.choices), *none, UNKNOWN]


def _ticked(given: Given | None) -> tuple[object, ...]:
    value = given.value if given is not None else None
    return value if isinstance(value, tuple) else ()


def _tick(line: Question, given: Given | None, index: int) -> str:
    """Return the glyph of one way of a list."""
    values = [choice.value for choice in line.choices]
    if index < len(values):
        return "[x]" if values[index] in _ticked(given) else "[ ]"
    value: object = () if index == len(values) else None
    return "[x]" if given is not None and given.value == value else "[ ]"


def _running(labels: list[str]) -> Iterator[Paragraph]:
    """Yield many answers several on a line, so that all of them are in sight at once."""
    line, indent = Content(""), plain(" " * _INDENT)
    for index, label in enumerate(labels):
        answer = plain(f"{ascii_lowercase[index]} ", "bold $titre") + _clickable(label, index)
        if line and line.cell_length + answer.cell_length + 3 > _RUNNING_WIDTH:
            yield Paragraph(line, indent)
            line = answer
        else:
            line = line + plain("   ") + answer if line else answer
    yield Paragraph(line, indent)


def _clickable(label: str, index: int) -> Content:
    return plain(label).stylize(Style.from_meta({"answer": index}))
