"""Every screen at every size: nothing is cut that matters, and a tiny window is told kindly."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.incident import Key
from tests.tui.support import (
    PLACE,
    complete_incident,
    opened,
    press,
    recorded,
    screen_of,
    text_of,
    until,
    words_of,
    working_on,
)
from tui.keys import Hint, key_name
from tui.screens.base import Dialog, QualifScreen
from tui.widgets.key_bar import KeyBar

SIZES = [(60, 18), (80, 24), (120, 35), (160, 50)]


@pytest.mark.parametrize("size", [(40, 10), (59, 30), (120, 17), (1, 1)])
async def test_a_tiny_window_says_so_and_nothing_is_answered_unseen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with working_on(tmp_path) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        if size != (1, 1):
            assert "Fenêtre trop petite." in words_of(pilot)
            assert "Ctrl+Q" in words_of(pilot)
        await press(pilot, "a", "enter", "f8", "f10", "f1")
        assert screen_of(pilot) == "InterviewScreen"
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Êtes-vous visé" in text_of(pilot)
        await press(pilot, "a")
        assert "Craignez-vous" in text_of(pilot)
    assert recorded(tmp_path, "reporter_role") == "instruit"


async def test_the_application_opens_in_a_tiny_window(tmp_path: Path) -> None:
    async with opened(tmp_path, (40, 10)) as pilot:
        assert "Qualif demande au moins 60 colonnes et 18 lignes." in words_of(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Nouvel incident" in text_of(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_shows_its_keys_and_its_content(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path / "vide", size) as pilot:
        assert_keys_fit(pilot)
        await press(pilot, "enter")
        assert "Pour qui le résultat" in words_of(pilot)
        assert_keys_fit(pilot)
    async with working_on(tmp_path / "plein", complete_incident(), "juriste", size) as pilot:
        assert "Relecture de vos réponses" in text_of(pilot)
        assert_keys_fit(pilot)
        await press(pilot, "f8")
        for _ in range(7):
            assert "Procédure disciplinaire possible" in text_of(pilot)
            assert_keys_fit(pilot)
            await press(pilot, "f8")
        await press(pilot, "escape")
        pilot.app.screen.go_to(Key("access", PLACE))
        await pilot.pause()
        shown = text_of(pilot)
        assert "Qui pouvait lire la publication" in shown
        assert "( ) e  Je ne sais pas" in shown or size[1] < 24
        assert "Suite →" in shown
        assert_keys_fit(pilot)


def assert_keys_fit(pilot: object) -> None:
    """At most six keys under 110 columns, each whole, on the last line (five at sixty)."""
    screen = pilot.app.screen  # type: ignore[attr-defined]
    assert isinstance(screen, QualifScreen | Dialog)
    hints = screen.hints()
    assert len(hints) <= (6 if screen.size.width < 110 else 9)
    last = text_of(pilot).splitlines()[-1]  # type: ignore[arg-type]
    shown = [hint for hint in hints if f"{key_name(hint.key)} {hint.label}" in last]
    assert len(shown) == len(hints) or screen.size.width < 80


async def test_the_standing_is_a_line_on_a_narrow_screen_and_a_pane_on_a_wide_one(
    tmp_path: Path,
) -> None:
    for size, banner in (((80, 24), True), ((110, 30), False), ((150, 40), False)):
        async with working_on(tmp_path / str(size[0]), size=size) as pilot:
            await press(pilot, "a", "b", "a", "a")
            shown = text_of(pilot)
            assert ("Où j'en suis :" in shown) is banner
            assert ("Manquement : ✓ établi" in shown) is not banner
            assert ("► accès réel" in shown) is (size[0] >= 150)


async def test_the_cursor_stays_in_sight_in_a_long_list(tmp_path: Path) -> None:
    async with working_on(tmp_path, size=(60, 18)) as pilot:
        await press(pilot, "a", "b", "a", "a", "up")
        assert "( ) e  Je ne sais pas" in text_of(pilot)
        await press(pilot, "home")
        assert "( ) a  Tout le monde" in text_of(pilot)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_in_a_long_list_i_do_not_know_is_named_and_the_recorded_row_is_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with working_on(tmp_path, size=size) as pilot:
        await press(pilot, "a", "b", "c")
        assert "De quelle branche relève l'employeur ?" in text_of(pilot)
        assert "(•)" not in text_of(pilot)
        assert "Fin et Entrée : je ne sais pas." in words_of(pilot)
        await press(pilot, "end", "up", "enter", "f7")
        await until(pilot, "(•) Branche numéro 30")
        await press(pilot, "z", "f7")
        await until(pilot, "(•) z Branche numéro 26")
        await press(pilot, "end", "enter")
    assert recorded(tmp_path, "branch") is None


async def test_the_menu_keeps_its_place_in_a_narrow_bar_and_is_clicked_there(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste", (60, 18)) as pilot:
        await press(pilot, "f8")
        assert screen_of(pilot) == "ResultScreen"
        bar = text_of(pilot).splitlines()[-1]
        assert "F6 Enregistrer" in bar and "F8 Onglet suivant" not in bar
        assert "F10 Menu" in bar and len(bar.rstrip()) <= 60
        long = Hint("f8", "Suite de ce qui est demandé ici, par lignes")
        pilot.app.screen.query_one(KeyBar).show_hints(
            (Hint("f1", "Aide"), long, Hint("f10", "Menu"))
        )
        await pilot.pause()
        bar = text_of(pilot).splitlines()[-1]
        assert bar.split() == ["F1", "Aide", "F10", "Menu"], (
            "a hint never takes the place of the menu"
        )
        await pilot.click("KeyBar", offset=(bar.index("F10") + 1, 0))
        await pilot.pause()
        assert screen_of(pilot) == "MenuDialog"
