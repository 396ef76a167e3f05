"""The questions of the first hour: at most six, carried where they belong, never asked again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

import pytest

from expert.first_hour import questions, with_answers
from expert.incident import Answer, Incident, Key, Spot
from expert.interview.relevance import OTHER_PUBLICATIONS
from expert.interview.session import Interview, new_incident
from knowledge import KnowledgeBase, load_base

READERS = ("manager", "rh", "juriste", "contradiction")
SINCE = datetime(2026, 10, 31, 11, 0)


@cache
def law() -> KnowledgeBase:
    return load_base()


def answered(answers: Mapping[str, Answer], incident: Incident | None = None) -> Incident:
    return with_answers(law(), incident or new_incident("Essai", date(2026, 11, 2)), answers)


def test_six_questions_at_most_all_of_them_read_by_no_rule() -> None:
    asked = questions(law(), new_incident("Essai", date(2026, 11, 2)))
    assert 1 <= len(asked) <= 6
    assert {q.key.fact for q in asked} == {
        "danger_person", "still_online", "sensitive_content", "capture_holder", "known_since",
    }  # fmt: skip
    assert all(q.fact is not None and q.fact.descriptive for q in asked)
    assert not any(q.answered for q in asked)


def test_an_answer_is_shown_again_and_not_knowing_is_an_answer() -> None:
    incident = answered({"danger_person": None, "sensitive_content": ("minor",)})
    shown = {q.key.fact: (q.state, q.current) for q in questions(law(), incident)}
    assert shown["danger_person"] == ("unknown", None)
    assert shown["sensitive_content"] == ("answered", ("minor",))
    assert shown["still_online"] == ("to-ask", None)


@pytest.mark.parametrize(
    ("content", "breach"),
    [
        (("patient",), SINCE),
        (("credentials",), SINCE),
        (("minor", "patient"), SINCE),
        ((), "ABSENT"),
        (("minor", "intimate", "threat"), "ABSENT"),
        (None, "ABSENT"),
    ],
)
def test_the_hour_is_the_start_of_the_seventy_two_only_where_data_may_be_out(
    content: Answer, breach: object
) -> None:
    incident = answered({"sensitive_content": content, "known_since": SINCE})
    assert incident.answers["superior_knew_date"] == date(2026, 10, 31)
    assert type(incident.answers["superior_knew_date"]) is date
    assert incident.answers.get("breach_awareness", "ABSENT") == breach


def test_the_order_of_the_answers_does_not_matter() -> None:
    one = answered({"known_since": SINCE}, answered({"sensitive_content": ("patient",)}))
    other = answered({"sensitive_content": ("patient",)}, answered({"known_since": SINCE}))
    assert one == other


def test_an_hour_nobody_knows_is_still_asked_of_the_breach() -> None:
    incident = answered({"sensitive_content": ("patient",), "known_since": None})
    assert incident.answers["superior_knew_date"] is None
    assert "breach_awareness" not in incident.answers


def test_an_answer_that_changes_takes_back_what_it_had_filled() -> None:
    first = answered({"sensitive_content": ("patient",), "known_since": SINCE})
    later = answered({"known_since": datetime(2026, 11, 1, 8, 30)}, first)
    assert later.answers["breach_awareness"] == datetime(2026, 11, 1, 8, 30)
    assert later.answers["superior_knew_date"] == date(2026, 11, 1)
    assert "breach_awareness" not in answered({"sensitive_content": ()}, first).answers


def test_an_answer_given_elsewhere_is_never_overwritten() -> None:
    own = new_incident("Essai", date(2026, 11, 2)).with_answer(
        Key("breach_awareness"), datetime(2026, 11, 1, 15, 0)
    )
    incident = answered({"sensitive_content": ("patient",), "known_since": SINCE}, own)
    assert incident.answers["breach_awareness"] == datetime(2026, 11, 1, 15, 0)


def test_the_content_is_that_of_the_first_publication() -> None:
    two = new_incident("Essai", date(2026, 11, 2)).with_publication()
    incident = answered({"sensitive_content": ("patient",), "still_online": "oui"}, two)
    assert incident.publications[0].answers == {"sensitive_content": ("patient",)}
    assert incident.publications[1].answers == {}
    assert incident.answers == {"still_online": "oui"}


GIVEN: dict[str, dict[str, Answer]] = {
    "everything known": {
        "danger_person": "oui", "still_online": "oui", "sensitive_content": ("patient", "minor"),
        "capture_holder": ("service",), "known_since": SINCE,
    },
    "nothing of the kind": {
        "danger_person": "non", "still_online": "non", "sensitive_content": (),
        "capture_holder": (), "known_since": date(2026, 10, 31),
    },
    "nothing known": dict.fromkeys(
        ("danger_person", "still_online", "sensitive_content", "capture_holder", "known_since")
    ),
}  # fmt: skip

STATUS: dict[str, Answer] = {"author_status": "prive", "reporter_role": "instruit"}
"""A private employee: the day the first superior knew is then asked of everybody."""


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN.keys())
def test_the_interview_asks_none_of_it_again(reader: str, given: dict[str, Answer]) -> None:
    incident = answered(given)
    filled = {key.fact for key, _ in incident.recorded()}
    assert filled >= {*given, "superior_knew_date"}
    interview = Interview(law(), incident, profile=reader)
    asked = conducted(interview)
    assert asked
    assert not filled & set(asked)
    assert len(asked) == len(set(asked))


def conducted(interview: Interview) -> list[str]:
    """Answer every question, a patient's photo by a private employee; return what was asked."""
    usual: dict[str, Answer] = {
        **STATUS, "content_kind": "photo", "content_matter": "patient_image",
        "patient_identifiable": "oui", "access": "public", "authorship": "admitted",
    }  # fmt: skip
    asked = []
    while (question := interview.next_question()) is not None:
        asked.append(question.key.fact)
        value = "non" if question.key == OTHER_PUBLICATIONS else usual.get(question.key.fact)
        interview.answer(question.key, value)
    return asked


def test_without_the_first_hour_the_interview_would_have_asked() -> None:
    interview = Interview(law(), new_incident("Essai", date(2026, 11, 2)), profile="manager")
    asked = conducted(interview)
    assert {"danger_person", "still_online", "sensitive_content", "superior_knew_date"} <= set(
        asked
    )
    assert not {"capture_holder", "known_since"} & set(asked)


def test_the_questions_stand_where_they_are_recorded() -> None:
    places = {q.key.fact: q.key.spot for q in questions(law(), answered({}))}
    assert places["sensitive_content"] == Spot("P1")
    assert places["known_since"] == Spot()
