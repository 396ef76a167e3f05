"""Prevention: the cards read, walked, copied and saved as the command writes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from textual.pilot import Pilot

from expert.command.main import main
from knowledge.models.prevention import Card
from tests.tui.support import app_of, one, opened, press, screen_of, text_of, typed
from tests.tui.test_french import assert_french
from tui.services import Services, load_services


@cache
def law() -> Services:
    """The shipped law: the invented base of the other tests has no card."""
    return load_services()


async def in_prevention(pilot: Pilot[None]) -> None:
    app_of(pilot).open_prevention()
    await pilot.pause()
    assert screen_of(pilot) == "PreventionScreen"


async def open_card(pilot: Pilot[None], card: Card) -> None:
    lines = one(pilot, "#cards")
    lines.highlighted = next(n for n, line in enumerate(lines.lines) if line.target is card)
    await press(pilot, "enter")
    assert one(pilot, "#title").content.plain == card.title


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["prevention", *words]) == 0
    return capsys.readouterr().out


async def test_it_is_opened_by_a_click_and_by_the_menu(tmp_path: Path) -> None:
    async with opened(tmp_path, load=law) as pilot:
        await pilot.click("#prevention")
        await pilot.pause()
        assert screen_of(pilot) == "PreventionScreen"
        await press(pilot, "escape", "f10")
        await typed(pilot, "prevention")
        await press(pilot, "enter")
        assert screen_of(pilot) == "PreventionScreen"
        lines = one(pilot, "#cards").plain
    for card in law().base.cards.values():
        assert card.title in lines


async def test_a_card_says_what_each_point_rests_on_and_leads_there(tmp_path: Path) -> None:
    async with opened(tmp_path, load=law) as pilot:
        await in_prevention(pilot)
        card = next(c for c in law().base.cards.values() if c.theme == "smartphone")
        await open_card(pilot, card)
        lines = one(pilot, "#page")
        for point in card.points:
            assert point.text in lines.plain
        assert "Conseil, sans source de droit" in lines.plain
        lines.highlighted = next(n for n, line in enumerate(lines.lines) if line.target)
        source = lines.target.id
        before = text_of(pilot)
        await press(pilot, "enter")
        assert source in one(pilot, "#page").plain
        await press(pilot, "escape")
        assert text_of(pilot) == before
        await press(pilot, "f5")
        assert card.points[0].text in pilot.app.clipboard


async def test_a_card_and_all_cards_are_saved_as_the_command_writes_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with opened(tmp_path / "d", load=law) as pilot:
        await in_prevention(pilot)
        await press(pilot, "f6")
        assert "gardez-le comme une pièce du dossier" not in text_of(pilot)
        one(pilot, "#file").value = str(tmp_path / "toutes.md")
        await press(pilot, "f8")
        assert screen_of(pilot) == "PreventionScreen"
        await open_card(pilot, law().base.cards["reseau-tiktok"])
        await press(pilot, "f6", "b")
        one(pilot, "#file").value = str(tmp_path / "une.md")
        await press(pilot, "f8")
        assert screen_of(pilot) == "ReaderScreen"
    every = printed(capsys, "fiches", "--format", "markdown")
    assert (tmp_path / "toutes.md").read_text("utf-8") == every
    assert (tmp_path / "une.md").read_text("utf-8") == printed(
        capsys, "fiches", "reseau-tiktok", "--format", "markdown"
    )


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_it_is_in_french_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path, size, law) as pilot:
        await in_prevention(pilot)
        seen = [text_of(pilot)]
        for key in ("f1", "escape", "f10", "escape", "f6", "escape", "end", "enter"):
            await press(pilot, key)
            seen.append(text_of(pilot))
        assert screen_of(pilot) == "ReaderScreen"
    assert max(len(line) for screen in seen for line in screen.splitlines()) <= size[0]
    assert_french(seen)
