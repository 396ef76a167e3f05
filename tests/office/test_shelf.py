"""The list of an account: what it may see, read once, and never shown from what was erased."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from expert.cases.casefile import CaseFile
from expert.office import shelf as shelves
from expert.office.sealing import Sealer
from expert.office.shelf import case_lines
from expert.store.schema import revision, shelf
from tests.office.support import (
    NOW,
    Office,
    a_case,
    retitled,
)


def test_the_last_saved_comes_first(office: Office) -> None:
    desk = office.desk()
    cases = [a_case(desk.account, f"Dossier {n}") for n in range(3)]
    for case in cases:
        desk.create(case)
        office.wait(minutes=1)
    desk.save(retitled(cases[0], "Repris"), 1)
    lines = case_lines(desk)
    assert [line.title for line in lines] == ["Repris", "Dossier 2", "Dossier 1"]
    assert lines[0].number == 2
    assert lines[0].saved_at == office.now
    assert lines[0].step == "à commencer"


def test_a_second_list_opens_no_case_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = office.desk()
    cases = [a_case(desk.account, f"Dossier {n}") for n in range(5)]
    for case in cases:
        desk.create(case)
    first = case_lines(desk)
    opened: list[int] = []
    real = Sealer.open

    def counted(self: Sealer[CaseFile], sealed: bytes, number: int) -> CaseFile:
        opened.append(number)
        return real(self, sealed, number)

    monkeypatch.setattr(Sealer, "open", counted)
    assert case_lines(desk) == first
    assert opened == []
    desk.save(retitled(cases[2], "Changé"), 1)
    assert {line.title for line in case_lines(desk)} >= {"Changé", "Dossier 0"}
    assert opened == [2]


def test_a_list_longer_than_one_transaction_is_whole(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "_TOGETHER", 2)
    desk = office.desk()
    for n in range(5):
        desk.create(a_case(desk.account, f"Dossier {n}"))
    assert len(case_lines(desk)) == 5


def test_an_erased_case_leaves_every_list(office: Office) -> None:
    mine, theirs = office.desk(), office.desk("dir")
    case = a_case(mine.account, "Madame Dupont")
    mine.create(case)
    mine.share(case.id, theirs.account.id, ["lire"])
    assert len(case_lines(mine)) == len(case_lines(theirs)) == 1
    mine.erase(case.id)
    with office.store.transaction() as connection:
        assert connection.execute(select(shelf)).all() == []
    assert case_lines(mine) == case_lines(theirs) == []


def test_a_right_given_changed_or_ended_is_seen_at_once(office: Office) -> None:
    mine, theirs = office.desk(), office.desk("dir")
    case = a_case(mine.account)
    mine.create(case)
    assert case_lines(theirs) == []
    mine.share(case.id, theirs.account.id, ["lire"], NOW.date())
    assert len(case_lines(theirs)) == 1
    office.wait(days=1)
    assert case_lines(theirs) == []
    mine.share(case.id, theirs.account.id, ["lire"], NOW.date() + timedelta(days=9))
    assert len(case_lines(theirs)) == 1
    mine.share(case.id, theirs.account.id, ["exporter"])
    assert case_lines(theirs) == []


def test_a_damaged_case_is_a_line_that_says_so(office: Office) -> None:
    desk = office.desk()
    good, bad = a_case(desk.account, "Bon"), a_case(desk.account, "Abîmé")
    desk.create(good)
    desk.create(bad)
    with office.store.transaction() as connection:
        connection.execute(
            update(revision).where(revision.c.casefile == bad.id).values(sealed=b"abime")
        )
    problems = {line.id: line.problem for line in case_lines(desk)}
    assert problems[good.id] is None
    assert "abîmé" in (problems[bad.id] or "")


def test_a_list_that_was_damaged_is_made_anew(office: Office) -> None:
    desk = office.desk()
    desk.create(a_case(desk.account))
    first = case_lines(desk)
    with office.store.transaction() as connection:
        connection.execute(update(shelf).values(sealed=b"abime"))
    assert case_lines(desk) == first
