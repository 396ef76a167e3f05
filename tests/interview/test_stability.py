"""On the whole law: what is settled stays settled, and nothing answered is asked again.

Random interviews, groups of lines answered as one step, « je ne sais pas » included. The answers
given are then given again in random orders: every status is the same.
"""

from __future__ import annotations

import random

import pytest

from expert.incident import Answer, Incident, Key
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.interview.relevance import OTHER_PUBLICATIONS
from expert.interview.session import Interview, new_incident
from knowledge import KnowledgeBase, load_base
from tests.interview.orders_table import DAY, READERS
from tests.support.drawn_answers import drawn_answer

Statements = dict[tuple[str, int | None], str]


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


def statuses_of(law: KnowledgeBase, incident: Incident, profile: str) -> Statements:
    """The status of every goal of a reader, computed afresh."""
    statuses = Statuses(situate(compile_base(law, DAY), incident))
    return {
        (atom, unit): statuses.atom(atom, unit).status
        for atom, conclusion, _ in law.atoms()
        if profile in conclusion.goals
        for unit in statuses.situation.units_at(conclusion.scope)
    }


def conducted(law: KnowledgeBase, profile: str, chance: random.Random) -> dict[Key, Answer]:
    """Conduct one interview, checking every step; return the answers in the order given."""
    session = Interview(law, new_incident("essai", DAY), profile)
    given: dict[Key, Answer] = {}
    settled: dict[tuple[str, str | None], str] = {}
    while (screen := session.next_screen()) is not None:
        lines = [question for question in screen.questions if not question.answered]
        assert lines, "a screen without a question"
        assert not given.keys() & {line.key for line in lines}, "asked again"
        if screen.key == OTHER_PUBLICATIONS:
            session.close_publications()
            given[screen.key] = "non"
        else:
            answers = {line.key: drawn_answer(line, chance) for line in lines}
            session.answer_all(answers)
            given |= answers
        standing = {(s.id, s.unit): s.status for s in session.standing()}
        for where, status in settled.items():
            shown = standing.get(where, "excluded")  # an excluded value of a slot is not shown
            assert shown == status, f"{where} was settled"
        settled |= {where: status for where, status in standing.items() if status != "open"}
    assert session.remaining() == 0
    return given


def replayed(law: KnowledgeBase, given: list[tuple[Key, Answer]], profile: str) -> Statements:
    """Give answers in an order, one at a time, and return the statuses of the end."""
    session = Interview(law, new_incident("essai", DAY), profile)
    for number, (key, answer) in enumerate(given):
        session.answer(key, answer)
        if number % 7 == 0:  # statuses read now and then: later ones restrict what was built
            session.next_question()
    return statuses_of(law, session.incident, profile)


def check(law: KnowledgeBase, profile: str, chance: random.Random, orders: int) -> None:
    given = list(conducted(law, profile, chance).items())
    expected = replayed(law, given, profile)
    for _ in range(orders):
        chance.shuffle(given)
        assert replayed(law, given, profile) == expected


@pytest.mark.parametrize("profile", READERS)
def test_a_random_interview(profile: str, law: KnowledgeBase) -> None:
    check(law, profile, random.Random(7), 1)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("profile", READERS)
def test_many_random_interviews(profile: str, seed: int, law: KnowledgeBase) -> None:
    check(law, profile, random.Random(seed), 3)
