"""A list longer than the screen: read by pages beside its reasons, never answered unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.incident import Key
from tests.tui.support import one, press, recorded, text_of, words_of, working_on

BRANCH = Key("branch")
SIZES = [(60, 18), (80, 24)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_reasons_are_read_by_pages_and_left_for_the_answers(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with working_on(tmp_path, size=size) as pilot:
        pilot.app.screen.go_to(BRANCH)  # type: ignore[attr-defined]
        await press(pilot, "down")
        assert "( ) a  Branche numéro 1" in text_of(pilot)
        await press(pilot, "f6")
        assert "(F6 : replier)" in words_of(pilot)
        assert "Une liste plus longue que l'écran" in words_of(pilot)
        assert "Branche numéro 1\n" not in text_of(pilot)
        await press(pilot, *["pagedown"] * 4)
        assert "Convention applicable" in words_of(pilot)
        await press(pilot, "f6")
        assert "( ) a  Branche numéro 1" in text_of(pilot)
        await press(pilot, "end", *["pageup"] * 8)
        assert "( ) a  Branche numéro 1" in text_of(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_shows_the_row_it_would_choose_before_it_chooses_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with working_on(tmp_path, size=size) as pilot:
        pilot.app.screen.go_to(BRANCH)  # type: ignore[attr-defined]
        await press(pilot, "down", "down", "pagedown", "pagedown", "pagedown")
        assert "b  Branche numéro 2" not in text_of(pilot)
        await press(pilot, "enter")
        assert "b  Branche numéro 2" in text_of(pilot)
        assert one(pilot, "#choice").highlighted == 1
        assert recorded(tmp_path, "branch") == "ABSENT"
        await press(pilot, "enter")
    assert recorded(tmp_path, "branch") == "b2"


async def test_answers_that_settle_the_same_are_said_together(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        pilot.app.screen.go_to(BRANCH)  # type: ignore[attr-defined]
        await press(pilot, "f6")
        assert words_of(pilot).count("écarté : Convention applicable") == 1
        assert "autres réponses" in words_of(pilot)
