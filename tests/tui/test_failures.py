"""When something fails that nobody foresaw: a French sentence, a log without any answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.support import app_of, opened, press
from tui import app as application


@pytest.fixture(autouse=True)
def log_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "journal"
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: folder)
    return folder


async def test_a_fault_in_a_screen_shows_no_traceback_and_writes_no_answer(
    tmp_path: Path, log_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        secret = "Madame Untel, aide-soignante"
        raise RuntimeError(secret)

    sentence = None
    with pytest.raises(RuntimeError):
        async with opened(tmp_path) as pilot:
            app = app_of(pilot)
            app.call_later(fail)
            await pilot.pause()
            await pilot.pause()
    sentence = app.crash_sentence
    assert sentence is not None and "Qualif s'est arrêté" in sentence
    assert app.return_code == 70
    printed = "".join(capsys.readouterr())
    (log,) = log_folder.iterdir()
    for text in (sentence, printed, log.read_text(encoding="utf-8")):
        assert "Untel" not in text
    assert "Traceback" not in printed
    assert "test_failures" in log.read_text(encoding="utf-8")


async def test_a_fault_while_loading_the_rules_is_told_the_same_way(
    tmp_path: Path, log_folder: Path
) -> None:
    def load() -> application.Services:
        raise KeyError("Madame Untel")

    with pytest.raises(KeyError):
        async with opened(tmp_path, load=load) as pilot:
            await pilot.pause()
    (log,) = log_folder.iterdir()
    assert "Untel" not in log.read_text(encoding="utf-8")


def test_a_fault_at_the_start_ends_with_the_exit_code_and_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(self: object) -> None:
        raise RuntimeError("Madame Untel")

    monkeypatch.setattr(application.QualifApp, "run", broken)
    assert application.run() == 70
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Qualif s'est arrêté") and "Untel" not in printed.err


async def test_the_application_is_left_by_ctrl_q_at_any_place(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await press(pilot, "enter", "ctrl+q")
        assert not pilot.app.is_running
    assert pilot.app.return_code == 0
