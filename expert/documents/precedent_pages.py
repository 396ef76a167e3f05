"""The decisions compared with an incident, as a document of its own: both sides, one by one."""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.precedent_words import (
    SIDE_FR,
    alike,
    asked_said,
    decision_items,
    factors_said,
    held_by,
    sides_for,
)
from expert.documents.source_text import unit_text
from expert.precedents.model import ComparedDecision, Precedents, QuestionCompared
from knowledge.base_model import KnowledgeBase
from knowledge.models.precedents import Side

NOTHING_COMPARED = (
    "Aucune décision à comparer : les réponses ne montrent encore aucun facteur sur lequel des "
    "juges se sont prononcés."
)


def precedent_pages(
    base: KnowledgeBase, title: str, precedents: Precedents, profile: str, *, every: bool
) -> Iterator[Block]:
    """Yield the comparison of one incident.

    Without `every`, only the decisions most on point, those that force and what opposes them.
    """
    yield Heading(f"Décisions comparées : {title}" if title else "Décisions comparées", level=1)
    yield Paragraph(precedents.note)
    if not precedents.questions:
        yield Paragraph(NOTHING_COMPARED)
        return
    for question in precedents.questions:
        yield from _question(base, question, profile, every=every)
    if precedents.left_out:
        yield Paragraph(
            f"{precedents.left_out} décisions décrites au registre ne peuvent pas être citées : "
            "elles ne sont ni montrées, ni comparées."
        )


def _question(
    base: KnowledgeBase, question: QuestionCompared, profile: str, *, every: bool
) -> Iterator[Block]:
    unit = f" ({unit_text(question.unit)})" if question.unit else ""
    yield Heading(f"{question.label}{unit}")
    yield from bullets(
        Item(factors_said(question, side), SIDE_FR[side]) for side in sides_for(profile)
    )
    settle = list(asked_said(base, question))
    if settle:
        yield Paragraph("Les questions qui le diraient :")
        yield from bullets(settle)
    for side in sides_for(profile):
        yield from _side(question, side, every=every)


def _side(question: QuestionCompared, side: Side, *, every: bool) -> Iterator[Block]:
    """Yield the decisions that one side won, the most on point first."""
    won = question.won_by(side)
    held = question.measure if side == "mesure" else question.person
    yield Heading(held.capitalize(), level=3)
    shown = [d for d in won if every or d.most_on_point or d.force == "forced"]
    yield from bullets(_decisions(question, group) for group in alike(shown))
    left = len(won) - len(shown)
    if not won:
        yield Paragraph("Aucune décision du registre n'a un facteur en commun avec ce dossier.")
    elif left:
        yield Paragraph(
            f"Décisions qui ont moins en commun, non montrées ici : {left} "
            f"(--question {question.question})."
        )


def _decisions(question: QuestionCompared, group: list[ComparedDecision]) -> Item:
    """Return a decision, and those that compare in the same way."""
    first, *others = group
    items = list(decision_items(question, first))
    if others:
        same = tuple(_same(decision) for decision in others)
        items.append(Item("", "Se comparent de la même manière", same))
    return Item("", first.reference, tuple(items))


def _same(decision: ComparedDecision) -> Item:
    held = held_by(decision)
    caution = (Item(decision.caution, "Prudence"),) if decision.caution else ()
    return Item(held.text, decision.reference, caution)
