"""The phrase that opens the cases: asked once, refused kindly, and never in the way of the rest."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import UTC
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerFailed

from expert.office.errors import WrongPhraseError
from expert.office.founding import NO_RECOVERY, founded
from expert.office.recovering import recover
from expert.office.unlocking import unlocked
from expert.store.chosen import ChosenStore
from expert.store.opening import open_file
from expert.store.schema import setting
from tests.tui.cases import LOGIN, NOW, OFFICERS, PHRASE, count, keep, office_in
from tests.tui.support import (
    app_of,
    blank,
    click,
    complete_incident,
    left,
    one,
    opened,
    press,
    screen_of,
    text_of,
    typed,
    until,
    words_of,
)
from tui.office import Office
from tui.preferences import Preferences
from tui.screens.paged_form import PagedForm

OWN = "phrase choisie par moi seule"


def closed(folder: Path) -> Office:
    """The office of a folder whose accounts exist, nobody having unlocked it."""
    return office_in(folder, unlocked=False)


def nobody(folder: Path) -> Office:
    """The office of a folder where there is nothing yet."""
    return Office(ChosenStore(folder), lambda: NOW)


async def fill(pilot: Pilot[None], **values: str) -> None:
    """Write in the fields of the form; a hyphen in a name is written with an underscore."""
    for name, value in values.items():
        one(pilot, f"#{name.replace('_', '-')}").value = value
    await pilot.pause()


async def worked(pilot: Pilot[None]) -> None:
    """Wait until the slow act is done."""
    with suppress(WorkerFailed):  # which the screen says
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


async def unlock(pilot: Pilot[None], phrase: str = PHRASE, login: str = LOGIN) -> None:
    """Type the phrase and wait."""
    await fill(pilot, login=login, phrase=phrase)
    await press(pilot, "f8")
    await worked(pilot)


async def test_no_title_is_on_screen_before_the_phrase_and_the_login_is_remembered(
    tmp_path: Path,
) -> None:
    keep(tmp_path, blank())
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        assert screen_of(pilot) == "UnlockScreen"
        await press(pilot, "escape")
        assert "Ouvrir vos dossiers" in text_of(pilot) and "Dossier 1" not in text_of(pilot)
        await press(pilot, "enter", *LOGIN, "enter")
        await typed(pilot, PHRASE)
        assert PHRASE not in text_of(pilot)
        await press(pilot, "enter")
        await worked(pilot)
        await until(pilot, "Dossier 1")
        assert screen_of(pilot) == "StartScreen"
        assert app_of(pilot).preferences.settings.login == LOGIN
        kept = app_of(pilot).preferences
    async with opened(tmp_path, office=closed(tmp_path), preferences=kept) as pilot:
        assert one(pilot, "#login").value == LOGIN
        assert one(pilot, "#phrase").has_focus


async def test_a_wrong_phrase_is_refused_with_one_sentence_and_typed_again(tmp_path: Path) -> None:
    keep(tmp_path, blank())
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        await press(pilot, "f8")
        assert "Écrivez un identifiant." in words_of(pilot)
        await unlock(pilot, "")
        assert "Tapez la phrase de passe." in words_of(pilot)
        for login, phrase in ((LOGIN, "une autre phrase"), ("inconnu", PHRASE), ("é" * 30, "x")):
            await unlock(pilot, phrase, login)
            assert "la touche Majuscule et la disposition du clavier" in words_of(pilot)
            assert one(pilot, "#phrase").value == "" and one(pilot, "#phrase").has_focus
        await unlock(pilot)
        await until(pilot, "Dossier 1")


async def test_a_phrase_is_neither_copied_nor_cut_nor_shown(tmp_path: Path) -> None:
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        await fill(pilot, phrase=PHRASE)
        one(pilot, "#phrase").focus()
        one(pilot, "#phrase").action_select_all()
        await press(pilot, "ctrl+c", "ctrl+x")
        assert pilot.app.clipboard == ""
        assert one(pilot, "#phrase").value == PHRASE
        assert "ne se copie pas" in words_of(pilot) and PHRASE not in text_of(pilot)


async def test_what_needs_no_phrase_is_reached_without_it(tmp_path: Path) -> None:
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        for keys, screen in (
            (("f2",), "UrgencePageScreen"),  # nothing is urgent in the invented base
            (("f10", *"biblio", "enter"), "LibraryScreen"),
            (("f10", *"prevention", "enter"), "PreventionScreen"),
            (("f10", *"reglages", "enter"), "SettingsScreen"),
            (("f10", *"visite", "enter"), "TourScreen"),
            (("f1",), "ReadingDialog"),
        ):
            await press(pilot, *keys)
            await left(pilot, "MenuDialog")
            assert screen_of(pilot) == screen
            await press(pilot, "escape")
            assert screen_of(pilot) in ("StartScreen", "UnlockScreen")
        app_of(pilot).open_sample()
        await left(pilot, "StartScreen")
        await until(pilot, "exemple, non enregistré")
    assert count(tmp_path) == 0


async def test_a_new_incident_asks_for_the_phrase_then_goes_on(tmp_path: Path) -> None:
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        await press(pilot, "escape", "home", "down", "enter")
        assert screen_of(pilot) == "UnlockScreen"
        await press(pilot, "escape", "home", "down", "enter")
        await unlock(pilot)
        await left(pilot, "StartScreen")
        assert screen_of(pilot) == "NewCaseScreen"
        await press(pilot, "escape", "end")
        assert screen_of(pilot) == "StartScreen"


async def test_the_first_hour_becomes_a_case_once_the_phrase_is_typed(tmp_path: Path) -> None:
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        await press(pilot, "f2")
        app_of(pilot).open_new("Vendredi", NOW.date(), "rh", {"danger_person": "non"})
        await pilot.pause()
        assert screen_of(pilot) == "UnlockScreen"
        await unlock(pilot)
        await left(pilot, "UrgencePageScreen")
        assert screen_of(pilot) == "InterviewScreen"
    assert count(tmp_path) == 1


async def test_a_store_that_cannot_be_used_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "dossiers.sqlite").write_bytes(b"ceci n'est pas une base" * 100)
    async with opened(tmp_path, office=nobody(tmp_path)) as pilot:
        await unlock(pilot)
        assert screen_of(pilot) == "UnlockScreen"
        assert "la base est abîmée : restaurez une sauvegarde" in words_of(pilot)
    assert (tmp_path / "dossiers.sqlite").read_bytes().startswith(b"ceci n'est pas")


async def test_a_store_without_any_account_asks_for_the_first(tmp_path: Path) -> None:
    open_file(tmp_path / "dossiers.sqlite").close()
    async with opened(tmp_path, office=nobody(tmp_path)) as pilot:
        await unlock(pilot)
        assert screen_of(pilot) == "FoundingScreen"


# While the key is derived ------------------------------------------------------------------------


class Slow:
    """A derivation that waits for the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        real = Office.unlocked

        def slow(office: Office, login: str, phrase: str) -> object:
            self.go.wait()
            return real(office, login, phrase)

        monkeypatch.setattr(Office, "unlocked", slow)


async def test_while_it_opens_the_screen_says_so_and_escape_gives_it_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        try:
            await fill(pilot, login=LOGIN, phrase=PHRASE)
            await press(pilot, "f8")
            assert "Ouverture… patientez." in words_of(pilot)
            assert all(field.disabled for field in pilot.app.screen.query(Input))
            await press(pilot, "escape")
            assert screen_of(pilot) == "StartScreen"
        finally:
            slow.go.set()
        await worked(pilot)
        assert app_of(pilot).office.desk is None
        assert "Ouvrir vos dossiers" in text_of(pilot)


def at_once(pilot: Pilot[None], *keys: str) -> None:
    """Type without waiting for anything."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


async def opening(pilot: Pilot[None], phrase: str, *keys: str) -> None:
    """Ask to open, and type these keys while it opens."""
    await fill(pilot, login=LOGIN, phrase=phrase)
    await press(pilot, "f8")
    at_once(pilot, *keys)
    await pilot.pause()
    assert screen_of(pilot) == "UnlockScreen"
    assert "Ouverture… patientez." in words_of(pilot)


async def test_keys_pressed_while_it_opens_act_on_the_list_once_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        try:
            await opening(pilot, PHRASE, "down", "enter")
        finally:
            slow.go.set()
        await worked(pilot)
        await until(pilot, "exemple, non enregistré")


async def test_a_phrase_typed_again_while_it_opens_goes_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    for number in range(3):
        keep(tmp_path, blank(), NOW.replace(minute=number))
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        try:
            await opening(pilot, PHRASE, *"lampe", "/", *"ruisseau", "enter", "enter")
        finally:
            slow.go.set()
        await worked(pilot)
        await until(pilot, "Dossier 1")
        assert screen_of(pilot) == "StartScreen"
        assert one(pilot, "#search").value == ""


async def test_a_phrase_typed_again_after_a_wrong_one_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        try:
            await opening(pilot, "une phrase mal tapée", *"lampe")
        finally:
            slow.go.set()
        await worked(pilot)
        await until(pilot, "Majuscule")
        for _ in range(5):
            await pilot.pause()
        assert one(pilot, "#phrase").value == "lampe"
        await typed(pilot, PHRASE.removeprefix("lampe"))
        await press(pilot, "enter")
        await worked(pilot)
        await until(pilot, "Dossiers chiffrés")


async def test_a_menu_opened_by_the_mouse_while_it_opens_hinders_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        try:
            await opening(pilot, PHRASE)
            app_of(pilot).action_menu()
            await pilot.pause()
            assert screen_of(pilot) == "MenuDialog"
        finally:
            slow.go.set()
        await worked(pilot)
        await until(pilot, "Dossiers chiffrés")
        assert screen_of(pilot) == "StartScreen"


async def test_making_accounts_is_not_given_up_half_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    real = Office.store

    def slow(office: Office) -> object:
        go.wait()
        return real(office)

    async with opened(tmp_path, office=nobody(tmp_path)) as pilot:
        await fill(pilot, **ME)
        await press(pilot, "f8")
        await fill(pilot, reason="essai sur un poste isolé")
        monkeypatch.setattr(Office, "store", slow)
        try:
            await press(pilot, "f8", "escape", "escape")
            assert "Création des comptes… patientez" in words_of(pilot)
        finally:
            go.set()
        await worked(pilot)
        assert app_of(pilot).office.desk is not None


# The first run -----------------------------------------------------------------------------------


ME = {"login": "rh1", "name": "Jeanne Martin", "function": "RH", "phrase": PHRASE, "again": PHRASE}


async def test_the_first_run_says_what_a_lost_phrase_costs_and_makes_three_accounts(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "d"
    async with opened(folder, office=nobody(folder)) as pilot:
        assert screen_of(pilot) == "FoundingScreen"
        assert "est un dossier perdu" in words_of(pilot)
        assert "n'est pas chiffré" in words_of(pilot)
        await fill(pilot, **ME)
        await press(pilot, "f8", "f8")
        assert "La première personne de recouvrement" in words_of(pilot)
        assert PHRASE not in text_of(pilot)
        for name, officer in zip(("one", "two"), OFFICERS, strict=True):
            said = {"login": officer.login, "name": officer.card.name}
            said |= {"phrase": officer.phrase, "again": officer.phrase}
            await fill(pilot, **{f"{name}_{field}": value for field, value in said.items()})
            assert officer.phrase not in text_of(pilot)
            assert not folder.exists(), "nothing is written before the last page"
            await press(pilot, "f8")
            if name == "one":
                assert officer.card.name not in text_of(pilot)
        await worked(pilot)
        await until(pilot, "Dossiers chiffrés")
        assert app_of(pilot).office.desk is not None
    store = open_file(folder / "dossiers.sqlite")
    one_, two = (unlocked(store, each.login, each.phrase) for each in OFFICERS)
    recover(store, "rh1", (one_, two), OWN)
    assert unlocked(store, "rh1", OWN).provisional


async def test_without_officers_the_reason_is_written_and_kept(tmp_path: Path) -> None:
    async with opened(tmp_path, office=nobody(tmp_path)) as pilot:
        await fill(pilot, **ME)
        await press(pilot, "f8")
        await fill(pilot, reason="bref")
        await press(pilot, "f8")
        await worked(pilot)
        assert "Désignez deux personnes de recouvrement" in words_of(pilot)
        await fill(pilot, reason="essai sur un poste isolé")
        await press(pilot, "f8")
        await worked(pilot)
        assert app_of(pilot).office.desk is not None
    with open_file(tmp_path / "dossiers.sqlite").transaction() as connection:
        kept = {row.name: row.value for row in connection.execute(setting.select())}
    assert kept[NO_RECOVERY] == "essai sur un poste isolé"


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"login": ""}, "Écrivez un identifiant."),
        ({"login": "Jeanne Martin"}, "Choisissez-le sans nom"),
        ({"name": ""}, "Écrivez un nom."),
        ({"phrase": ""}, "Tapez la phrase de passe."),
        ({"phrase": "court", "again": "court"}, "il en faut 14 au moins"),
        ({"phrase": "a" * 20, "again": "a" * 20}, "répète toujours les mêmes signes"),
        ({"again": "une autre phrase de passe"}, "ne sont pas les mêmes"),
    ],
)
async def test_a_first_page_that_cannot_be_taken_is_refused_and_nothing_is_made(
    tmp_path: Path, changed: dict[str, str], refusal: str
) -> None:
    folder = tmp_path / "d"
    async with opened(folder, office=nobody(folder)) as pilot:
        await fill(pilot, **{**ME, **changed})
        await press(pilot, "f8")
        assert refusal in words_of(pilot)
        assert pilot.app.screen.place == 0  # type: ignore[attr-defined]
    assert not folder.exists()


async def test_an_officer_is_another_person_and_a_page_is_gone_back_to(tmp_path: Path) -> None:
    async with opened(tmp_path, office=nobody(tmp_path)) as pilot:
        await fill(pilot, **ME)
        await press(pilot, "f8", "f8")
        await fill(pilot, one_login="RH1", one_name="Ali", one_phrase=OWN, one_again=OWN)
        await press(pilot, "f8")
        assert "Cet identifiant est déjà pris sur une autre page." in words_of(pilot)
        await click(pilot, "#page-one .back")
        assert "Si la phrase est perdue" in words_of(pilot)
        await press(pilot, "f7")
        assert one(pilot, "#name").value == "Jeanne Martin"


# Provisional and lost phrases --------------------------------------------------------------------


async def test_two_officers_give_a_provisional_phrase_that_has_to_be_changed_at_once(
    tmp_path: Path,
) -> None:
    keep(tmp_path, blank())
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        await fill(pilot, login=LOGIN)
        await press(pilot, "f6")
        assert screen_of(pilot) == "RecoveryScreen"
        assert one(pilot, "#lost").value == LOGIN
        await press(pilot, "f8")
        for name, officer in zip(("one", "two"), OFFICERS, strict=True):
            await fill(pilot, **{f"{name}_login": officer.login, f"{name}_phrase": officer.phrase})
            await press(pilot, "f8")
        await fill(pilot, phrase="provisoire pour elle", again="provisoire pour elle")
        await press(pilot, "f8")
        await worked(pilot)
        assert screen_of(pilot) == "UnlockScreen"
        assert "Phrase provisoire donnée à « rh1 »" in words_of(pilot)
        await unlock(pilot, "provisoire pour elle")
        assert screen_of(pilot) == "ChangePhraseScreen"
        await press(pilot, "escape")
        assert app_of(pilot).office.desk is None, "not before another phrase"
        await press(pilot, "home", "enter")
        await unlock(pilot, "provisoire pour elle")
        await fill(pilot, phrase=OWN, again="autre chose que la même")
        await press(pilot, "f8")
        assert "ne sont pas les mêmes" in words_of(pilot)
        await fill(pilot, phrase=OWN, again=OWN)
        await press(pilot, "f8")
        await worked(pilot)
        await until(pilot, "Dossier 1")
    store = open_file(tmp_path / "dossiers.sqlite")
    with pytest.raises(WrongPhraseError):
        unlocked(store, LOGIN, PHRASE)
    assert not unlocked(store, LOGIN, OWN).provisional


async def test_one_officer_alone_or_a_wrong_one_gives_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        await press(pilot, "f6")
        await fill(pilot, lost=LOGIN)
        await press(pilot, "f8")
        await fill(pilot, one_login="dir", one_phrase=OFFICERS[0].phrase)
        await press(pilot, "f8")
        await fill(pilot, two_login="DIR", two_phrase=OFFICERS[0].phrase)
        await press(pilot, "f8")
        assert "C'est la même personne : il en faut deux." in words_of(pilot)
        await fill(pilot, two_login=LOGIN, two_phrase=PHRASE)
        await press(pilot, "f8")
        await fill(pilot, phrase=OWN, again=OWN)
        await press(pilot, "f8")
        await worked(pilot)
        assert "ne sont pas celles qui ont été désignées" in words_of(pilot)
    assert not unlocked(open_file(tmp_path / "dossiers.sqlite"), LOGIN, PHRASE).provisional


async def test_the_phrase_is_changed_from_the_menu(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await press(pilot, "f10", *"changer de phrase", "enter")
        assert screen_of(pilot) == "ChangePhraseScreen"
        await fill(pilot, phrase=OWN, again=OWN)
        await press(pilot, "f8")
        await worked(pilot)
        assert "Phrase de passe changée." in words_of(pilot)
    assert unlocked(open_file(tmp_path / "dossiers.sqlite"), LOGIN, OWN).login == LOGIN


async def test_hostile_keys_and_pastes_in_the_form_do_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        await fill(pilot, login="[/zut]\x1b[2J", phrase="[@click=app.quit]x[/]" * 20)
        await press(pilot, "f7", "f3", "f5", "f9", "delete", "up", "down", "f8")
        await worked(pilot)
        assert "Majuscule" in words_of(pilot)
        assert isinstance(pilot.app.screen, PagedForm)
        assert "\x1b" not in text_of(pilot)
        assert pilot.app.is_running


async def test_a_settings_file_keeps_the_login_and_never_a_phrase(tmp_path: Path) -> None:
    from expert.settings.model import Settings

    path = tmp_path / "config" / "reglages.toml"
    kept = Preferences(Settings(welcome=False), path)
    async with opened(tmp_path, office=closed(tmp_path), preferences=kept) as pilot:
        await unlock(pilot)
        await until(pilot, "Dossiers chiffrés")
    written = path.read_text(encoding="utf-8")
    assert f'identifiant = "{LOGIN}"' in written and PHRASE not in written


async def test_the_journal_of_the_store_knows_who_unlocked(tmp_path: Path) -> None:
    from expert.store.schema import journal

    async with opened(tmp_path, office=closed(tmp_path)) as pilot:
        await unlock(pilot)
        await until(pilot, "Dossiers chiffrés")
    store = open_file(tmp_path / "dossiers.sqlite")
    assert founded(store)
    with store.transaction() as connection:
        last = connection.execute(journal.select().order_by(journal.c.number.desc())).first()
    assert last is not None and last.act == "ouverture"
    assert last.at == NOW.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert complete_incident().title
