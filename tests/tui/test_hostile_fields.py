"""Hostile text pasted in every field of every screen: shown as text, obeyed by nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.tui.hostile import drawn_text, obeyed
from tests.tui.snapshots.states import STATES, State
from tests.tui.snapshots.support import at
from tests.tui.support import press

WITH_FIELDS = (
    "nouveau", "menu-sans-reponse", "mots-exacts", "question-date", "rapport", "bibliotheque",
    "enregistrer", "une-ligne", "garder-projet",
)  # fmt: skip
"""The states that show a field to write in; a test says when another one does."""

FEW, MANY = 25, 11_200
"""Texts pasted in each of these states: some hundreds in all, or 100,000."""


def state(name: str) -> State:
    return next(each for each in STATES if each.name == name)


def fields(pilot: Pilot[None]) -> list[Input | TextArea]:
    shown = [*pilot.app.screen.query(Input), *pilot.app.screen.query(TextArea)]
    return [field for field in shown if field.focusable]


async def pasted(name: str, texts: int, seed: int) -> None:
    """Paste texts in turn in each field of a state, and look at the screen each time."""
    chance = random.Random(seed)
    async with at(state(name)) as pilot:
        await state(name).reach(pilot)
        found = fields(pilot)
        assert found
        screen = pilot.app.screen
        for number in range(texts):
            field = found[number % len(found)]
            field.focus()
            text = drawn_text(chance)
            field.post_message(events.Paste(text))
            await pilot.pause()
            assert obeyed(pilot) == [], ascii(text)
            if isinstance(field, Input):
                field.value = ""
            else:
                field.text = ""
        assert pilot.app.screen is screen
        assert pilot.app.is_running


@pytest.mark.parametrize("name", WITH_FIELDS)
async def test_hostile_text_in_a_field_does_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await pasted(name, FEW, seed=len(name))


@pytest.mark.campaign
@pytest.mark.parametrize("name", WITH_FIELDS)
async def test_a_hundred_thousand_hostile_texts_do_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await pasted(name, MANY, seed=20_261_120)


async def test_a_megabyte_pasted_in_a_field_is_taken_kindly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("nouveau", "mots-exacts"):
        async with at(state(name)) as pilot:
            await state(name).reach(pilot)
            field = fields(pilot)[0]
            field.focus()
            field.post_message(events.Paste("é" * 1_000_000))
            await pilot.pause()
            assert pilot.app.is_running
            assert obeyed(pilot) == []
            await press(pilot, "end", "x")
            kept = field.value if isinstance(field, Input) else field.text
            assert "x" in kept
            assert len(kept) <= 20_001
        (tmp_path / "incidents").rename(tmp_path / f"vu-{name}")


async def test_what_is_obeyed_is_seen() -> None:
    """The judge of these tests is not blind."""
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Naive(App[None]):
        def compose(self) -> ComposeResult:
            yield Static("[@click=app.piege]x[/] [link='http://piege']y[/link]")

    async with Naive().run_test() as pilot:
        assert len(obeyed(pilot)) == 2
