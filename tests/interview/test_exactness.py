"""No useless question and no early stop, proved by brute force on random bases."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from expert.incident import Incident, Passage, Publication
from expert.inference.program import compile_base
from expert.inference.situation import Situation, situate
from expert.inference.statuses import Statuses
from expert.interview.relevance import OTHER_PUBLICATIONS
from expert.interview.session import Interview, Question
from knowledge import KnowledgeBase
from tests.interview.enumeration import MORE, Enumeration
from tests.support.random_bases import random_base

TODAY = date(2026, 11, 21)
PROFILE = "rh"
ONE_PASSAGE = range(100, 118)
OPEN_LISTS = range(200, 208)
TWO_PASSAGES = range(300, 306)
MOST_WORLDS = 5_000


def incident(units: int, *, closed: bool) -> Incident:
    """An incident about which nothing was asked."""
    return Incident(
        "essai",
        TODAY,
        publications=tuple(Publication(f"P{n}", (Passage(f"P{n}"),)) for n in range(units)),
        publications_closed=True if closed else None,
    )


def enumerated(base: KnowledgeBase, units: int, *, closed: bool) -> Enumeration:
    every = Enumeration(compile_base(base, TODAY), units, not closed)
    if len(every.assignments) * len(every.readings) > MOST_WORLDS:
        pytest.skip("too many worlds for an enumeration")
    return every


def answered(chance: random.Random, question: Question) -> str | None:
    if question.key == OTHER_PUBLICATIONS:
        return "non"
    assert question.fact is not None
    return None if chance.random() < 0.25 else chance.choice(sorted(question.fact.values))


def useful(every: Enumeration, situation: Situation) -> set[object]:
    """The questions that matter to some goal, by definition."""
    instances = {i for place in every.places for i in every.matters(place, situation)}
    return {OTHER_PUBLICATIONS if i[0] == MORE else situation.key_of(i) for i in instances}


def interview_against_brute_force(seed: int, folder: Path, units: int, *, closed: bool) -> int:
    """Run one whole interview; return how many questions it asked."""
    chance = random.Random(seed)
    base = random_base(seed, folder)
    every = enumerated(base, units, closed=closed)
    session = Interview(base, incident(units, closed=closed), PROFILE)
    asked: list[object] = []
    while True:
        situation = situate(every.program, session.incident)
        if session.incident.publications_closed and every.list_is_open:
            every = Enumeration(every.program, units, False)
        expected = useful(every, situation)
        assert session.remaining() == len(expected)
        question = session.next_question()
        if question is None:
            assert not expected, "stopped too early"
            break
        assert question.key in expected, "a useless question"
        assert question.key not in asked, "a question asked twice"
        asked.append(question.key)
        session.answer(question.key, answered(chance, question))
    statuses = Statuses(situation)
    for place in every.places:
        final = every.status(place, every.consistent(situation))
        assert statuses.atom(*place).status == final
        assert set(every.by_answers(place, situation).values()) == {final}
    return len(asked)


@pytest.mark.parametrize("seed", ONE_PASSAGE)
def test_each_question_matters_and_none_is_left_at_the_end(seed: int, tmp_path: Path) -> None:
    interview_against_brute_force(seed, tmp_path, 1, closed=True)


@pytest.mark.parametrize("seed", OPEN_LISTS)
def test_while_other_publications_may_come(seed: int, tmp_path: Path) -> None:
    interview_against_brute_force(seed, tmp_path, 1, closed=False)


@pytest.mark.parametrize("seed", TWO_PASSAGES)
def test_with_two_publications(seed: int, tmp_path: Path) -> None:
    interview_against_brute_force(seed, tmp_path, 2, closed=True)
