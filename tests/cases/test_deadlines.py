"""The last days that a list of cases shows: which, in which order, in which words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from expert.assessment import assess
from expert.cases.assessments import NotedDeadline
from expert.cases.casefile import CaseFile
from expert.cases.changes import with_assessment, with_due_date, with_due_date_done, with_incident
from expert.cases.deadlines import CaseDeadline, last_days, nearest, told
from expert.cases.line import line_of
from expert.incident import Key
from tests.cases.examples import AT, BY, DAY, a_case, an_incident
from tests.tui.support import mini_base


def case_deadlines(case: CaseFile, today: date) -> tuple[CaseDeadline, ...]:
    return told(last_days(case), today)


def _noted(*days: date) -> CaseFile:
    case = a_case()
    for number, day in enumerate(days):
        case = with_due_date(case, f"Échéance {number}", day, BY, AT)
    return case


def _with_result(**changed: Any) -> CaseFile:
    """A case whose last result gave one delay, said so by `changed`."""
    incident = an_incident()
    case = with_assessment(
        mini_base(), a_case(), incident, assess(mini_base(), incident, "rh"), "rh", BY, AT
    )
    said = {"id": "d", "label": "Déclarer", "for_whom": "l'établissement", "ends": "2026-12-10"}
    deadline = NotedDeadline(**{**said, "status": "established", **changed})
    result = case.assessments[0]
    shown = type(result)(**{**dict(result), "deadlines": (deadline,)})
    return type(case)(**{**dict(case), "assessments": (shown,)})


def test_the_words_of_the_list() -> None:
    day = date(2026, 12, 10)
    for today, said in (
        (DAY, "expire dans 12 jours"),
        (date(2026, 12, 9), "expire dans 1 jour"),
        (day, "expire aujourd'hui"),
        (date(2026, 12, 11), "expiré depuis le 10/12/2026 (1 jour)"),
    ):
        (found,) = case_deadlines(_noted(day), today)
        assert found.standing == said
        assert found.expired is (today > day)
        assert not found.last.of_law


def test_a_delay_of_the_last_result_is_told_for_whom() -> None:
    (found,) = case_deadlines(_with_result(actor="employeur"), DAY)
    assert (found.last.label, found.last.for_whom, found.last.actor) == (
        "Déclarer",
        "l'établissement",
        "employeur",
    )
    assert (found.last.day, found.standing) == (date(2026, 12, 10), "expire dans 12 jours")
    assert found.last.of_law
    assert found.last.caution == ""


def test_a_delay_in_hours_keeps_its_hour() -> None:
    (found,) = case_deadlines(_with_result(ends="2026-11-28T11:30:00"), DAY)
    assert found.standing == "expire aujourd'hui à 11 h 30"
    (midnight,) = case_deadlines(_with_result(ends="2026-11-29T00:00:00"), DAY)
    assert (midnight.last.day, midnight.standing) == (DAY, "expire aujourd'hui à minuit")


def test_a_date_that_may_not_hold_says_why() -> None:
    for status, said in (("open", "s'il s'applique : à établir"), ("contested", "contesté")):
        (found,) = case_deadlines(_with_result(status=status), DAY)
        assert said in found.last.caution
    changed = an_incident().with_answer(Key("danger_person"), "oui")
    stale = with_incident(mini_base(), _with_result(status="open"), changed, BY, AT)
    (found,) = case_deadlines(stale, DAY)
    assert found.last.caution == (
        "s'il s'applique : à établir ; réponses changées depuis le résultat du 28/11/2026"
    )


def test_only_the_last_result_counts() -> None:
    case = _with_result(label="Ancien")
    incident = an_incident()
    result = assess(mini_base(), incident, "rh")
    case = with_assessment(mini_base(), case, incident, result, "rh", BY, AT)
    assert [d.last.label for d in case_deadlines(case, DAY)] == [
        "Engager la procédure disciplinaire"
    ]


def test_what_is_done_is_not_shown() -> None:
    case = with_due_date_done(_noted(DAY), "Échéance 0", DAY, DAY)
    assert case_deadlines(case, DAY) == ()
    assert nearest(last_days(case), DAY) is None


@given(st.lists(st.integers(-40, 40), unique=True, max_size=8))
def test_the_earliest_last_day_comes_first_and_a_late_one_is_shown_until_it_is_done(
    gaps: list[int],
) -> None:
    days = [DAY + timedelta(days=gap) for gap in gaps]
    case = _noted(*days)
    assert [found.last.day for found in case_deadlines(case, DAY)] == sorted(days)
    shown = nearest(last_days(case), DAY)
    late = [day for day in days if day < DAY]
    expected = min(late) if late else min(days, default=None)
    assert (shown.last.day if shown else None) == expected


def test_the_list_shows_what_is_late_then_what_comes_then_what_is_past() -> None:
    said = {"actor": "employeur", "ends": "2026-11-20"}
    late = with_due_date(_with_result(**said, still_due=True), "A", date(2026, 12, 1), BY, AT)
    past = with_due_date(_with_result(**said), "A", date(2026, 12, 1), BY, AT)
    alone = _with_result(**said)
    shown = [nearest(last_days(case), DAY) for case in (late, past, alone)]
    assert [each and each.standing for each in shown] == [
        "expiré depuis le 20/11/2026 (8 jours)",
        "expire dans 3 jours",
        "expiré depuis le 20/11/2026 (8 jours)",
    ]


def test_the_list_shows_no_delay_of_somebody_else() -> None:
    case = _with_result(actor="personne")
    assert len(last_days(case)) == 1
    assert nearest(last_days(case), DAY) is None


def test_the_line_of_a_case_keeps_its_last_days() -> None:
    case = _with_result(actor="employeur")
    assert line_of(case, 1, AT).last_days == last_days(case)


def test_on_one_day_what_the_law_says_comes_first() -> None:
    case = with_due_date(_with_result(), "A", date(2026, 12, 10), BY, AT)
    assert [found.last.label for found in case_deadlines(case, DAY)] == ["Déclarer", "A"]
