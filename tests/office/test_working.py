"""A case being worked on: its history, its numbers, and two people who save it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from expert.cases.answers import AnswerRecord
from expert.cases.history import is_answer
from expert.incident import Incident, Key, Spot
from expert.office.accounts import Card, Profile
from expert.office.desk import Desk
from expert.office.errors import ConflictError, RefusedError
from expert.office.heads import head_of, name_of, with_two_versions
from expert.office.working import WorkingCase, started_case, taken_up_case
from tests.office.support import Office
from tests.tui.support import complete_incident, mini_base


def kept(office: Office, incident: Incident | None = None) -> WorkingCase:
    """A case that is stored, with the answers of an incident."""
    incident = incident or Incident("Dossier 1", date(2026, 11, 28))
    case = started_case(office.desk(), mini_base(), incident)
    case.save(incident)
    return case


def answers_of(case: WorkingCase) -> list[AnswerRecord]:
    """The history of the answers alone: not of the name nor of the places."""
    return [record for record in case.case.answers if is_answer(record)]


def test_the_history_says_who_answered_what_and_when_and_only_grows(office: Office) -> None:
    case, me = kept(office), office.account("rh1").id
    assert answers_of(case) == []
    first, fact = office.now, Key("danger_person")
    case.save(case.incident().with_answer(fact, "oui"))
    office.wait(minutes=5)
    case.save(case.incident().with_answer(fact, None))
    office.wait(minutes=5)
    case.save(case.incident().without_answer(fact))
    told = [(r.question, r.value, r.given, r.by) for r in answers_of(case)]
    assert told == [
        ("danger_person", "oui", True, me),
        ("danger_person", None, True, me),
        ("danger_person", None, False, me),
    ]
    assert [answers_of(case)[n].at for n in (0, 2)] == [first, office.now]
    again = taken_up_case(office.desk(), mini_base(), case.id)
    assert again.case == case.case and again.saved_at == office.now


def test_an_answer_on_a_passage_is_named_by_its_place(office: Office) -> None:
    case = kept(office, complete_incident())
    questions = {record.question for record in answers_of(case)}
    assert {"access@P1", "outrageous_expression@P1/P1", "discovery_date"} <= questions
    case.save(case.incident().with_answer(Key("grounds", Spot("P1", "P1")), None))
    assert case.case.answers[-1].question == "grounds@P1/P1"


@pytest.mark.parametrize("profile", ["rh", "juriste", "cadre"])
def test_who_opens_a_case_knows_at_once_what_may_be_done_of_it(
    office: Office, profile: Profile
) -> None:
    account = replace(office.account("rh1"), card=Card(name="Jeanne Martin", profile=profile))
    desk = Desk(office.store, account, office.clock)
    incident = Incident("Dossier 1", date(2026, 11, 28))
    case = started_case(desk, mini_base(), incident)
    case.save(incident)
    assert case.operations == taken_up_case(desk, mini_base(), case.id).operations
    assert ("decider" in case.operations) is (profile != "cadre")


def test_saving_what_did_not_change_tells_nothing_new(office: Office) -> None:
    case = kept(office, complete_incident())
    before = case.case.answers
    case.save(case.incident())
    assert case.case.answers == before and case.number == 2


def test_two_people_keep_both_versions_and_a_choice_settles_them(office: Office) -> None:
    mine = kept(office)
    mine.desk.share(mine.id, office.account("dir").id, ["lire", "repondre"])
    theirs = taken_up_case(office.desk("dir"), mini_base(), mine.id)
    theirs.save(theirs.incident().with_answer(Key("danger_person"), "oui"))
    assert not mine.is_last()
    with pytest.raises(ConflictError):
        mine.save(mine.incident().with_answer(Key("danger_person"), "non"))
    assert mine.beside and with_two_versions(mine.desk) == {mine.id}
    assert with_two_versions(office.desk("dpo")) == frozenset()
    head = head_of(mine.desk, mine.id)
    assert name_of(mine.desk, head.account) == "Ali Benali"
    seen = taken_up_case(office.desk(), mini_base(), mine.id)
    (branch,) = seen.branches()
    seen.settle(seen.case, seen.reading(branch.case), seen.number, [branch.id])
    assert with_two_versions(mine.desk) == frozenset()
    last = taken_up_case(office.desk("dir"), mini_base(), mine.id)
    assert last.incident().answers == {"danger_person": "non"}
    assert [r.value for r in answers_of(last)] == ["oui", "non"], "both are in the history"


def test_what_a_stranger_asks_of_a_case_is_refused(office: Office) -> None:
    case = kept(office)
    with pytest.raises(RefusedError):
        head_of(office.desk("dpo"), case.id)
    with pytest.raises(RefusedError):
        taken_up_case(office.desk("dpo"), mini_base(), case.id)
    assert name_of(office.desk("dpo"), "u-000000000000") == "u-000000000000"


def test_a_reader_without_the_right_to_answer_saves_nothing(office: Office) -> None:
    case = kept(office)
    case.desk.share(case.id, office.account("dir").id, ["lire"])
    read = taken_up_case(office.desk("dir"), mini_base(), case.id)
    assert not read.may_answer and case.may_answer
    with pytest.raises(RefusedError, match="modifier"):
        read.save(read.incident().with_answer(Key("danger_person"), "oui"))


def test_a_copy_is_another_case_with_the_same_answers(office: Office) -> None:
    case = kept(office, complete_incident())
    copy = case.copy()
    copy.save(case.incident())
    assert copy.id != case.id and copy.number == 1
    assert taken_up_case(office.desk(), mini_base(), copy.id).incident() == case.incident()
