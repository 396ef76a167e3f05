"""What is still open, and the pieces to gather: against the agent and in their favour alike."""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText

_MOST = {"manager": 5, "rh": 15, "juriste": 40}
_IN_FAVOUR = (
    "À chercher avec le même soin, en faveur de l'agent : contexte, provocation, manière de "
    "servir, usages tolérés, traitement des autres agents dans le même cas."
)


def missing(source: SourceText) -> Iterator[Block]:
    """Yield the questions that may still change a result, in the order they would be asked."""
    found = source.assessment.open_questions
    if not found:
        return
    yield Heading("Ce qui reste à établir")
    shown = found[: _MOST[source.profile]]
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
    yield Heading("Pièces à réunir")
    yield from bullets(dict.fromkeys(named))
    yield Paragraph(_IN_FAVOUR)
