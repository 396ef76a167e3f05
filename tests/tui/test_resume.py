"""The work is found again where it was left, and a second window is told before it types."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from expert.incident import Key
from expert.office.shelf import case_lines
from tests.tui.cases import desk_in, keep, one_case, stored, working_case
from tests.tui.support import (
    PLACE,
    app_of,
    blank,
    complete_incident,
    left,
    mini_base,
    opened,
    press,
    recorded,
    saved,
    screen_of,
    text_of,
    until,
    words_of,
    working_on,
)


async def test_a_question_read_again_is_the_one_found_at_the_next_opening(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        await press(pilot, "escape")
        pilot.app.screen.go_to(Key("access", PLACE))
        await pilot.pause()
    async with opened(tmp_path) as pilot:
        app_of(pilot).open_saved(one_case(tmp_path).id)
        await left(pilot, "StartScreen")
        assert screen_of(pilot) == "InterviewScreen"
        assert "Qui pouvait lire la publication" in text_of(pilot)
        assert "place" not in app_of(pilot).screen.session.incident.notes


async def test_the_next_question_needs_no_note_and_is_found_after_a_kill(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "a", "b", "f7", "f7")
        assert saved(tmp_path).notes["place"] == "reporter_role"
        await press(pilot, "f8", "f8")
        assert "Quel document a nommé l'agent ?" in text_of(pilot)
        killed = (tmp_path / "dossiers.sqlite").read_bytes()
    assert "place" not in saved(tmp_path).notes
    (tmp_path / "dossiers.sqlite").write_bytes(killed)
    async with opened(tmp_path) as pilot:
        app_of(pilot).open_saved(one_case(tmp_path).id)
        await left(pilot, "StartScreen")
        assert "Quel document a nommé l'agent ?" in text_of(pilot)


@pytest.mark.parametrize(
    ("keys", "screen"), [(["f9"], "ReviewScreen"), (["f9", "f8"], "ResultScreen")]
)
async def test_the_review_and_the_result_are_found_again(
    tmp_path: Path, keys: list[str], screen: str
) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "a", *keys)
        assert screen_of(pilot) == screen
    async with opened(tmp_path) as pilot:
        app_of(pilot).open_saved(one_case(tmp_path).id)
        await left(pilot, "StartScreen")
        assert screen_of(pilot) == screen
        await press(pilot, "escape")
        assert screen_of(pilot) == "InterviewScreen"
        assert "Craignez-vous" in text_of(pilot)


@pytest.mark.parametrize("place", ["inconnu", "access@P9", "", {"a": "b"}, "[/zut]", "branch@P1"])
async def test_a_place_that_is_no_more_is_left_aside(tmp_path: Path, place: object) -> None:
    case = keep(tmp_path, replace(blank(), notes={"place": place}))
    async with opened(tmp_path) as pilot:
        app_of(pilot).open_saved(case)
        await left(pilot, "StartScreen")
        assert "Êtes-vous visé" in text_of(pilot)


async def test_a_second_window_is_told_at_once_and_may_go_back(tmp_path: Path) -> None:
    async with working_on(tmp_path), opened(tmp_path) as second:
        app_of(second).open_saved(one_case(tmp_path).id)
        await left(second, "StartScreen")
        assert screen_of(second) == "ChooseDialog"
        assert "Ce dossier est déjà ouvert dans une autre fenêtre." in words_of(second)
        await press(second, "enter")
        assert screen_of(second) == "StartScreen"


async def test_a_second_window_may_work_in_a_copy(tmp_path: Path) -> None:
    async with working_on(tmp_path), opened(tmp_path) as second:
        before = one_case(tmp_path)
        app_of(second).open_saved(before.id)
        await left(second, "StartScreen")
        await press(second, "down", "enter")
        assert screen_of(second) == "InterviewScreen"
        await press(second, "a")
        assert working_case(tmp_path, before.id).number == before.number
        (copy,) = (line.id for line in case_lines(desk_in(tmp_path)) if line.id != before.id)
        assert stored(tmp_path, mini_base(), copy).answers == {"reporter_role": "instruit"}


async def test_reading_beside_another_window_writes_nothing(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident()) as first, opened(tmp_path) as second:
        before = one_case(tmp_path)
        app_of(second).open_saved(before.id)
        await left(second, "StartScreen")
        await press(second, "down", "down", "enter")
        await left(second, "ChooseDialog")
        await press(second, "f8")
        await until(second, "Procédure disciplinaire possible")
        await press(second, "escape")
        assert one_case(tmp_path).number == before.number
        await press(first, "f8")
        assert screen_of(first) == "ResultScreen"


async def test_a_file_left_is_free_for_the_next_window(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "escape")
        assert screen_of(pilot) == "StartScreen"
        for _ in range(2):
            app_of(pilot).open_saved(one_case(tmp_path).id)
            await left(pilot, "StartScreen")
            assert screen_of(pilot) == "InterviewScreen"
            await press(pilot, "escape")
        await press(pilot, "down", "down", "enter", "a")
    assert recorded(tmp_path, "reporter_role") == "instruit"
