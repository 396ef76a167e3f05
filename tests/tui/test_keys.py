"""Every key has a second way, works on a French keyboard, and is told in a bar that fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Button

from expert.plain_text import folded
from tests.tui.support import app_of, text_of
from tests.tui.test_windows import assert_keys_fit
from tests.tui.walks import NAMES, walk
from tui.screens.base import Dialog

TAKEN = {f"ctrl+{letter}" for letter in "sqjmih"}
"""What terminals take for themselves, or send as another key (Entrée, Tab, backspace)."""

ONLY_WAY_ALLOWED = {"quit"}
"""Ctrl+Q leaves; the menu and the window's own button do as well."""

SHIFTED = set("0123456789") | {"full_stop", "slash", "question_mark"}
"""What a French keyboard types with Maj: never the only key of an action."""

BY_THE_WHEEL = {"move", "page", "scroll", "turn", "first", "last", "cursor"}
"""Moving: a row is clicked, the wheel turns, a tab or a button is clicked."""


def actions(bindings: Any) -> dict[str, tuple[set[str], str]]:
    """The keys of each action and what it is called."""
    found: dict[str, tuple[set[str], str]] = {}
    for key, several in bindings.key_to_bindings.items():
        for binding in several:
            assert isinstance(binding, Binding)
            keys, _ = found.setdefault(binding.action, (set(), binding.description))
            keys.add(key)
    return found


def second_ways(pilot: Pilot[None]) -> set[str]:
    """What the mouse can reach here: the bar, the buttons, the menu; words without accents."""
    screen: Any = pilot.app.screen
    ways = {folded(hint.label) for hint in screen.hints()}
    ways |= {folded(str(button.label)) for button in screen.query(Button)}
    if not isinstance(screen, Dialog):
        app = app_of(pilot)
        commands = (*screen.commands(), *screen.copy_commands(), *app.everywhere())
        ways |= {folded(f"{command.label} {command.help}") for command in commands}
    return ways


@pytest.mark.parametrize("name", NAMES)
async def test_every_key_of_a_screen_has_a_second_way(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    missing: list[str] = []
    clashing: list[str] = []

    async def see(pilot: Pilot[None]) -> None:
        screen: Any = pilot.app.screen
        if type(screen).__module__ != f"tui.screens.{name}":
            return
        assert_keys_fit(pilot)
        hinted = {hint.key for hint in screen.hints()}
        ways = second_ways(pilot)
        for action, (keys, called) in actions(screen._bindings).items():
            if action.split("(")[0].split(".")[-1] in BY_THE_WHEEL or "." in action:
                continue
            said = any(folded(called).split()[0] in way for way in ways)
            if not keys & hinted and not said:
                missing.append(f"{action} ({called})")
            if keys <= TAKEN or keys <= SHIFTED:
                clashing.append(f"{action} : {sorted(keys)}")

    await walk(Path("d"), name, see)
    assert set(missing) == set()
    assert set(clashing) == set()


async def test_the_keys_of_the_application_are_in_the_menu(tmp_path: Path) -> None:
    async def see(pilot: Pilot[None]) -> None:
        app = app_of(pilot)
        ways = {folded(f"{c.label} {c.help}") for c in app.everywhere()} | {"menu"}
        for action, (keys, called) in actions(app._bindings).items():
            if action == "help_quit":  # what Ctrl+C says where nothing can be copied
                continue
            assert any(folded(called).split()[0] in way for way in ways), action
            assert action in ONLY_WAY_ALLOWED or not keys <= TAKEN, action
        assert text_of(pilot)

    await walk(tmp_path, "tour", see)
