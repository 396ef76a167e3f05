"""The first run, unlocking, another phrase, and a phrase lost and given back by two officers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from expert.office.accounts import Card
from expert.office.errors import RefusedError, WrongPhraseError
from expert.office.founding import NO_RECOVERY, found, founded
from expert.office.recovering import recover
from expert.office.unlocking import change_phrase, unlocked
from expert.store.opening import Store
from expert.store.schema import account, escrow, setting
from expert.vault.phrase import PhraseError
from tests.office.support import (
    FIRST,
    OFFICERS,
    Office,
)
from tests.store.support import PHRASE

REASON = "Poste de démonstration, aucun dossier réel."


def test_the_first_run_makes_three_accounts_and_the_first_opens(office: Office) -> None:
    assert founded(office.store)
    mine = office.account("rh1")
    assert mine.card == FIRST.card
    assert not mine.provisional
    with office.store.transaction() as connection:
        assert connection.execute(select(func.count()).select_from(account)).scalar_one() == 3


@pytest.mark.usefixtures("quick_phrases")
def test_nobody_begins_without_two_officers_or_a_reason(store: Store) -> None:
    for reason in ("", "   ", "non"):
        with pytest.raises(RefusedError, match="deux personnes de recouvrement"):
            found(store, FIRST, None, reason)
    assert not founded(store)
    found(store, FIRST, None, REASON)
    with store.transaction() as connection:
        kept = select(setting.c.value).where(setting.c.name == NO_RECOVERY)
        assert connection.execute(kept).scalar_one() == REASON
        assert connection.execute(select(escrow)).all() == []


@pytest.mark.usefixtures("quick_phrases")
@pytest.mark.parametrize("weak", range(3))
def test_a_weak_phrase_of_any_of_the_three_makes_nothing(store: Store, weak: int) -> None:
    three = [FIRST, *OFFICERS]
    three[weak] = replace(three[weak], phrase="court")
    with pytest.raises(PhraseError):
        found(store, three[0], (three[1], three[2]))
    assert not founded(store)


@pytest.mark.usefixtures("quick_phrases")
@pytest.mark.parametrize("login", ["", "a", "Jeanne Martin", "éric", "x" * 31, "-rh", "rh;1"])
def test_a_login_that_is_none_is_refused(store: Store, login: str) -> None:
    with pytest.raises(RefusedError, match="de 2 à 30"):
        found(store, replace(FIRST, login=login), None, REASON)
    assert not founded(store)


@pytest.mark.usefixtures("quick_phrases")
def test_two_persons_do_not_take_the_same_login(store: Store) -> None:
    with pytest.raises(RefusedError, match="déjà pris"):
        found(store, FIRST, (OFFICERS[0], replace(OFFICERS[1], login="RH1")))
    assert not founded(store)


def test_there_is_one_first_run(office: Office) -> None:
    with pytest.raises(RefusedError, match="a déjà un compte"):
        found(office.store, replace(FIRST, login="rh2"), None, REASON)


@pytest.mark.parametrize(
    ("login", "phrase"), [("rh1", PHRASE + "."), ("rh2", PHRASE), ("rh1", ""), ("", "")]
)
def test_a_wrong_login_and_a_wrong_phrase_are_told_alike(
    office: Office, login: str, phrase: str
) -> None:
    with pytest.raises(WrongPhraseError, match="L'identifiant ou la phrase") as caught:
        unlocked(office.store, login, phrase)
    assert not phrase or phrase not in str(caught.value)


def test_a_login_is_read_whatever_its_capitals_and_spaces(office: Office) -> None:
    assert unlocked(office.store, "  RH1 ", PHRASE).login == "rh1"


def test_another_phrase_replaces_the_first(office: Office) -> None:
    change_phrase(office.store, office.account("rh1"), "une tout autre phrase")
    assert unlocked(office.store, "rh1", "une tout autre phrase").card == FIRST.card
    with pytest.raises(WrongPhraseError):
        unlocked(office.store, "rh1", PHRASE)


def test_a_weak_other_phrase_leaves_the_first(office: Office) -> None:
    with pytest.raises(PhraseError):
        change_phrase(office.store, office.account("rh1"), "court")
    assert unlocked(office.store, "rh1", PHRASE)


def test_a_closed_account_does_not_open(office: Office) -> None:
    with office.store.transaction() as connection:
        connection.execute(update(account).values(closed_at="2026-11-01T00:00:00Z"))
    with pytest.raises(RefusedError, match="fermé"):
        office.account("rh1")


@pytest.mark.parametrize("order", [("dir", "dpo"), ("dpo", "dir")])
def test_two_officers_give_a_lost_phrase_back(office: Office, order: tuple[str, str]) -> None:
    before = office.account("rh1").keys
    one, other = (office.account(login) for login in order)
    recover(office.store, "rh1", (one, other), "phrase provisoire du lundi")
    given = unlocked(office.store, "rh1", "phrase provisoire du lundi")
    assert given.keys == before
    assert given.provisional
    change_phrase(office.store, given, "ma nouvelle phrase à moi")
    assert not unlocked(office.store, "rh1", "ma nouvelle phrase à moi").provisional


def test_one_officer_twice_or_somebody_else_gives_nothing_back(office: Office) -> None:
    director, me = office.account("dir"), office.account("rh1")
    for pair in ((director, director), (director, me), (me, me)):
        with pytest.raises(RefusedError, match="ne sont pas celles"):
            recover(office.store, "rh1", pair, "phrase provisoire du lundi")
    assert unlocked(office.store, "rh1", PHRASE)


def test_an_account_without_recovery_is_told_so(office: Office) -> None:
    officers = (office.account("dir"), office.account("dpo"))
    with pytest.raises(RefusedError, match="Aucun recouvrement"):
        recover(office.store, "dir", officers, "phrase provisoire du lundi")


def test_a_card_changed_by_hand_is_told_unreadable(office: Office) -> None:
    with office.store.transaction() as connection:
        connection.execute(update(account).values(sealed_card=b"autre"))
    assert office.account("rh1").card == Card(name="(fiche illisible)")
