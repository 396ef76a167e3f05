"""How much each reader is asked: limits that a new fact must not pass without being noticed.

A sample of the replayed decisions, and every story; the bench measures all the decisions.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.incident import Incident
from expert.incident_files import read_incidents
from expert.replay import decisions_folder, questions
from expert.replay.asked import AskedFigures, ask, blank
from knowledge import KnowledgeBase, load_base

TESTS = Path(__file__).parents[1]
ONE_IN = 13
"""The sample whose means are nearest to those of all the decisions."""
STORIES = sorted(
    [*(TESTS / "recits").glob("*.yaml"), *(TESTS / "recits/ordinaires").glob("*.yaml")]
)


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


@pytest.fixture(scope="module")
def measured(law: KnowledgeBase) -> dict[str, AskedFigures]:
    found = questions(decisions_folder(), law, every=ONE_IN, profiles=("manager", "rh", "juriste"))
    return {each.profile: each for each in found}


def story(path: Path, law: KnowledgeBase) -> Incident:
    (incident,) = read_incidents(path, law)
    return incident


def test_a_manager_answers_ten_questions_at_most(measured: dict[str, AskedFigures]) -> None:
    assert measured["manager"].interviews >= 8
    assert measured["manager"].screens.most <= 10


def test_counsel_stays_within_the_mean(measured: dict[str, AskedFigures]) -> None:
    assert measured["juriste"].screens.mean <= 30


def test_human_resources_stay_within_the_mean(measured: dict[str, AskedFigures]) -> None:
    assert measured["rh"].screens.mean <= 16


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_manager_answers_ten_questions_at_most_on_every_story(
    path: Path, law: KnowledgeBase
) -> None:
    asked = ask(law, story(path, law), "manager")
    assert 5 <= len(asked.screens) <= 10
    every = [key for screen in asked.screens for key in screen]
    assert len(every) == len(set(every))
    assert asked.answers == len(every)


def test_a_blank_incident_keeps_its_publications_and_no_answer(law: KnowledgeBase) -> None:
    incident = story(STORIES[0], law)
    emptied = blank(incident)
    assert list(emptied.recorded()) == []
    assert [p.id for p in emptied.publications] == [p.id for p in incident.publications]
