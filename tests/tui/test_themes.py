"""Light and dark: every text on every ground keeps the contrast that WCAG asks (4.5)."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from tests.tui.support import press, text_of, working_on
from tui.themes import GROUNDS, TEXT_COLOURS, THEMES


def luminance(colour: Color) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_every_ground(theme: Theme) -> None:
    colours = {**theme.to_color_system().generate(), **theme.variables}
    measured = {
        (text, ground): contrast(Color.parse(colours[text]), Color.parse(colours[ground]))
        for text in TEXT_COLOURS
        for ground in GROUNDS
    }
    assert {pair: ratio for pair, ratio in measured.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_separates_can_be_seen(theme: Theme) -> None:
    colours = {**theme.to_color_system().generate(), **theme.variables}
    assert contrast(Color.parse(colours["ligne"]), Color.parse(colours["background"])) >= 2.5


async def test_the_theme_is_changed_from_the_menu(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        assert pilot.app.theme == "sombre"
        await press(pilot, "f10", *"clair", "enter")
        assert pilot.app.theme == "clair"


async def test_without_colour_the_screen_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with working_on(tmp_path) as pilot:
        assert pilot.app.no_color
        await press(pilot, "a", "b", "a", "f7")
        shown = text_of(pilot)
    assert "(•) a  Titulaire" in shown
    assert "( ) b  Contractuel" in shown
