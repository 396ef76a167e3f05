"""Decisions compared: both sides of a question, each decision, what distinguishes it both ways."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from expert.documents.precedent_words import (
    FORCE_FR,
    NOTHING,
    SIDE_FR,
    difference_said,
    held_by,
    names_of,
    sides_for,
)
from tui.plain import plain
from tui.results.citations import caution_paragraphs
from tui.results.names import where
from tui.widgets.line_list import Line, heading
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.explanation.model import Citation
    from expert.precedents.model import ComparedDecision, FactorHere, QuestionCompared
    from knowledge.models.precedents import Side

Told = TypeVar("Told", bound=Hashable)

_INDENT: Final = "  "
_BOTH_WAYS: Final = ((True, "Rend l'issue plus proche ici"), (False, "L'éloigne d'ici"))
_FORCED: Final = "À plus forte raison"
_FARTHER: Final = "D'autres décisions ont davantage en commun que celles-ci"


def question_title(question: QuestionCompared, number: int, count: int) -> str:
    """Return the question, where it stands among those compared, and its passage."""
    return f"Question {number} sur {count} : {question.label.rstrip(' ?')}{where(question.unit)}"


def comparison_lines(question: QuestionCompared, profile: str) -> Iterator[Line]:
    """Yield what the incident shows for each side, then the decisions that each side won."""
    yield heading("Ce dossier", first=True)
    for side in sides_for(profile):
        yield Line(tuple(_factors(question, side)))
    for side in sides_for(profile):
        held = question.measure if side == "mesure" else question.person
        won = question.won_by(side)
        yield heading(f"{held.capitalize()} : {_counted(len(won))}")
        yield from _gathered(question, won)


def decision_paragraphs(
    question: QuestionCompared, decision: ComparedDecision, cited: Citation
) -> Iterator[Paragraph]:
    """Yield one decision in full: what it held, to whom it applied, shared, distinguished."""
    indent = plain(_INDENT)
    held = held_by(decision)
    yield Paragraph(plain(decision.reference, "bold"))
    yield Paragraph(plain(decision.held.capitalize(), "bold $titre"), indent)
    yield Paragraph(plain(f"{held.strong} : {held.text}", "$conteste"), indent)
    yield Paragraph(plain(cited.says), indent)
    yield from caution_paragraphs(decision.caution, indent)
    yield Paragraph(plain(""))
    yield Paragraph(plain("En commun", "bold"))
    yield Paragraph(plain(names_of(question, decision.shared)), indent)
    if decision.unsettled:
        yield Paragraph(plain("Dans la décision, à établir ici", "bold"))
        yield Paragraph(plain(names_of(question, decision.unsettled)), indent)
    for helps, title in _BOTH_WAYS:
        found = [d for d in decision.differences if d.helps == helps]
        if found:
            yield Paragraph(plain(title, "bold"))
        for difference in found:
            yield Paragraph(plain(difference_said(question, difference)), plain(f"{_INDENT}· "))
    if decision.force != "not-forced":
        yield Paragraph(plain(f"{FORCE_FR[decision.force]}.", "$etabli"))
    against = [d for d in question.decisions if d.source in decision.against]
    if against:
        yield Paragraph(plain("En sens contraire, avec au moins autant en commun", "bold"))
    for other in against:
        yield Paragraph(plain(other.reference), plain(f"{_INDENT}· "))


def _counted(count: int) -> str:
    many = "s" if count > 1 else ""
    return f"{count or 'aucune'} décision{many} avec au moins un point commun"


def _factors(question: QuestionCompared, side: Side) -> Iterator[Paragraph]:
    """Yield the factors of a side: present, then still to be settled."""
    yield Paragraph(plain(SIDE_FR[side], "bold"), plain(_INDENT))
    found = question.of_side(side)
    if not any(factor.presence == "present" for factor in found):
        yield Paragraph(plain(NOTHING, "$second"), plain(f"{_INDENT}  "))
    for factor in sorted(found, key=lambda f: f.presence != "present"):
        yield _factor(factor)


def _factor(factor: FactorHere) -> Paragraph:
    if factor.presence == "present":
        return Paragraph(plain(factor.label), plain(f"{_INDENT}✓ "))
    return Paragraph(plain(f"{factor.label} (à établir)", "$second"), plain(f"{_INDENT}? "))


def _gathered(question: QuestionCompared, decisions: Sequence[ComparedDecision]) -> Iterator[Line]:
    """Yield the decisions; what several have in common with the incident is said once for all."""
    indent = plain(_INDENT)
    for nearness, near in _grouped(decisions, _nearness):
        if nearness:
            yield Line((Paragraph(plain(nearness, "italic"), indent),), title=True)
        for shared, alike in _grouped(near, lambda decision: decision.shared):
            common = f"En commun : {names_of(question, shared)}"
            yield Line((Paragraph(plain(common, "$second"), indent),), title=True)
            for decision in alike:
                yield Line((_decision(decision),), decision)


def _grouped(
    decisions: Iterable[ComparedDecision], told: Callable[[ComparedDecision], Told]
) -> Iterable[tuple[Told, list[ComparedDecision]]]:
    """Gather the decisions of which the same is told, in the order of the first of each."""
    groups: dict[Told, list[ComparedDecision]] = {}
    for decision in decisions:
        groups.setdefault(told(decision), []).append(decision)
    return groups.items()


def _nearness(decision: ComparedDecision) -> str:
    """Return how strongly a decision speaks for its outcome here, or nothing."""
    forced = f"{_FORCED} : {decision.held}" if decision.force == "forced" else ""
    farther = "" if decision.most_on_point else _FARTHER
    return " ; ".join(part for part in (forced, farther) if part)


def _decision(decision: ComparedDecision) -> Paragraph:
    applied = f" — {decision.applied_to}" if decision.applied_to else ""
    return Paragraph(plain(decision.reference, "bold") + plain(applied), plain(f"{_INDENT}· "))
