"""The path through the questions: each stage, its questions, what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from expert.explanation.wording import say_answer
from expert.plain_text import one_line
from tui.plain import plain
from tui.widgets.line_list import Line, heading
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.incident import Key
    from expert.interview.session import Question

_GLYPHS: Final = {"answered": "✓", "unknown": "?", "to-ask": "·", "greyed": "–"}
PROTECTED_ANSWER: Final = "réponse gardée à part, non affichée"
NO_EFFECT: Final = "n'a plus d'effet, gardée"


def answer_text(question: Question) -> str:
    """Return the recorded answer in words, or nothing when there is none."""
    if not question.answered:
        return ""
    if question.protected:
        return PROTECTED_ANSWER
    if question.discussed:
        return f"fait discuté : {question.discussed}"
    if question.fact is None:
        labels = {choice.value: choice.label for choice in question.choices}
        return labels.get(question.current, "je ne sais pas")
    return one_line(say_answer(question.fact, question.current))


def short_title(question: Question) -> str:
    """Return the name of a question in a list."""
    return question.fact.label if question.fact is not None else "autres publications"


def path_lines(questions: Sequence[Question], current: Key | None) -> Iterator[Line]:
    """Yield the questions under their stage and place, the present one marked."""
    stages: dict[str, list[Question]] = {}
    for question in questions:
        place = f" ({question.spot_label})" if question.spot_label else ""
        stages.setdefault(f"{question.block.title}{place}", []).append(question)
    for number, (title, asked) in enumerate(stages.items()):
        yield heading(title, first=number == 0)
        for question in asked:
            yield _line(question, current)


def _line(question: Question, current: Key | None) -> Line:
    here = question.key == current
    mark = "►" if here else _GLYPHS[question.state]
    style = "bold" if here else ""
    answer = answer_text(question)
    text = plain(short_title(question), style)
    if answer:
        text += plain(f" : {answer}", "$second")
    if question.state == "greyed":
        text += plain(f" ({NO_EFFECT})", "$second")
    return Line((Paragraph(text, plain(f"{mark} ", "bold $titre")),), question.key)
