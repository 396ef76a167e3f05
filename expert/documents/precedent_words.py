"""How a comparison with decisions is said: sides, differences both ways, strength. No rate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.documents.outline import Item
from expert.incident import parse_key
from expert.precedents.model import (
    ComparedDecision,
    DifferenceResult,
    QuestionCompared,
)
from knowledge.base_model import KnowledgeBase
from knowledge.models.precedents import Side

SIDE_FR: dict[Side, str] = {
    "mesure": "Va dans le sens de la mesure ou de la poursuite",
    "personne": "Va dans le sens de la personne",
}
FORCE_FR = {
    "forced": (
        "À plus forte raison : tout ce que la décision rapporte en faveur de cette issue est ici, "
        "et rien ne va ici en sens contraire qu'elle n'avait déjà"
    ),
    "may-force": "À plus forte raison, mais seulement selon ce que diront les points à établir",
}
NOTHING = "rien au vu des réponses"


def sides_for(profile: str) -> tuple[Side, Side]:
    """Return the sides in the order a reader is told them."""
    return ("personne", "mesure") if profile == "contradiction" else ("mesure", "personne")


def factors_said(question: QuestionCompared, side: Side) -> str:
    """Return the factors of a side that the incident shows, then those still to be settled."""
    found = question.of_side(side)
    present = [f.label for f in found if f.presence == "present"]
    possible = [f.label for f in found if f.presence == "possible"]
    said = " ; ".join(present) or NOTHING
    return f"{said}. À établir : {' ; '.join(possible)}" if possible else said


def held_by(decision: ComparedDecision) -> Item:
    """Return to whom a decision applied, and how it is known."""
    if decision.applied_to is None:
        return Item(decision.level_label, "Décision")
    return Item(f"{decision.applied_to} ; {decision.level_label}", "Appliquée à")


def names_of(question: QuestionCompared, factors: Iterable[str]) -> str:
    """Return the words of factors, in their order."""
    return " ; ".join(question.label_of(factor) for factor in factors)


def alike(decisions: Iterable[ComparedDecision]) -> list[list[ComparedDecision]]:
    """Gather the decisions that share the same things and differ by the same things."""
    groups: dict[object, list[ComparedDecision]] = {}
    for decision in decisions:
        differences = frozenset((d.factor, d.here) for d in decision.differences)
        groups.setdefault((decision.shared, decision.force, differences), []).append(decision)
    return list(groups.values())


def decision_items(question: QuestionCompared, decision: ComparedDecision) -> Iterator[Item]:
    """Yield what one decision shares, what distinguishes it both ways, and what opposes it."""
    yield held_by(decision)
    yield Item(names_of(question, decision.shared), "En commun")
    if decision.unsettled:
        yield Item(names_of(question, decision.unsettled), "Dans la décision, à établir ici")
    if decision.force != "not-forced":
        yield Item(FORCE_FR[decision.force])
    for helps, title in ((True, "Rend l'issue plus proche ici"), (False, "L'éloigne d'ici")):
        found = [d for d in decision.differences if d.helps == helps]
        if found:
            yield Item("", title, tuple(Item(difference_said(question, d)) for d in found))
    if decision.caution:
        yield Item(decision.caution, "Prudence")


def difference_said(question: QuestionCompared, difference: DifferenceResult) -> str:
    """Return one difference, where it stands, and whether something of the other answers it."""
    where = "ici seulement" if difference.here else "dans la décision seulement"
    untold = " (la décision n'en dit rien)" if difference.untold else ""
    if difference.downplayed:
        other = "la décision avait" if difference.here else "il y a ici"
        answer = f" ; atténué : {other} {names_of(question, difference.answered_by)}"
    else:
        answer = " ; souligné : rien de comparable en face"
    return f"{difference.label}, {where}{untold}{answer}"


def asked_said(base: KnowledgeBase, question: QuestionCompared) -> Iterator[str]:
    """Yield, for each factor still to be settled, the first question that would tell it."""
    for factor in question.factors:
        if factor.presence == "possible" and factor.asks:
            yield f"{factor.label} : {base.facts[parse_key(factor.asks[0]).fact].question}"
