"""What every screen shows at three sizes, compared with the text files beside this one.

`make ecrans` accepts what the screens show now: read the difference before committing it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.snapshots.states import STATES, State
from tests.tui.snapshots.support import SIZES, at
from tests.tui.support import text_of
from tui import doors

EXPECTED = Path(__file__).parent / "expected"
ACCEPT = "QUALIF_ACCEPTER"
"""The environment variable that has the files written again instead of compared."""

_VERSIONS = re.compile(r"base \d+\.\d+\.\d+")


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
async def test_a_screen_shows_what_was_reviewed(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "cwd", lambda: Path("/travail"))
    async with at(state) as pilot:
        await state.reach(pilot)
        assert _screen_of(pilot) == state.screen
        for size in SIZES:
            await pilot.resize_terminal(*size)
            _compare(f"{state.name}-{size[0]}x{size[1]}", await _settled(pilot), size)


def test_every_screen_has_a_state() -> None:
    """A screen added to the doors is looked at: one line of `states.py`."""
    assert {state.screen for state in STATES} == {*doors._SCREENS, "start"}


def test_no_file_is_left_of_a_state_that_is_gone() -> None:
    names = {f"{state.name}-{w}x{h}" for state in STATES for w, h in SIZES}
    assert {path.stem for path in EXPECTED.glob("*.txt")} == names
    assert len(STATES) == len({state.name for state in STATES})


def test_a_change_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ACCEPT, raising=False)
    name = f"{STATES[0].name}-80x24"
    kept = (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")
    _compare(name, kept, (80, 24))
    with pytest.raises(AssertionError):
        _compare(name, kept.replace("Nouvel incident", "Nouvel accident"), (80, 24))


async def _settled(pilot: Pilot[None]) -> str:
    """Return the screen once it no longer changes: a resize is laid out in several steps."""
    pilot.app.clear_notifications()  # a passing sentence leaves by the clock of the machine
    shown, still = "", 0
    while still < 3:
        await pilot.pause()
        before, shown = shown, _shown(pilot)
        still = still + 1 if shown == before else 0
    return shown


def _shown(pilot: Pilot[None]) -> str:
    """Return the screen as text, without what changes with each version of the law."""
    return _VERSIONS.sub("base N", text_of(pilot)) + "\n"


def _screen_of(pilot: Pilot[None]) -> str:
    return type(pilot.app.screen).__module__.rpartition(".")[2]


def _compare(name: str, shown: str, size: tuple[int, int]) -> None:
    """Compare with the file, or write it again when that was asked for."""
    lines = shown.splitlines()
    assert len(lines) == size[1]
    assert max(map(len, lines)) <= size[0]
    path = EXPECTED / f"{name}.txt"
    if os.environ.get(ACCEPT):
        path.write_text(shown, encoding="utf-8")
    assert path.exists(), f"{path.name} is new: `make ecrans` writes it, then read it"
    assert lines == path.read_text(encoding="utf-8").splitlines()
