"""Decisions compared, in short: for each question, both sides and the first decisions to read."""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.precedent_words import NOTHING, SIDE_FR, names_of, sides_for
from expert.documents.source_text import SourceText
from expert.precedents.model import ComparedDecision, QuestionCompared
from knowledge.models.precedents import Side

_DETAILED = 2
"""Questions told with both sides; the command and the application tell them all."""

_TOLD = 3
"""Other questions of which it is said where the nearest decisions go."""

_FEW = 2
"""Differences named for one decision."""

_MORE = (
    "Le détail, les autres décisions et ce qui distingue chacune : qualif precedents FICHIER, ou "
    "F9 sur le résultat."
)


def precedents(source: SourceText) -> Iterator[Block]:
    """Yield the chapter: some questions on which near decisions go both ways, then the others."""
    found = source.assessment.precedents
    if not found.questions:
        return
    argued = [q for q in found.questions if len(_first_decisions(source, q)) > 1][:_DETAILED]
    others = [q for q in found.questions if q not in argued]
    yield Heading("Décisions comparées, dans les deux sens")
    yield Paragraph(f"{found.note} {_MORE}")
    yield from bullets(_question(source, question) for question in argued)
    yield from bullets(_other(source, question) for question in others[:_TOLD])
    if len(others) > _TOLD:
        left = " ; ".join(_title(source, question) for question in others[_TOLD:])
        yield Paragraph(f"Autres questions comparées, non détaillées ici : {left}.")


def _first_decisions(source: SourceText, question: QuestionCompared) -> list[ComparedDecision]:
    """Return, for each side, the first decision to read among those most on point."""
    most = [d for d in question.decisions if d.most_on_point]
    firsts = (next((d for d in most if d.winner == side), None)
              for side in sides_for(source.profile))  # fmt: skip
    return [decision for decision in firsts if decision is not None]


def _title(source: SourceText, question: QuestionCompared) -> str:
    return f"{question.label.rstrip(' ?')}{source.unit(question.unit)}"


def _question(source: SourceText, question: QuestionCompared) -> Item:
    sides = [_side(question, side) for side in sides_for(source.profile)]
    read = [_decision(source, question, d) for d in _first_decisions(source, question)]
    return Item("", _title(source, question), (*sides, *read))


def _side(question: QuestionCompared, side: Side) -> Item:
    present = [f.label for f in question.of_side(side) if f.presence == "present"]
    return Item(" ; ".join(present) or NOTHING, SIDE_FR[side])


def _decision(source: SourceText, question: QuestionCompared, decision: ComparedDecision) -> Item:
    against = [d.label for d in decision.differences if not d.helps]
    left = len(against) - _FEW
    named = [*against[:_FEW], *([f"et {left} de plus"] if left > 0 else [])]
    said = f"{source.sides((decision.source,))} ; en commun : {names_of(question, decision.shared)}"
    if decision.unsettled:
        said += f" ; à établir ici : {names_of(question, decision.unsettled)}"
    if named:
        said += f" ; l'éloigne d'ici : {', '.join(named)}"
    return Item(said, decision.held.capitalize())


def _other(source: SourceText, question: QuestionCompared) -> Item:
    """Say in one line where the nearest decisions of a question go."""
    firsts = _first_decisions(source, question)
    way = "un seul sens" if len(firsts) == 1 else "les deux sens"
    named = " ; ".join(f"{d.held}, dont {source.references((d.source,))}" for d in firsts)
    said = f"les décisions les plus proches vont dans {way} ({named})"
    return Item(said, _title(source, question))
