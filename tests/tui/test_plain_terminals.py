"""Terminals without colour, without accents, too small, resized: read all the same."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from pathlib import Path

import pytest

from tests.tui.support import (
    complete_incident,
    opened,
    press,
    screen_of,
    text_of,
    until,
    words_of,
    working_on,
)
from tui.screens.base import QualifScreen


async def test_without_colour_every_state_is_a_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with working_on(tmp_path / "a", complete_incident(), "juriste") as pilot:
        await press(pilot, "f8")
        shown = words_of(pilot)
        assert "✓ établi" in shown and "✗ écarté" in shown
        await press(pilot, "escape", "escape")
    async with opened(tmp_path / "a") as pilot:
        assert pilot.app.no_color
        assert "> Nouvel incident" in text_of(pilot)
        await press(pilot, "down", "down")
        assert "> Dossier complet" in text_of(pilot) and "> Nouvel" not in text_of(pilot)


@pytest.mark.parametrize("keys", [("f12",), ("f10",), ("f1",)])
async def test_a_window_resized_in_the_middle_loses_nothing(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with opened(tmp_path) as pilot:
        await press(pilot, *keys)
        before = screen_of(pilot)
        for size in ((59, 17), (160, 50), (30, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert screen_of(pilot) == before
            if size == (59, 17):
                await until(pilot, "Fenêtre trop petite.")
        await pilot.pause()
        assert "Fenêtre trop petite." not in words_of(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, QualifScreen)


def test_a_terminal_without_accents_opens_and_leaves_without_a_traceback(tmp_path: Path) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(
            LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", TERM="vt100",
            XDG_CONFIG_HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path),
        )  # fmt: skip
        os.execv(
            sys.executable,
            [sys.executable, "-c", "import sys; from expert.command.main import main\n"
             "sys.exit(main([]))"],
        )  # fmt: skip
    written, leaving = b"", time.monotonic() + 60
    while time.monotonic() < leaving:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        try:
            written += os.read(terminal, 65536) if ready else b""
        except OSError:
            break
        if b"Bienvenue" in written:
            os.write(terminal, b"\x11")
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert b"Bienvenue" in written
    assert b"Traceback" not in written
