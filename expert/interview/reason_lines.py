"""Why a question is asked, in a few lines: what hangs on it, the rule, what each answer settles."""

from __future__ import annotations

from collections.abc import Iterator

from expert.explanation.question_reasons import (
    AnswerEffect,
    HangingGoal,
    QuestionReasons,
    Standing,
    by_layer,
)
from expert.incident import Key
from expert.interview.session import Interview
from expert.layers import LAYERS
from expert.status import STATUS_FR, Status

_MOST_NAMED = 5
_SAID: dict[Standing, str] = {
    "to-ask": "",
    "waits": "Cette question attend la réponse à : ",
    "answered": "",
    "moot": "Sans objet : une autre réponse l'écarte ; rien n'en dépend maintenant.",
    "useless": "Au vu des autres réponses, aucune conclusion n'en dépend.",
    "recorded": "Aucune conclusion n'en dépend : elle sert à un délai ou au récit des faits.",
}


_MOST_TRIALS = 60
"""Few enough trials of an answer for the reader not to wait."""

TOO_MANY = "Trop de conclusions en dépendent encore pour dire ici ce que chaque réponse réglerait."


def reason_lines_of(interview: Interview, key: Key) -> list[str]:
    """Return what hangs on a question of an interview, in a few lines."""
    reasons = interview.reasons(key, most_trials=_MOST_TRIALS, every_path=False)
    return [line for line in hanging_lines(reasons) if line]


def hanging_lines(reasons: QuestionReasons) -> Iterator[str]:
    """Yield what hangs on a question by plan, each with a rule, then what each answer settles."""
    if _SAID[reasons.standing]:
        yield _SAID[reasons.standing] + " ; ".join(reasons.waits_for)
    for layer, goals in by_layer(reasons.goals).items():
        yield f"{LAYERS.get(layer, layer)}, en dépend : {_named(goals)}."
        yield f"  Règle : {goals[0].path[0].statement}" if goals[0].path else ""
    settling = [effect for effect in reasons.effects if effect.settles]
    if settling:
        yield "Ce que chaque réponse réglerait aussitôt"
        yield from _answers_by_effect(settling)
    if reasons.too_many:
        yield TOO_MANY


def _named(goals: list[HangingGoal]) -> str:
    names = list(dict.fromkeys(goal.label for goal in goals))
    return _some(names)


def _answers_by_effect(settling: list[AnswerEffect]) -> Iterator[str]:
    """Yield what each answer settles; the answers that settle the same are said together."""
    answers: dict[str, list[str]] = {}
    for effect in settling:
        answers.setdefault(_settled(effect), []).append(effect.answer)
    for settled, names in answers.items():
        shown, left = names[:_MOST_NAMED], len(names) - _MOST_NAMED
        more = f" ; et {left} autre{'s' if left > 1 else ''} réponse{'s' if left > 1 else ''}"
        yield f"  {' ; '.join(shown)}{more if left > 0 else ''} : {settled}"


def _settled(effect: AnswerEffect) -> str:
    by_status: dict[Status, list[str]] = {}
    for goal in effect.settles:
        by_status.setdefault(goal.status, []).append(goal.label)
    order: tuple[Status, ...] = ("established", "contested", "excluded")
    return " ; ".join(
        f"{STATUS_FR[status]} : {_some(list(dict.fromkeys(by_status[status])))}"
        for status in order
        if status in by_status
    )


def _some(names: list[str]) -> str:
    shown, left = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    return ", ".join(shown) + (f" et {left} autre{'s' if left > 1 else ''}" if left > 0 else "")
