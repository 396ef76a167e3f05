"""An answer drawn for a question of an interview, « je ne sais pas » now and then."""

from __future__ import annotations

import random
from datetime import date

from expert.incident import Answer
from expert.interview.session import Question


def drawn_answer(question: Question, chance: random.Random) -> Answer:
    """Return an answer of the kind asked; the one who answers is never party to the facts.

    No fact is asked by the question of the other publications: there are none.
    """
    if question.fact is None:
        return "non"
    if question.fact.id == "reporter_role":
        return "instruit"
    if chance.random() < 0.15:
        return None
    match question.kind:
        case "liste":
            return tuple(v for v in question.fact.values if chance.random() < 0.25)
        case "nombre":
            return chance.choice([3, 14, 15, 50, 500])
        case "date":
            return date(2026, chance.randint(1, 11), chance.randint(1, 20))
        case _:
            return chance.choice(list(question.fact.values))
