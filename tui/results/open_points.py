"""What is still to be established: questions without an answer, then proofs that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tui.plain import plain
from tui.results.names import where
from tui.widgets.line_list import Line, heading
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.assessment.model import AnswerResult, Assessment, OpenQuestion


_NOTHING: Final = "Rien : plus aucune réponse ne peut changer ces conclusions."
_NOTHING_TO_ASK: Final = (
    "Aucune autre question pour le rapport factuel. Ce qui reste à établir pour qualifier les "
    "faits relève des ressources humaines."
)


def open_lines(assessment: Assessment, profile: str) -> Iterator[Line]:
    """Yield the open questions; a line stands for the key of its question."""
    unknown = [question for question in assessment.open_questions if question.answered_unknown]
    to_ask = [question for question in assessment.open_questions if not question.answered_unknown]
    if not assessment.open_questions:
        nothing = _NOTHING_TO_ASK if profile == "manager" else _NOTHING
        yield Line((Paragraph(plain(nothing)),))
    if to_ask:
        yield heading("Questions sans réponse qui comptent encore", first=True)
        yield from map(_question, to_ask)
    if unknown:
        yield heading("« Je ne sais pas » : les pièces à réunir", first=not to_ask)
        yield from map(_question, unknown)


def answer_lines(assessment: Assessment) -> Iterator[Line]:
    """Yield the answers as given; a line stands for the key of its question."""
    if not assessment.answers:
        yield Line((Paragraph(plain("Aucune réponse.")),))
    for answer in assessment.answers:
        yield _answer(answer)


def _question(question: OpenQuestion) -> Line:
    text = Paragraph(plain(f"{question.question}{where(question.unit)}"), plain("  ? "))
    pieces = f"pour trancher : {', '.join(question.pieces)}"
    below = (Paragraph(plain(pieces, "$second"), plain("    ")),) if question.pieces else ()
    return Line((text, *below), question.key)


def _answer(answer: AnswerResult) -> Line:
    text = Paragraph(plain(f"{answer.question}{where(answer.unit)}"), plain("  "))
    return Line(
        (text, Paragraph(plain(answer.answer, "bold"), plain("    → ", "$second"))), answer.key
    )
