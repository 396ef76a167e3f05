"""What was taken back or given again, in one line. A protected answer is never repeated."""

from __future__ import annotations

from expert.disputes import say_dispute
from expert.explanation.wording import say_answer
from expert.incident import Incident, Key
from expert.interview.history import Step
from expert.plain_text import one_line
from knowledge.base_model import KnowledgeBase

_LONGEST = 60
_NO_ANSWER = "sans réponse"
_PROTECTED = "réponse protégée"


def say_undone(base: KnowledgeBase, step: Step) -> str:
    """Return « Annulé : accès réel, de « Tout le monde » à « je ne sais pas » »."""
    return f"Annulé : {_change(base, step, step.after, step.before)}."


def say_redone(base: KnowledgeBase, step: Step) -> str:
    """Return « Rétabli : … », what was taken back being given again."""
    return f"Rétabli : {_change(base, step, step.before, step.after)}."


def say_step(base: KnowledgeBase, step: Step) -> str:
    """Return what a step is about, for the line that offers to take it back."""
    return _about(base, step) or "la dernière modification"


def _change(base: KnowledgeBase, step: Step, one: Incident, other: Incident) -> str:
    answered = step.answered
    if len(answered) == 1:
        (key,) = answered
        return f"{_name(base, key)}, {_from_to(base, key, one, other)}"
    if _units_of(other) > _units_of(one):
        return f"{_places(one, other)} de nouveau là"
    if _units_of(other) < _units_of(one):
        return f"{_places(one, other)} en moins"
    about = _about(base, step)
    if answered:
        return f"{about}, en une fois"
    if step.before.publications_closed != step.after.publications_closed:
        return f"{about}, {_closed(other)}"
    return f"{about}, comme {'avant' if other is step.before else 'après'} la modification"


def _about(base: KnowledgeBase, step: Step) -> str:
    answered = step.answered
    if len(answered) > 1:
        names = [_name(base, key) for key in answered[:2]]
        left = len(answered) - len(names)
        return ", ".join(names) + (f" et {left} de plus" if left else "")
    if answered:
        return _name(base, answered[0])
    if _units_of(step.after) != _units_of(step.before):
        return _places(step.before, step.after)
    if step.before.publications_closed != step.after.publications_closed:
        return "autres publications"
    return "mots exacts"


def _from_to(base: KnowledgeBase, key: Key, one: Incident, other: Incident) -> str:
    if base.facts[key.fact].protected:
        return _PROTECTED
    was, now = _said(base, key, one), _said(base, key, other)
    return f"de nouveau {now} (et non plus {was})"


def _said(base: KnowledgeBase, key: Key, incident: Incident) -> str:
    if key in incident.disputes:
        return f"fait discuté, {say_dispute(incident.disputes[key])}"
    answers = incident.answers_at(key.spot) if incident.holds(key.spot) else {}
    if key.fact not in answers:
        return _NO_ANSWER
    said = one_line(say_answer(base.facts[key.fact], answers[key.fact]))
    return f"« {said if len(said) <= _LONGEST else f'{said[:_LONGEST]}…'} »"


def _name(base: KnowledgeBase, key: Key) -> str:
    label = base.facts[key.fact].label
    return f"{label} ({key.spot})" if key.spot.passage not in (None, "P1") else label


def _units_of(incident: Incident) -> set[str]:
    return {passage.id for _, passage in incident.units()}


def _places(one: Incident, other: Incident) -> str:
    """Name the publication, or the passage, that only one of two states holds."""
    publications = {p.id for p in one.publications} ^ {p.id for p in other.publications}
    names = ", ".join(sorted(publications or _units_of(one) ^ _units_of(other)))
    return f"{'publication' if publications else 'passage'} {names}"


def _closed(incident: Incident) -> str:
    said = {True: "« non »", False: "« je ne sais pas »", None: _NO_ANSWER}
    return f"de nouveau {said[incident.publications_closed]}"
