"""What is true of every screen: French and its typography, contrast, keys, the mouse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.pilot import Pilot

from expert.settings.model import Settings
from tests.tui.support import text_of
from tests.tui.test_french import english_words
from tests.tui.test_themes import contrast
from tests.tui.walks import NAMES, WALKS, walk
from tui import doors
from tui.preferences import Preferences
from tui.screens.base import Dialog
from tui.themes import NAMES as THEMES

TIGHT = re.compile(r"[^\W\d_](?:[;!?]|:(?=\s))(?=\s|$)", re.M)
STRAIGHT = re.compile(r"(?<!\w)\"|\"(?!\w)")
WRITTEN_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}-\d{1,2}-\d{4}\b")
NAMED = re.compile(r"(?:/[\w.~+-]+)+/?|[\w-]+\.(?:json|toml|log|md|txt)|\b\d{8}-\d{6}-\d+\b")
"""Places, files and references, which are not sentences."""

LONG_NUMBER = re.compile(r"(?<![\w./-])\d{5,}(?![\w./-])")


WRITTEN = re.compile(r"[^\W_]|[✓✗≠?•>]")


def unfrench(text: str) -> set[str]:
    """What a French printer would not have left: signs without their space, quotes, dates."""
    kept = re.sub(
        r"(?:/[\w.~+-]+)+/?|[\w-]+\.(?:json|toml|log|md|txt)|\b\d{8}-\d{6}-\d+\b", "", text
    )
    return {
        found.group()
        for pattern in (TIGHT, STRAIGHT, WRITTEN_DAY, LONG_NUMBER)
        for found in pattern.finditer(kept)
    }


def test_the_measure_finds_what_is_not_french() -> None:
    for text in ("Bonjour! ", "quoi?", "Reste: deux", 'dit "oui"', "le 2026-11-20", "12000 euros"):
        assert unfrench(text), text
    for text in ("Bonjour !", "Reste : deux", "à 10:42", "« oui »", "03/09/2026", "12 000 €"):
        assert unfrench(text) == set(), text


def test_every_screen_has_a_walk() -> None:
    assert set(WALKS) == set(doors._SCREENS)


@pytest.mark.parametrize("name", NAMES)
async def test_every_screen_is_french_and_can_be_read_in_every_colour(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "cwd", lambda: Path("d"))
    english: dict[str, str] = {}
    faults: dict[str, str] = {}
    faint: dict[str, float] = {}

    seen: set[str] = set()

    async def see(pilot: Pilot[None]) -> None:
        shown = text_of(pilot)
        if shown in seen:
            return
        seen.add(shown)
        english.update(dict.fromkeys(english_words(shown), shown))
        faults.update(dict.fromkeys(unfrench(shown), shown))
        for theme in (*THEMES[1:], THEMES[0]):
            pilot.app.theme = theme
            await pilot.pause()
            faint.update(faint_texts(pilot, theme))

    await walk(
        Path("d"), name, see, preferences=Preferences(Settings(theme=THEMES[0], welcome=False))
    )
    assert english == {}
    assert faults == {}
    assert faint == {}


def faint_texts(pilot: Pilot[None], theme: str) -> dict[str, float]:
    """Each text whose colour stands out less than WCAG asks from what is really behind it.

    What a dialog covers cannot be used meanwhile: it is veiled on purpose, and not measured.
    """
    found: dict[str, float] = {}
    screen = pilot.app.screen
    box = screen.query_one("#box").region if isinstance(screen, Dialog) else screen.region
    for row, strip in enumerate(screen._compositor.render_strips()):
        within = row == screen.size.height - 1 or box.y <= row < box.bottom
        column = 0
        for segment in strip:
            start, column = column, column + segment.cell_length
            style = segment.style
            if not within or not box.x <= start < box.right or not WRITTEN.search(segment.text):
                continue
            assert style is not None and style.color is not None and style.bgcolor is not None
            assert not style.dim, segment.text
            ink, ground = (Color.from_rich_color(c) for c in (style.color, style.bgcolor))
            ratio = contrast(ink, ground)
            if ratio < 4.5:
                found[f"{theme} : {segment.text.strip()} {ink.hex} sur {ground.hex}"] = ratio
    return found
