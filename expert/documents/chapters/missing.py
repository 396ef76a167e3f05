"""What is still open, and the pieces to gather: against the agent and in their favour alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.assessment.model import PieceResult
from expert.documents.chapters.gestures import in_favour
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText

_MOST = {"manager": 5, "rh": 15}
_MOST_FOR_COUNSEL = 40
_SIDES = {
    "reproche": "à l'appui du reproche",
    "defense": "en faveur de l'agent",
    "deux": "dans les deux sens",
}


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
    """Yield what to collect: what settles a point, then by who collects, what vanishes first."""
    named, sought = list(_named(source)), source.assessment.pieces
    if named or sought:
        yield Heading("Pièces à réunir")
    yield from bullets(named)
    at_once = [piece for piece in sought if piece.haste == "aussitot"]
    if at_once:
        yield Heading("À prendre tout de suite, avant qu'elles disparaissent", 3)
        yield from bullets(_by_collector(source, at_once))
    later = [piece for piece in sought if piece.haste != "aussitot"]
    if later:
        yield Heading("Ensuite", 3)
        yield from bullets(_by_collector(source, later))
    yield from in_favour(source)


def _named(source: SourceText) -> Iterator[str]:
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
    yield from dict.fromkeys(named)


def _by_collector(source: SourceText, sought: Iterable[PieceResult]) -> Iterator[Item]:
    """Yield one point for each person who collects, with what they collect."""
    found: dict[str, list[Item]] = {}
    for piece in sought:
        found.setdefault(piece.collector, []).append(_piece(source, piece))
    for collector, items in found.items():
        yield Item("", collector, tuple(items))


def _piece(source: SourceText, piece: PieceResult) -> Item:
    """Return a piece: what it may serve, how it is taken, by when, and on what authority."""
    reference = source.references(piece.sources, 2) if source.profile == "juriste" else ""
    advice = " (conseil, sans source)" if piece.advice else ""
    text = f"{piece.label} ({_SIDES[piece.side]}){advice}. {piece.how} {piece.before}"
    return Item(text + (f" ({reference})" if reference else ""))


def nothing_settled(source: SourceText) -> Iterator[Block]:
    """Yield, for who only hands over, that what is still open is for others to establish."""
    if source.assessment.open_questions:
        yield Paragraph(
            "Le reste est à établir, et ce n'est pas à vous de le faire : transmettez sans "
            "attendre."
        )
