"""Keys pressed one upon the other: each acts where it would have if it had been waited for."""

from __future__ import annotations

import threading
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.cases import office_in
from tests.tui.support import (
    NOW,
    left,
    mini_services,
    one,
    opened,
    press,
    recorded,
    saved,
    screen_of,
    until,
    working_on,
)
from tui.app import QualifApp
from tui.services import Services


def burst(pilot: Pilot[None], keys: str) -> None:
    """Send keys at once, named and separated by spaces: nothing is handled between two of them."""
    for key in keys.split():
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_fast_keys_on_a_new_incident_choose_its_reader_and_write_in_no_field(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as pilot:
        burst(pilot, "enter tab tab b")
        await until(pilot, "Êtes-vous visé, témoin")
    assert saved(tmp_path).title == "Dossier du 20/11/2026"
    assert saved(tmp_path).notes["lecteur"] == "rh"


async def test_a_name_typed_fast_is_written_whole_in_the_field_of_the_name(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        burst(pilot, "enter 2 0 2 6 tab tab b")
        await until(pilot, "Êtes-vous visé, témoin")
    assert saved(tmp_path).title == "2026"


async def test_an_answer_then_escape_at_once_keeps_the_answer(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        burst(pilot, "a escape")
        await left(pilot, "InterviewScreen")
        assert screen_of(pilot) == "StartScreen"
    assert recorded(tmp_path, "reporter_role") == "instruit"


async def test_words_typed_before_the_library_is_open_are_all_searched(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        burst(pilot, "f10 b i b enter i n j u r e")
        await until(pilot, "Un terme de mépris est une injure.")
        assert screen_of(pilot) == "LibraryScreen"
        assert one(pilot, Input).value == "injure"


async def test_keys_wait_for_the_rules_and_escape_gives_them_up(tmp_path: Path) -> None:
    there = threading.Event()

    def load() -> Services:
        there.wait()
        return mini_services()

    app = QualifApp(office=office_in(tmp_path), load=load, clock=lambda: NOW)
    async with app.run_test(notifications=True) as pilot:
        await left(pilot, "Screen")
        try:
            burst(pilot, "f10 b i b enter i n j")
            await until(pilot, "Chargement des règles")
            assert screen_of(pilot) == "StartScreen"
            await press(pilot, "escape")
            burst(pilot, "i n j")
        finally:
            there.set()
        await left(pilot, "StartScreen")
        await until(pilot, "Un terme de mépris est une injure.")
        assert one(pilot, Input).value == "inj", "what was typed before Escape is forgotten"


async def test_after_rules_that_do_not_load_the_keys_are_still_heard(tmp_path: Path) -> None:
    def load() -> Services:
        raise ValueError("base.yaml:3 : clé inconnue.")

    async with opened(tmp_path, load=load) as pilot:
        await until(pilot, "La base de règles ne se charge pas.")
        burst(pilot, "escape f10 b i b enter")
        await until(pilot, "clé inconnue.")
        burst(pilot, "escape f10")
        await left(pilot, "ChooseDialog")
        await left(pilot, "StartScreen")
        assert screen_of(pilot) == "MenuDialog"


async def test_a_paste_keeps_its_place_among_the_keys(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        burst(pilot, "enter")
        pilot.app.post_message(events.Paste("2026-014 "))
        burst(pilot, "b i s tab tab c")
        await until(pilot, "Êtes-vous visé, témoin")
    assert saved(tmp_path).title == "2026-014 bis"


async def test_a_letter_never_answers_a_question_that_is_not_in_sight_yet(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        burst(pilot, "a a a f9")
        await until(pilot, "Relecture de vos réponses")
    assert saved(tmp_path).answers == {"reporter_role": "instruit"}


async def test_a_shortcut_that_holds_a_letter_answers_nothing(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        pilot.app.post_message(events.Key("alt+a", "a"))  # as a terminal sends it
        await pilot.pause()
        assert recorded(tmp_path, "reporter_role") == "ABSENT"
        await press(pilot, "a")
        assert recorded(tmp_path, "reporter_role") == "instruit"
