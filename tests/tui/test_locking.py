"""The screen locked: nothing of the case is drawn, nothing is lost, the phrase gives it back."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from expert.incident import Key
from expert.office.desk import Desk
from expert.store.errors import StoreError
from tests.tui.cases import OFFICERS, keep
from tests.tui.support import (
    PLACE,
    app_of,
    blank,
    complete_incident,
    left,
    one,
    opened,
    press,
    saved,
    screen_of,
    text_of,
    typed,
    until,
    words_of,
    working_on,
)
from tests.tui.test_unlocking import unlock
from tui.cleared import clear_other_screen
from tui.preferences import Preferences

SECRETS = ("Dossier complet", "bande de nuls", "Êtes-vous visé", "Injure")


def drawn(pilot: Pilot[None]) -> str:
    """All that is on the terminal: every screen that is drawn, one above the other."""
    return "\n".join(
        "\n".join(strip.text for strip in screen._compositor.render_strips())
        for screen in pilot.app.screen_stack
    )


async def test_nothing_of_the_case_is_drawn_and_all_comes_back_with_the_phrase(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        await press(pilot, "f8")
        before = text_of(pilot)
        await press(pilot, "ctrl+l")
        assert screen_of(pilot) == "UnlockScreen"
        assert "Écran verrouillé." in words_of(pilot)
        assert not any(secret in drawn(pilot) for secret in SECRETS)
        assert app_of(pilot).office.desk is None
        await press(pilot, "escape")
        assert "Ouvrir vos dossiers" in text_of(pilot)
        assert not any(secret in drawn(pilot) for secret in SECRETS)
        await press(pilot, "escape", "escape", "home", "enter")
        await unlock(pilot, "pas la bonne phrase")
        assert screen_of(pilot) == "UnlockScreen"
        await unlock(pilot)
        await until(pilot, "Procédure disciplinaire")
        assert text_of(pilot) == before
        await press(pilot, "escape", "escape")
        await until(pilot, "Dossier complet")
        assert screen_of(pilot) == "StartScreen"


@pytest.mark.parametrize("key", ["f2", "f9", "f3", "f10", "enter", "a", "ctrl+z", "delete", "f12"])
async def test_no_key_shows_the_case_while_it_is_locked(tmp_path: Path, key: str) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        await press(pilot, "ctrl+l", key)
        assert not any(secret in drawn(pilot) for secret in SECRETS)
        assert app_of(pilot).office.desk is None


async def test_what_was_being_typed_is_saved_then_found_again(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        await press(pilot, "escape")
        pilot.app.screen.go_to(Key("access", PLACE))  # type: ignore[attr-defined]
        await pilot.pause()
        await press(pilot, "f2")
        await typed(pilot, "une ")
        await press(pilot, "ctrl+l")
        assert saved(tmp_path).publications[0].passages[0].verbatim == "une bande de nuls"
        await unlock(pilot)
        await until(pilot, "une bande de nuls")
        assert screen_of(pilot) == "WordsDialog"


async def test_minutes_without_a_key_lock_and_a_key_puts_it_off(tmp_path: Path) -> None:
    kept = Preferences(replace(office_settings(), lock_after=3))
    async with opened(tmp_path, preferences=kept) as pilot:
        app = app_of(pilot)
        await press(pilot, "down")
        start = app._touched_at
        app.lock_if_idle(start + 179)
        assert app.office.desk is not None
        app.lock_if_idle(start + 180)
        await left(pilot, "StartScreen")
        assert "Écran verrouillé après 3 minutes sans toucher au clavier." in words_of(pilot)
        app.lock_if_idle(start + 400)
        assert screen_of(pilot) == "UnlockScreen", "once is enough"


def office_settings() -> object:
    from expert.settings.model import Settings

    return Settings(welcome=False)


async def test_the_list_is_locked_too_and_the_menu_does_it(tmp_path: Path) -> None:
    keep(tmp_path, blank())
    async with opened(tmp_path) as pilot:
        await until(pilot, "Dossier 1")
        await press(pilot, "f10", *"verrouiller", "enter")
        assert screen_of(pilot) == "UnlockScreen"
        assert "Dossier 1" not in drawn(pilot)
        await unlock(pilot)
        await until(pilot, "Dossier 1")
        await press(pilot, "ctrl+l", "escape", "f10")
        assert "Verrouiller" not in words_of(pilot)


async def test_another_account_finds_its_own_cases_and_never_the_screens_of_the_first(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        await press(pilot, "ctrl+l")
        await unlock(pilot, OFFICERS[0].phrase, OFFICERS[0].login)
        assert screen_of(pilot) == "StartScreen"
        assert not any(secret in drawn(pilot) for secret in SECRETS)
        assert one(pilot, "#search").display is False
    assert saved(tmp_path) is not None


async def test_answers_that_could_not_be_saved_wait_for_who_gave_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise StoreError("plus de place sur le disque.")

    async with working_on(tmp_path) as pilot:
        with monkeypatch.context() as disk:
            disk.setattr(Desk, "save", full)
            await press(pilot, "a", "escape")
            assert "NON ENREGISTRÉ" in text_of(pilot)
            await press(pilot, "ctrl+l")
            await unlock(pilot, OFFICERS[0].phrase, OFFICERS[0].login)
            assert "revenir le premier" in words_of(pilot)
            assert app_of(pilot).office.desk is None
            await press(pilot, "home", "enter")
            await unlock(pilot)
        await until(pilot, "Craignez-vous")
        await press(pilot, "b")
        assert "enregistré à 17:40" in text_of(pilot)
    assert saved(tmp_path).answers == {"reporter_role": "instruit", "danger_person": "non"}


async def test_while_locked_the_first_hour_is_still_there(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        await press(pilot, "ctrl+l", "f2")
        await left(pilot, "UnlockScreen")
        assert screen_of(pilot) == "UrgencePageScreen"
        await press(pilot, "f10", *"revenir", "enter")
        assert not any(secret in drawn(pilot) for secret in SECRETS)


class Terminal(io.StringIO):
    """A stream that may be a terminal."""

    def __init__(self, *, there: bool) -> None:
        super().__init__()
        self._there = there

    def isatty(self) -> bool:
        return self._there


def test_the_screen_of_the_application_is_emptied_when_it_is_left() -> None:
    terminal, pipe = Terminal(there=True), Terminal(there=False)
    clear_other_screen(terminal)
    clear_other_screen(pipe)
    entered, emptied, gone = (terminal.getvalue().index(c) for c in ("[?1049h", "[2J", "[?1049l"))
    assert entered < emptied < gone
    assert pipe.getvalue() == ""
