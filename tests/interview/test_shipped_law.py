"""Whole interviews on the shipped law: they go forward, phase after phase, and they end."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from expert.incident import Answer, Key
from expert.interview.relevance import OTHER_PUBLICATIONS
from expert.interview.session import Interview, Question, new_incident
from knowledge import load_base

TODAY = date(2026, 11, 21)


def plausible(chance: random.Random, question: Question) -> Answer:
    """One answer a reader might give; never that he is himself aimed at, which ends it all."""
    if question.key == OTHER_PUBLICATIONS:
        return "non"
    if question.key.fact == "reporter_role":
        return "instruit"
    assert question.fact is not None
    match question.kind:
        case "liste":
            return tuple(v for v in question.fact.values if chance.random() < 0.3)
        case "nombre":
            return chance.choice([3, 20, 500])
        case "date":
            return TODAY - timedelta(days=chance.randrange(300))
        case _:
            return chance.choice([None, *question.fact.values, *question.fact.values])


@pytest.mark.parametrize(("profile", "seed"), [("manager", 1), ("rh", 2), ("juriste", 3)])
def test_an_interview_goes_forward_and_ends(profile: str, seed: int) -> None:
    law, chance = load_base(), random.Random(seed)
    session = Interview(law, new_incident("essai", TODAY), profile)
    asked: list[Key] = []
    phases: list[str] = []
    while (question := session.next_question()) is not None:
        asked.append(question.key)
        phases.append(question.block.phase)
        assert question.title
        assert question.reason
        assert session.remaining() > 0
        session.answer(question.key, plausible(chance, question))
    assert session.remaining() == 0
    assert len(asked) == len(set(asked))
    assert phases == sorted(phases, key=["ouverture", "publication", "suite"].index)
    goals = session.standing()
    assert goals
    assert all(goal.sentence for goal in goals)
    session.forget(asked[0])
    again = session.next_question()
    assert again is None or again.key == asked[0] or session.report_only
