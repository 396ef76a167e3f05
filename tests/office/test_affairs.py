"""Affairs: kept as cases are, joined with their cases in one step or not at all."""

from __future__ import annotations

import pytest

from expert.affairs.affair import opened_affair
from expert.cases.refusal import CaseRefusedError
from expert.office import affairs
from expert.office.affairs import affairs_of, affairs_open, join, part
from expert.office.desk import Desk
from expert.office.errors import RefusedError
from expert.office.shelf import case_lines
from tests.office.support import NOW, Office, a_case


def made(desk: Desk, title: str = "Groupe fermé du service") -> str:
    """Return the name of an affair that the desk opens."""
    affair = opened_affair(title, desk.account.id, NOW)
    affairs_of(desk).create(affair)
    return affair.id


def test_a_case_joins_an_affair_and_leaves_it(office: Office) -> None:
    desk = office.desk()
    affair, case = made(desk), a_case(desk.account)
    desk.create(case)
    join(desk, affair, case.id)
    assert desk.open(case.id).case.affair == affair
    assert affairs_of(desk).open(affair).case.cases == (case.id,)
    with pytest.raises(CaseRefusedError, match="déjà dans cette affaire"):
        join(desk, affair, case.id)
    part(desk, affair, case.id)
    assert desk.open(case.id).case.affair is None
    assert affairs_of(desk).open(affair).case.cases == ()


def test_affairs_are_listed_by_title_and_are_no_cases(office: Office) -> None:
    desk = office.desk()
    made(desk, "Zone")
    made(desk, "Absences")
    assert [affair.title for affair in affairs_open(desk)] == ["Absences", "Zone"]
    assert affairs_open(office.desk("dir")) == []
    assert case_lines(desk) == []


def test_joining_changes_both_or_neither(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = office.desk()
    affair, case = made(desk), a_case(desk.account)
    desk.create(case)
    real = affairs.joined_affair

    def meanwhile(shared: object, held: object) -> object:
        drawer = affairs_of(office.desk())
        opened = drawer.open(affair)
        drawer.save(opened.case, opened.number)
        return real(shared, held)  # type: ignore[arg-type]

    monkeypatch.setattr(affairs, "joined_affair", meanwhile)
    with pytest.raises(RefusedError, match="recommencez"):
        join(desk, affair, case.id)
    assert desk.open(case.id).case.affair is None
    assert desk.open(case.id).number == 1


def test_joining_needs_the_right_to_change_both(office: Office) -> None:
    mine, theirs = office.desk(), office.desk("dir")
    affair, case = made(mine), a_case(mine.account)
    mine.create(case)
    mine.share(case.id, theirs.account.id, ["lire", "repondre"])
    mine.share(affair, theirs.account.id, ["lire"])
    with pytest.raises(RefusedError, match="modifier ce dossier"):
        join(theirs, affair, case.id)
    assert mine.open(case.id).case == case


def test_two_writers_of_an_affair_lose_nothing(office: Office) -> None:
    desk = office.desk()
    drawer, affair = affairs_of(desk), made(desk)
    opened = drawer.open(affair)
    drawer.save(opened.case.model_copy(update={"title": "un"}), 1)
    with pytest.raises(Exception, match="les deux versions sont gardées"):
        drawer.save(opened.case.model_copy(update={"title": "deux"}), 1)
    assert [branch.case.title for branch in drawer.branches(affair)] == ["deux"]
