"""What is still open, and the pieces to gather: against the agent and in their favour alike."""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.chapters.gestures import in_favour
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText

_MOST = {"manager": 5, "rh": 15}
_MOST_FOR_COUNSEL = 40


def missing(source: SourceText) -> Iterator[Block]:
    """Yield the questions that may still change a result, in the order they would be asked."""
    found = source.assessment.open_questions
    if not found:
        return
    yield Heading("Ce qui reste à établir")
    shown = found[: _MOST.get(source.profile, _MOST_FOR_COUNSEL)]
    for_reader = []
    for question in shown:
        pieces = [Item(" ; ".join(question.pieces), "Pièces")] if question.pieces else []
        known = " Réponse donnée : je ne sais pas." if question.answered_unknown else ""
        text = question.question + source.unit(question.unit) + known
        for_reader.append(Item(text, items=tuple(pieces)))
    yield from bullets(for_reader)
    left = len(found) - len(shown)
    if left:
        others = "autres questions, posées" if left > 1 else "autre question, posée"
        yield Paragraph(f"Et {left} {others} par l'entretien.")


def pieces(source: SourceText) -> Iterator[Block]:
    """Yield every piece named by a contested point or a missing proof, each once."""
    named = [
        piece
        for conclusion in source.assessment.conclusions
        if conclusion.contested
        for piece in conclusion.contested.pieces
    ]
    named += [
        piece
        for question in source.assessment.open_questions
        if question.answered_unknown
        for piece in question.pieces
    ]
    if named:
        yield Heading("Pièces à réunir, à l'appui de ce qui est reproché ou discuté")
        yield from bullets(dict.fromkeys(named))
    yield from in_favour(source)


def nothing_settled(source: SourceText) -> Iterator[Block]:
    """Yield, for who only hands over, that what is still open is for others to establish."""
    if source.assessment.open_questions:
        yield Paragraph(
            "Le reste est à établir, et ce n'est pas à vous de le faire : transmettez sans "
            "attendre."
        )
