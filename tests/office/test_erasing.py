"""What is erased at its term, and on which day: never on a clock that jumped."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expert.cases.casefile import CaseFile
from expert.cases.decisions import Decision
from expert.cases.people import Person
from expert.office.erasing import due_cases, erase
from expert.office.errors import RefusedError
from expert.office.shelf import case_lines
from expert.office.today import confirm_day
from expert.retention.clock import UntrustedClock
from knowledge import KnowledgeBase
from tests.office.support import NOW, Office, a_case

DECIDED = date(2026, 11, 1)
"""Closed without sanction: six months by default, that is until 01/05/2027 included."""


@pytest.fixture
def base() -> KnowledgeBase:
    from knowledge import load_base

    return load_base()


@pytest.fixture
def case(office: Office) -> CaseFile:
    desk = office.desk()
    decision = Decision(
        act="sans-suite",
        on=DECIDED,
        authority="La directrice",
        reason="Faits non établis",
        by=desk.account.id,
        at=NOW,
    )
    made = a_case(desk.account, decisions=(decision,))
    desk.create(made)
    return made


def test_a_case_goes_on_its_day_and_not_the_day_before(
    office: Office, base: KnowledgeBase, case: CaseFile
) -> None:
    for day in (date(2026, 12, 20), date(2027, 1, 10), date(2027, 2, 1), date(2027, 3, 1)):
        office.wait(days=(day - office.now.date()).days)
        office.desk()  # the store is used now and then: its day is known
    for day in (date(2027, 3, 31), date(2027, 5, 1)):
        office.wait(days=(day - office.now.date()).days)
        with pytest.raises(RefusedError, match="veille du 02/05/2027"):
            erase(office.desk(), base, case.id)
    office.wait(days=1)
    plan = erase(office.desk(), base, case.id)
    assert plan.case == case.id
    with pytest.raises(RefusedError, match="n'existe plus"):
        office.desk().open(case.id)


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_ten_years_off_erases_nothing(
    office: Office, base: KnowledgeBase, case: CaseFile, years: int
) -> None:
    desk = office.desk()
    office.now = office.now.replace(year=office.now.year + years)
    with pytest.raises(RefusedError, match="horloge"):
        erase(desk, base, case.id)
    with pytest.raises(RefusedError, match="horloge"):
        due_cases(desk, base)
    office.now = NOW
    assert office.desk().open(case.id).case == case


def test_a_right_that_ended_does_not_revive_when_the_clock_goes_back(
    office: Office, case: CaseFile
) -> None:
    mine, theirs = office.desk(), office.desk("dir")
    mine.share(case.id, theirs.account.id, ["lire"], NOW.date() + timedelta(days=2))
    assert theirs.open(case.id)
    office.wait(days=5)
    mine.record("verification")
    with pytest.raises(RefusedError, match="a pris fin le 30/11/2026"):
        theirs.open(case.id)
    office.now = NOW
    with pytest.raises(RefusedError, match="n'est pas sûre"):
        theirs.open(case.id)
    assert case_lines(theirs) == []
    assert mine.open(case.id), "a right without end does not depend on the clock"


def test_nobody_takes_the_date_back_for_themself(office: Office, case: CaseFile) -> None:
    mine, theirs, third = office.desk(), office.desk("dir"), office.desk("dpo")
    mine.share(case.id, theirs.account.id, ["lire"], NOW.date() + timedelta(days=2))
    office.wait(days=20)
    mine.record("verification")
    office.now = NOW
    with pytest.raises(UntrustedClock, match="réglez l'horloge"):
        confirm_day(office.store, third.account, NOW.date() + timedelta(days=1), office.clock)
    confirm_day(office.store, theirs.account, NOW.date(), office.clock)
    with pytest.raises(RefusedError, match="n'est pas sûre"):
        theirs.open(case.id)
    confirm_day(office.store, third.account, NOW.date(), office.clock)
    assert theirs.open(case.id)


def test_after_a_long_silence_the_date_is_confirmed_by_who_is_there(
    office: Office, base: KnowledgeBase, case: CaseFile
) -> None:
    desk = office.desk()
    office.wait(days=400)
    with pytest.raises(RefusedError, match="longtemps après"):
        erase(desk, base, case.id)
    confirm_day(office.store, desk.account, office.now.date(), office.clock)
    assert erase(desk, base, case.id)


def test_a_case_opened_by_mistake_goes_for_a_reason(office: Office, base: KnowledgeBase) -> None:
    desk = office.desk()
    made = a_case(desk.account)
    desk.create(made)
    with pytest.raises(RefusedError, match="sans décision"):
        erase(desk, base, made.id)
    assert erase(desk, base, made.id, before_term="Ouvert par erreur").kept


def test_another_sanction_of_the_same_person_keeps_the_case(
    office: Office, base: KnowledgeBase
) -> None:
    desk = office.desk()
    people = (Person(id="p1", name="Anne DUPONT", role="concernee"),)
    again = (Person(id="p1", name="Mme Dupont Anne", role="concernee"),)
    made = [
        _agent(a_case(desk.account, people=who, decisions=(_blame(desk.account.id, day),)))
        for who, day in ((people, date(2023, 6, 1)), (again, date(2025, 6, 1)))
    ]
    for each in made:
        desk.create(each)
    assert _state(office, base, made[0].id) == "a-fixer"
    desk.erase(made[1].id)
    assert _state(office, base, made[0].id) == "echu"


def _state(office: Office, base: KnowledgeBase, case: str) -> str:
    lines, unread = due_cases(office.desk(), base)
    assert unread == ()
    return next(line.state for line in lines if line.due.case == case)


def _agent(case: CaseFile) -> CaseFile:
    incident = {**case.incident, "author_status": "titulaire_fph"}
    return case.model_copy(update={"incident": incident})


def _blame(by: str, day: date) -> Decision:
    return Decision(
        act="sanction",
        on=day,
        authority="La directrice",
        reason="Propos",
        sanction="blame",
        group="1",
        by=by,
        at=NOW,
    )
