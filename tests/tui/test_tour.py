"""The welcome: once, left at any time, and it points at keys that do what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.settings.file import read_settings
from expert.settings.model import Settings
from tests.tui.cases import count
from tests.tui.support import opened, press, screen_of, text_of, until, words_of
from tui.app import QualifApp
from tui.preferences import Preferences
from tui.screens.interview import InterviewScreen
from tui.screens.result import ResultScreen
from tui.screens.start import StartScreen
from tui.screens.tour import PAGES, TourScreen


def new_person(tmp_path: Path) -> Preferences:
    return Preferences(Settings(), tmp_path / "reglages.toml")


@pytest.mark.parametrize("leaving", ["escape", "f8"])
async def test_it_is_shown_once_and_left_at_any_page(tmp_path: Path, leaving: str) -> None:
    person = new_person(tmp_path)
    async with opened(tmp_path / "d", preferences=person) as pilot:
        await until(pilot, "Bienvenue dans Qualif")
        assert screen_of(pilot) == "TourScreen"
        assert "✓ établi" in text_of(pilot) and "à établir" in words_of(pilot)
        await press(pilot, *[leaving] * (1 if leaving == "escape" else len(PAGES)))
        assert screen_of(pilot) == "StartScreen"
    assert read_settings(tmp_path / "reglages.toml") == (Settings(welcome=False), None)
    async with opened(tmp_path / "d", preferences=person) as pilot:
        assert screen_of(pilot) == "StartScreen"
        await press(pilot, "f10", *"visite", "enter")
        assert screen_of(pilot) == "TourScreen"


async def test_the_example_is_opened_by_the_mouse_alone(tmp_path: Path) -> None:
    async with opened(tmp_path / "d", preferences=new_person(tmp_path)) as pilot:
        await until(pilot, "Bienvenue dans Qualif")
        await pilot.click("#next")
        await pilot.pause()
        assert "Page 2 sur 4" in text_of(pilot)
        await pilot.click("#sample")
        await pilot.pause()
        await pilot.pause()
        assert screen_of(pilot) == "ResultScreen"
        assert "exemple, non enregistré" in text_of(pilot)
    assert count(tmp_path / "d") == 0


def test_every_key_of_the_tour_is_a_real_key() -> None:
    real: dict[str, set[str]] = {"navigation": {"enter", "tab"}}
    for place in (QualifApp, StartScreen, InterviewScreen, ResultScreen, TourScreen):
        real[place.__name__] = set(place._merge_bindings().key_to_bindings)
    for page, place in zip(PAGES, ("TourScreen", "InterviewScreen", "ResultScreen"), strict=False):
        for key, what in page.keys:
            assert key in real[place] | real["navigation"], what
    for key, what in PAGES[-1].keys:
        assert key in real["QualifApp"] | real["StartScreen"], what
