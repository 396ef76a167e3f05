"""From the first screen to the result, by the keyboard alone and by the mouse alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.tui.cases import count
from tests.tui.support import (
    PASSAGE,
    PLACE,
    click_row,
    left,
    one,
    opened,
    press,
    recorded,
    saved,
    screen_of,
    text_of,
    typed,
    until,
    words_of,
)
from tui.widgets.choice_list import ChoiceList


async def test_keyboard_only_from_the_first_screen_to_the_result(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await press(pilot, "enter", "tab", "tab", "b")
        assert screen_of(pilot) == "InterviewScreen"
        await press(pilot, "a")  # not involved
        await press(pilot, "down", "down", "enter")  # no danger
        await press(pilot, "a", "a", "a")  # titulaire, a word of contempt, readable by all
        await press(pilot, "b")  # the piece was not obtained by a trick
        await typed(pilot, "02/11/2026")
        await press(pilot, "enter")
        assert screen_of(pilot) == "ReviewScreen"
        await press(pilot, "f8")
        assert screen_of(pilot) == "ResultScreen"
        assert "Procédure disciplinaire possible : ✓ établi" in words_of(pilot)
    assert recorded(tmp_path, "reporter_role") == "instruit"
    assert recorded(tmp_path, "danger_person") == "non"
    assert recorded(tmp_path, "author_status") == "titulaire"
    assert recorded(tmp_path, "outrageous_expression", PASSAGE) == "oui"
    assert recorded(tmp_path, "access", PLACE) == "public"
    assert recorded(tmp_path, "discovery_date") == date(2026, 11, 2)
    assert saved(tmp_path).notes["lecteur"] == "rh"


async def test_mouse_only_from_the_first_screen_to_the_result(tmp_path: Path) -> None:
    async with opened(tmp_path, (100, 40)) as pilot:
        await pilot.click("#cases", offset=(6, 0))
        await click_row(pilot, one(pilot, ChoiceList), 1)
        for index in (0, 1, 0, 0, 0, 1):
            await click_row(pilot, one(pilot, "#choice"), index)
        await click_row(pilot, one(pilot, "#unknown"), 0)
        assert screen_of(pilot) == "ReviewScreen"
        await pilot.click("#conclude")
        await pilot.pause()
        assert screen_of(pilot) == "ResultScreen"
        await pilot.click("#--content-tab-deadlines")
        await pilot.pause()
        assert "Délais regardés au 20/11/2026" in text_of(pilot)
    assert recorded(tmp_path, "access", PLACE) == "public"
    assert recorded(tmp_path, "discovery_date") is None


async def test_the_bar_of_keys_and_the_buttons_can_be_clicked(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await press(pilot, "enter", "tab", "tab", "b", "a")
        assert "Craignez-vous" in text_of(pilot)
        await pilot.click("#back")
        await pilot.pause()
        assert "Êtes-vous visé" in text_of(pilot)
        await pilot.click("KeyBar", offset=(2, 0))
        await pilot.pause()
        assert screen_of(pilot) == "ReadingDialog"
        assert "Les touches" in text_of(pilot)


async def test_leaving_and_coming_back_resumes_at_the_next_question(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await press(pilot, "enter", "tab", "tab", "b", "a", "b", "a")
        await press(pilot, "escape")
        assert screen_of(pilot) == "StartScreen"
        assert "Dossier du 20/11/2026" in text_of(pilot)
    async with opened(tmp_path) as pilot:
        await press(pilot, "down", "down", "enter")
        assert screen_of(pilot) == "InterviewScreen"
        assert "un mot de mépris" in text_of(pilot)


async def test_the_example_opens_on_its_result_and_is_never_saved(tmp_path: Path) -> None:
    async with opened(tmp_path, sample=True) as pilot:
        await left(pilot, "StartScreen")
        assert screen_of(pilot) == "ResultScreen"
        assert "exemple, non enregistré" in text_of(pilot)
    assert count(tmp_path) == 0


async def test_escape_goes_up_and_never_leaves(tmp_path: Path) -> None:
    async with opened(tmp_path, sample=True) as pilot:
        await left(pilot, "StartScreen")
        for expected in ("InterviewScreen", "StartScreen", "StartScreen"):
            await press(pilot, "escape")
            assert screen_of(pilot) == expected
        assert pilot.app.is_running
        await press(pilot, "ctrl+c")
        await until(pilot, "Pour quitter : Ctrl+Q")
