"""Which dates are asked, of whom and when; what every line carries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from expert.assessment import assess
from expert.assessment.deadlines import AREA_FACT
from expert.holidays import AREAS
from expert.incident import Answer
from expert.interview.session import Interview
from tests.assessment.deadline_cases import STATUS, case, law, lines


def test_each_place_of_the_question_has_a_calendar() -> None:
    assert tuple(law().facts[AREA_FACT].values) == AREAS
    assert law().facts[AREA_FACT].descriptive


def test_a_step_without_its_day_is_shown_as_a_date_to_find() -> None:
    answers: dict[str, Answer] = {
        STATUS: "titulaire_fph",
        "discovery_date": date(2026, 10, 1),
        "procedure_events": ("council_session", "suspension"),
    }
    found = lines(case(answers))
    assert found["convocation-conseil"].starts is None and found["suspension-agent"].ends is None
    assert found["convocation-conseil"].standing == ""
    assert "avis-du-conseil" not in found


def asked(profile: str, answers: Mapping[str, Answer]) -> list[str]:
    """The facts an interview asks when each further answer is « je ne sais pas »."""
    session, found = Interview(law(), case(answers), profile), []
    while (question := session.next_question()) is not None:
        found.append(question.key.fact)
        session.answer(question.key, None)
    return found


def test_the_day_of_a_step_is_asked_once_the_step_is_known() -> None:
    known: dict[str, Answer] = {STATUS: "titulaire_fph", "discovery_date": date(2026, 10, 1)}
    seen = asked("rh", {**known, "procedure_events": ("council_session",)})
    assert "council_session_date" in seen
    assert not {"council_seized_date", "suspension_date", "interview_date"} & set(seen)
    assert "procedure_events" in asked("rh", known)
    nothing = asked("juriste", {**known, "procedure_events": ()})
    # The day of a sanction already taken is no step to come: the rules on annulment read it.
    assert not {fact for fact in nothing if fact.endswith("_date")} - {
        "first_online_date", "discovery_date", "republication_date", "prior_sanction_date",
        "sanction_notified_date",
    }  # fmt: skip


@pytest.mark.parametrize("day", [date(2026, 11, 10), None])
def test_nobody_is_asked_for_steps_while_there_can_hardly_be_one(day: Answer) -> None:
    assert "procedure_events" not in asked("rh", {STATUS: "titulaire_fph", "discovery_date": day})
    began = {"discovery_date": day, "already_sanctioned": "oui"}
    assert "procedure_events" in asked("rh", {STATUS: "titulaire_fph", **began})


def test_a_manager_is_never_asked_for_a_step_nor_its_day() -> None:
    events = tuple(law().facts["procedure_events"].values)
    seen = set(asked("manager", {STATUS: "titulaire_fph", "procedure_events": events}))
    assert not seen & {fact.id for fact in law().facts.values() if fact.asked_for_dates}


def test_every_line_says_what_a_reader_needs() -> None:
    for deadline, _ in law().deadlines.values():
        assert deadline.for_whom and deadline.why_start and deadline.sources
        assert deadline.dossier, deadline.id
        assert deadline.certainty != "conseil" or "conseil" in (deadline.note or "").lower()


def test_the_published_assessment_carries_the_new_fields() -> None:
    answers: dict[str, Answer] = {
        STATUS: "titulaire_fph",
        "council_session_date": date(2026, 12, 15),
    }
    published = assess(law(), case(answers)).model_dump(mode="json")["deadlines"]
    line = next(entry for entry in published if entry["id"] == "convocation-conseil")
    assert (line["plan"], line["actor"], line["direction"]) == ("procedure", "employeur", "before")
    assert (line["days_left"], line["standing"]) == (10, "expire dans 10 jours")
