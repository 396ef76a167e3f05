"""The terminal resized in the middle of a screen, and back: nothing is lost, nothing is answered.

80x24, then a window that is too small, a wide one, and 80x24 again: the same screen, the same
focus, the same typed words, and the very same lines.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from expert.office.shelf import case_lines
from tests.tui.cases import desk_in
from tests.tui.snapshots.states import STATES, State
from tests.tui.snapshots.support import at
from tests.tui.support import press, screen_of, text_of

IMPORTANT = (
    "liste", "nouveau", "question", "question-longue", "question-liste", "question-date",
    "mots-exacts", "relecture", "resultat-conclusions", "resultat-why", "rapport", "bibliotheque",
    "source", "enregistrer", "urgence", "note",
)  # fmt: skip
"""The screens where work would be lost; the others are tried by the campaign."""

OTHERS = tuple(state.name for state in STATES if state.name not in IMPORTANT)
AROUND = ((50, 15), (160, 50), (80, 24))


def named(name: str) -> State:
    return next(state for state in STATES if state.name == name)


async def settled(pilot: Pilot[None]) -> str:
    """Return the screen once it no longer changes."""
    pilot.app.clear_notifications()
    shown, still = "", 0
    while still < 3:
        await pilot.pause()
        before, shown = shown, text_of(pilot)
        still = still + 1 if shown == before else 0
    return shown


def typed_words(pilot: Pilot[None]) -> list[str]:
    screen = pilot.app.screen
    fields = [field.value for field in screen.query(Input)]
    return [*fields, *(area.text for area in screen.query(TextArea))]


def saved_cases() -> list[str]:
    """Return the cases of the folder, as they were last saved."""
    desk = desk_in(Path("incidents"))
    return sorted(desk.peek(line.id).model_dump_json() for line in case_lines(desk))


async def resized_and_back(name: str, *, same_lines: bool = True) -> None:
    state = named(name)
    async with at(state) as pilot:
        await state.reach(pilot)
        focused = pilot.app.focused
        if isinstance(focused, (Input, TextArea)):
            await press(pilot, *"3abc", "left")
        else:
            await press(pilot, "down")
        before, words, screen = await settled(pilot), typed_words(pilot), screen_of(pilot)
        folder = saved_cases()
        for size in AROUND:
            await pilot.resize_terminal(*size)
            await settled(pilot)
            if size == AROUND[0]:
                assert "Fenêtre trop petite." in text_of(pilot)
                await press(pilot, "a", "enter", "f8")
            assert screen_of(pilot) == screen
            assert typed_words(pilot) == words
        assert pilot.app.focused is focused
        after = await settled(pilot)
        kept = saved_cases()
        if name == "rapport":  # its words are saved on the way, and its form is back at its top
            assert words[0] in after and words[0] in kept[0]
        else:
            assert after == before or not same_lines
            assert kept == folder
        assert pilot.app.is_running


@pytest.mark.parametrize("name", IMPORTANT)
async def test_nothing_is_lost_on_an_important_screen(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await resized_and_back(name)


@pytest.mark.campaign
@pytest.mark.parametrize("name", OTHERS)
async def test_nothing_is_lost_on_any_other_screen(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is whole in a wide window comes back at its first line: that alone may differ."""
    monkeypatch.chdir(tmp_path)
    await resized_and_back(name, same_lines=False)


def test_the_important_screens_exist() -> None:
    assert {*IMPORTANT} <= {state.name for state in STATES}
