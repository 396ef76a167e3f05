"""Who is aimed at, a witness, or made the capture writes a report and sees no conclusion."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.support import (
    one,
    opened,
    press,
    recorded,
    saved,
    screen_of,
    text_of,
    typed,
    words_of,
    working_on,
)


@pytest.mark.parametrize(("letter", "role"), [("b", "vise"), ("c", "temoin"), ("d", "capture")])
async def test_a_party_to_the_facts_only_reports_them(
    tmp_path: Path, letter: str, role: str
) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, letter)
        assert screen_of(pilot) == "ReportScreen"
        assert "Ce texte pourra être lu par l'agent et par un juge." in words_of(pilot)
        await typed(pilot, "vu a la pause")
        await press(pilot, "f8")
    assert recorded(tmp_path, "reporter_role") == role
    assert saved(tmp_path).notes["rapport"]["vu"] == "vu a la pause"


async def test_no_way_leads_from_the_report_to_a_result(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "b", "f7")
        assert "(•) b  Je suis visé" in text_of(pilot)
        for key in ("f9", "enter", "f8"):
            await press(pilot, key)
            assert screen_of(pilot) == "ReportScreen", key
            await press(pilot, "f7")
        interview = pilot.app.screen
        interview.show_result()
        await pilot.pause()
        assert screen_of(pilot) == "ReportScreen"


async def test_the_report_is_resumed_and_its_text_concludes_nothing(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "c")
        await typed(pilot, "vu")
        await press(pilot, "escape")
        assert screen_of(pilot) == "StartScreen"
    async with opened(tmp_path) as pilot:
        await press(pilot, "down", "down", "enter")
        assert screen_of(pilot) == "ReportScreen"
        assert one(pilot, "#vu").text == "vu"
        target = tmp_path / "rapport.txt"
        await press(pilot, "f6")
        one(pilot, "#file").value = str(target)
        await press(pilot, "f8")
    text = target.read_text(encoding="utf-8")
    assert "Qui rapporte : J'en suis témoin" in text
    assert "ne conclut rien" in text
    assert "établi" not in text
    assert target.stat().st_mode & 0o777 == 0o600


async def test_a_first_answer_given_by_mistake_can_be_changed(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "b", "f7", "a")
        assert "Craignez-vous pour quelqu'un" in text_of(pilot)
