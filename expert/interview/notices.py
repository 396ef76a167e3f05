"""What is said around an answer, in the same words on every screen and in every prompt.

The notice of a protected question, what not knowing costs, and the line under every free field.
"""

from __future__ import annotations

from typing import Final

from expert.interview.questions import Question

READ_BY_JUDGE: Final = "Ce texte pourra être lu par l'agent et par un juge."
"""Under every free field: what was used to decide is given to the person it was decided about."""

WORKING_NOTE: Final = "Note de travail : aucune règle ne la lit, aucun document ne la reprend."

PROTECTED_NOTICE: Final = (
    "Question sensible : elle ne sert qu'à vérifier une protection de la personne.",
    "« Je ne sais pas » suffit si vous ne le savez pas déjà : ne cherchez pas à l'apprendre.",
    "La réponse est gardée à part, n'entre dans aucun document, et ne peut qu'aider la personne.",
)
"""Before the answer to a protected question; why it is asked is the reason of the question."""

_NOTHING_HANGS: Final = "Rien n'en dépend : le récit des faits le dira non précisé."
_OPEN: Final = "Ce qui en dépend restera « à établir »."
_ONE_DELAY: Final = "Un délai qui en part restera sans date."
_ALL_PUBLICATIONS: Final = "Rien ne sera dit de l'ensemble des publications."


def notice_of(question: Question) -> tuple[str, ...]:
    """Return what is said before the answer of a sensitive question; nothing for the others."""
    return PROTECTED_NOTICE if question.protected else ()


def cost_of_not_knowing(question: Question) -> str:
    """Return what « je ne sais pas » costs: what stays open, what is presumed, what would settle.

    Not knowing is never a fault and never a no: it only leaves something open.
    """
    fact = question.fact
    if fact is None:
        return _ALL_PUBLICATIONS
    if fact.descriptive:
        return _NOTHING_HANGS
    sentences = [_ONE_DELAY if fact.kind == "date" and fact.asked_for_dates else _OPEN]
    if fact.presumption is not None:
        value = fact.values.get(fact.presumption.value, fact.presumption.value)
        burden = fact.presumption.burden.rstrip(".")
        sentences.append(f"Sans preuve, on retient : {value.lower()} ({burden}).")
    if question.pieces:
        sentences.append(f"Pour trancher : {', '.join(question.pieces)}.")
    return " ".join(sentences)
