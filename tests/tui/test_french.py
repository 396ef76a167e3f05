"""Not one English word on any screen, in the menu, in the help, in an error."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tui.support import (
    complete_incident,
    opened,
    press,
    text_of,
    typed,
    working_on,
)

ENGLISH = re.compile(
    r"\b(?:about|all|and|are|back|bottom|button|cancel|cannot|click|close|command|commands|copy|"
    r"cursor|delete|down|edit|enter|error|exit|failed|file|filter|find|first|for|found|go|help|hide|"
    r"input|invalid|keys|last|left|line|list|loading|match|matches|maximize|minimize|must|new|next|"
    r"no|not|number|of|ok|open|option|palette|press|previous|quit|right|save|saved|screen|screenshot|"
    r"scroll|search|select|selected|show|submit|tab|the|theme|themes|this|to|toggle|top|unable|undo|"
    r"up|valid|value|warning|with|yes|you|your)\b",
    re.IGNORECASE,
)
ALSO_FRENCH = {"option", "options", "tab", "valide"}
"""« Tab » is how a French keyboard writes it; the others are French words too."""


def english_words(text: str) -> set[str]:
    return {word for word in ENGLISH.findall(text) if word.lower() not in ALSO_FRENCH}


def test_the_list_of_words_finds_english() -> None:
    assert english_words("No matches found, press Enter to quit") >= {"No", "matches", "to"}


async def test_no_english_on_the_first_screens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(Path("dossiers")) as pilot:
        seen = [text_of(pilot)]
        await press(pilot, "f1")
        seen.append(text_of(pilot))
        await press(pilot, "escape", "f10")
        seen.append(text_of(pilot))
        await typed(pilot, "xyz")
        await pilot.pause()
        assert "Rien de ce nom ici." in text_of(pilot)
        await press(pilot, "escape", "ctrl+c", "enter")
        seen.append(text_of(pilot))
        await press(pilot, "f8")
        seen.append(text_of(pilot))
    assert_french(seen)


async def test_no_english_in_the_interview(tmp_path: Path) -> None:
    async with working_on(tmp_path, size=(160, 50)) as pilot:
        seen = []
        for key in (
            "enter",
            "f3",
            "escape",
            "f4",
            "escape",
            "f5",
            "escape",
            "f10",
            "escape",
            "f1",
            "escape",
            "a",
            "b",
            "a",
            "f2",
            "escape",
            "a",
            "c",
            "enter",
            "x",
            "enter",
        ):
            await press(pilot, key)
            seen.append(text_of(pilot))
    assert_french(seen)


async def test_no_english_in_the_review_and_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "d").mkdir()
    monkeypatch.chdir(tmp_path / "d")
    monkeypatch.setattr(Path, "cwd", lambda: Path("d"))
    async with working_on(tmp_path, complete_incident(), "juriste", (100, 40)) as pilot:
        seen = [text_of(pilot)]
        await press(pilot, "f8")
        for _ in range(7):
            seen.append(text_of(pilot))
            await press(pilot, "f1")
            seen.append(text_of(pilot))
            await press(pilot, "escape", "f8")
        for key in ("f10", "escape", "f6", "f8", "escape", "f4", "escape", "f5"):
            await press(pilot, key)
            seen.append(text_of(pilot))
    assert_french(seen)


async def test_no_english_in_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "cwd", lambda: Path("d"))
    async with working_on(tmp_path) as pilot:
        await press(pilot, "b")
        seen = [text_of(pilot)]
        for key in ("f1", "escape", "f6", "escape", "f10", "escape", "f8"):
            await press(pilot, key)
            seen.append(text_of(pilot))
    assert_french(seen)


def assert_french(screens: list[str]) -> None:
    found = {word: screen for screen in screens for word in english_words(screen)}
    assert found == {}
