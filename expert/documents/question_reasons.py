"""Why a question is asked, as a document: what hangs on it by plan, what each answer settles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from expert.documents.explanation_words import Words
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import capitalised, status_word
from expert.explanation.question_reasons import (
    AnswerEffect,
    HangingGoal,
    QuestionReasons,
    Standing,
    by_layer,
)
from expert.interview.reason_lines import TOO_MANY
from expert.layers import LAYERS
from expert.status import Status

_MOST_GOALS = 8
_ORDER: Final[tuple[Status, ...]] = ("established", "contested", "excluded")
_STANDING: Final[dict[Standing, str]] = {
    "to-ask": "Cette question est à poser maintenant.",
    "waits": "Cette question attend : d'autres réponses diront si elle a un objet.",
    "answered": "Cette question a sa réponse ; voici ce qui en dépend, au vu des autres réponses.",
    "moot": "Cette question est sans objet : une autre réponse l'écarte. Rien n'en dépend.",
    "useless": "Au vu des autres réponses, aucune conclusion ne dépend de cette question.",
    "recorded": "Aucune conclusion n'en dépend : elle est posée pour un délai ou pour le récit des "
    "faits.",
}


def question_blocks(reasons: QuestionReasons, words: Words) -> Iterator[Block]:
    """Yield why a question is asked: reason, what hangs on it by plan, what each answer settles."""
    if reasons.reason:
        yield Paragraph(reasons.reason)
    yield Paragraph(_STANDING[reasons.standing])
    if reasons.waits_for:
        yield from bullets([Item("", "Elle attend", tuple(Item(q) for q in reasons.waits_for))])
    for layer, goals in by_layer(reasons.goals).items():
        yield Heading(f"{LAYERS.get(layer, layer)} : ce qui en dépend", level=3)
        yield from bullets(_goal_items(goals, words))
    effects = [effect for effect in reasons.effects if effect.settles]
    if effects:
        yield Heading("Ce que chaque réponse réglerait aussitôt", level=3)
        yield from bullets(_effect_item(effect, words) for effect in effects)
    if reasons.too_many:
        yield Paragraph(TOO_MANY)


def _goal_items(goals: list[HangingGoal], words: Words) -> Iterator[Item]:
    for goal in goals[:_MOST_GOALS]:
        steps = [
            Item(
                f"{step.statement}{words.cite(step.sources)}",
                "Par la règle" if step.concludes is not None else "Par l'exception",
            )
            for step in goal.path
        ]
        perhaps = "" if goal.exact else " (peut encore compter)"
        yield Item(
            f"{status_word(goal.status)}{perhaps}",
            f"{goal.label}{words.where(goal.unit)}",
            tuple(steps),
        )
    left = len(goals) - _MOST_GOALS
    if left > 0:
        names = " ; ".join(f"{goal.label}{words.where(goal.unit)}" for goal in goals[_MOST_GOALS:])
        yield Item(names, "Et aussi")


def _effect_item(effect: AnswerEffect, words: Words) -> Item:
    by_status: dict[Status, list[str]] = {}
    for goal in effect.settles:
        by_status.setdefault(goal.status, []).append(f"{goal.label}{words.where(goal.unit)}")
    said = [
        Item(" ; ".join(by_status[status]), capitalised(status_word(status)))
        for status in _ORDER
        if status in by_status
    ]
    return Item("", effect.answer, tuple(said))
