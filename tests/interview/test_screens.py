"""Several facts on one screen: only useful lines, each with its own answer, nothing lost.

Exactness is proved by brute force on random bases; the rest is read on the shipped law.
"""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from expert.incident import Answer, Incident, Key, Passage, Publication, Spot
from expert.inference.program import compile_base
from expert.inference.situation import Situation, situate
from expert.inference.statuses import Statuses
from expert.interview.relevance import OTHER_PUBLICATIONS, Relevance
from expert.interview.session import Interview, Screen, new_incident
from knowledge import KnowledgeBase, load_base
from tests.interview.enumeration import MORE, Enumeration
from tests.support.random_bases import random_base

TODAY = date(2026, 11, 21)
PROFILE = "rh"
SEEDS = range(500, 518)
MOST_WORLDS = 5_000
ONE = Spot("P1", "P1")
PLACE, DANGER, ONLINE, AUTHOR = map(
    Key, ("reporter_role", "danger_person", "still_online", "authorship")
)


def one_passage() -> Incident:
    return Incident(
        "essai",
        TODAY,
        publications=(Publication("P1", (Passage("P1"),)),),
        publications_closed=True,
    )


def guarded_by(base: KnowledgeBase) -> Key:
    """The fact that the guard of the detail `p1` reads."""
    (name,) = base.facts["p1"].guard
    return Key(name, Spot() if name == "i0" else ONE)


def seen(every: Enumeration, incident: Incident) -> Situation:
    """The answers, with the detail unknown once what it presupposes is answered « unknown »."""
    detail, guard = Key("p1", ONE), guarded_by(every.program.base)
    told = incident.answers_at(guard.spot)
    silent = guard.fact in told and told[guard.fact] is None
    if silent and "p1" not in incident.answers_at(ONE):
        incident = incident.with_answer(detail, None)
    return situate(every.program, incident)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_line_matters_and_nothing_is_left_at_the_end(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    base = random_base(seed, tmp_path, grouped=True)
    every = Enumeration(compile_base(base, TODAY), 1, False)
    if len(every.assignments) * len(every.readings) > MOST_WORLDS:
        pytest.skip("too many worlds for an enumeration")
    session = Interview(base, one_passage(), PROFILE)
    asked: list[Key] = []
    while True:
        situation = seen(every, session.incident)
        expected = {
            OTHER_PUBLICATIONS if i[0] == MORE else situation.key_of(i)
            for place in every.places
            for i in every.matters(place, situation)
        }
        assert session.remaining() == len(expected)
        screen = session.next_screen()
        if screen is None:
            assert not expected, "stopped too early"
            break
        lines = [q.key for q in screen.questions if not q.answered]
        assert lines
        assert set(lines) <= expected, "a useless line"
        assert not set(lines) & set(asked), "a line asked twice"
        assert session.remaining_screens() <= len(expected)
        asked += lines
        answers: dict[Key, Answer] = {}
        for key in lines:
            values = sorted(base.facts[key.fact].values)
            answers[key] = None if chance.random() < 0.3 else chance.choice(values)
        session.answer_all(answers)
    statuses = Statuses(situation)
    for place in every.places:
        assert statuses.atom(*place).status == every.status(place, every.consistent(situation))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_screen_answered_at_once_or_line_by_line_says_the_same(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    base = random_base(seed, tmp_path, grouped=True)
    together, apart = (Interview(base, one_passage(), PROFILE) for _ in range(2))
    while (screen := together.next_screen()) is not None:
        lines = [q.key for q in screen.questions if not q.answered]
        answers: dict[Key, Answer] = {
            key: chance.choice([None, *sorted(base.facts[key.fact].values)]) for key in lines
        }
        together.answer_all(answers)
        for number, (key, value) in enumerate(answers.items()):
            apart.answer(key, value, same_step=number > 0)
        assert apart.incident == together.incident
        assert apart.effect() == together.effect()
        assert apart.standing() == together.standing()


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


def screen_of(session: Interview) -> Screen:
    screen = session.next_screen()
    assert screen is not None
    return screen


def test_a_group_shows_the_lines_that_matter_under_its_own_words(law: KnowledgeBase) -> None:
    session = Interview(law, new_incident("essai", TODAY), "manager")
    screen = screen_of(session)
    assert screen.keys == (PLACE, DANGER, ONLINE, AUTHOR)
    assert screen.title == "Pour commencer"
    assert screen.reason == law.groups["pour-commencer"].reason
    rows = law.groups["pour-commencer"].rows
    assert [q.line for q in screen.questions] == [rows[key.fact] for key in screen.keys]


def test_lines_already_answered_stay_in_sight_and_the_screen_starts_on_the_next(
    law: KnowledgeBase,
) -> None:
    session = Interview(law, new_incident("essai", TODAY), "rh")
    session.answer(PLACE, "instruit")
    session.answer(DANGER, None)
    screen = screen_of(session)
    assert screen.keys == (PLACE, DANGER, ONLINE, AUTHOR)
    assert [q.state for q in screen.questions] == ["answered", "unknown", "to-ask", "to-ask"]
    assert screen.key == ONLINE


def test_a_line_left_alone_is_asked_in_its_own_full_words(law: KnowledgeBase) -> None:
    session = Interview(law, new_incident("essai", TODAY), "juriste")
    screen = session.screen(Key("false_identity", ONE))
    assert screen.group is None
    assert screen.title == law.facts["false_identity"].question


def test_a_line_that_waits_for_another_line_comes_on_the_next_screen(law: KnowledgeBase) -> None:
    session = Interview(law, new_incident("essai", TODAY), "juriste")
    lecteurs, circle = Key("access", Spot("P1")), Key("community_of_interest", Spot("P1"))
    assert circle not in session.screen(lecteurs).keys
    session.answer(lecteurs, "closed_group")
    assert circle in session.screen(lecteurs).keys
    session.answer(lecteurs, "public")
    assert circle not in session.screen(lecteurs).keys


def test_nothing_is_asked_about_what_nobody_knows_was_said(law: KnowledgeBase) -> None:
    """« À qui l'a-t-elle signalé ? » means nothing when nobody knows whether she did."""
    details = {"alert_object", "alert_good_faith", "alert_channel", "alert_danger"}
    for answer, expected in (("oui", True), (None, False), ("non", False)):
        session = Interview(law, new_incident("essai", TODAY), "juriste")
        session.answer(Key("whistleblower_context"), answer)
        still = {question.key.fact for question in session.questions()}
        assert bool(still & details) is expected


def test_a_detail_left_unasked_leaves_every_status_where_it_was(law: KnowledgeBase) -> None:
    silent = new_incident("essai", TODAY).with_answer(Key("authorship"), None)
    told = silent.with_answer(Key("hacking_substantiated"), None)
    program = compile_base(law, TODAY)
    first, second = (Statuses(situate(program, each)) for each in (silent, told))
    for atom, conclusion, _ in law.atoms():
        unit = None if conclusion.scope == "incident" else 0
        assert first.atom(atom, unit).status == second.atom(atom, unit).status


def test_what_is_missing_names_what_a_detail_presupposes_and_not_the_detail(
    law: KnowledgeBase,
) -> None:
    silent = new_incident("essai", TODAY).with_answer(Key("authorship"), None)
    told = Relevance(Statuses(situate(compile_base(law, TODAY), silent)), "juriste").open()
    facts = [key.fact for key, unknown in told if unknown]
    assert facts == ["authorship"]


def test_unknown_is_never_no(law: KnowledgeBase) -> None:
    session = Interview(law, new_incident("essai", TODAY), "rh")
    session.answer_all({PLACE: "instruit", DANGER: None, ONLINE: None})
    recorded = dict(session.incident.recorded())
    assert recorded == {PLACE: "instruit", DANGER: None, ONLINE: None}


def test_what_a_manager_records_is_asked_once_and_only_where_its_guard_holds(
    law: KnowledgeBase,
) -> None:
    """Of the first publication alone; when nothing is known, neither the name nor the private
    employer's date is asked."""
    session = Interview(law, new_incident("essai", TODAY).with_publication(), "manager")
    asked: list[Key] = []
    while (screen := session.next_screen()) is not None:
        lines = [q.key for q in screen.questions if not q.answered]
        asked += lines
        session.answer_all({key: "instruit" if key == PLACE else None for key in lines})
    assert {key.spot.publication for key in asked} == {None, "P1"}
    assert {key.fact for key in asked} == {
        *(key.fact for key in (PLACE, DANGER, ONLINE)),
        *(set(law.readers["manager"].recorded) - {"superior_knew_date", "author_visible"}),
    }
