"""When something fails that nobody foresaw: a French sentence, a log without any answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from expert.command.crash import Crash
from tests.tui.support import app_of, left, opened, press, text_of, working_on
from tui import app as application
from tui.after_failure import AGAIN, AfterFailureApp, ask_after
from tui.app import QualifApp
from tui.failing import NOTHING_OPEN, Failure

SECRET = RuntimeError("Madame Untel, aide-soignante")


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


class Broken(Static):
    """A widget that cannot be composed."""

    def compose(self) -> Iterator[Static]:
        raise SECRET
        yield Static()


class Fragile(Static):
    """A widget that fails at a key."""

    can_focus = True

    def on_key(self) -> None:
        raise SECRET


def in_a_handler(app: QualifApp) -> None:
    fragile = Fragile()
    app.screen.mount(fragile)
    fragile.post_message(events.Key("x", "x"))


def in_compose(app: QualifApp) -> None:
    app.screen.mount(Broken())


def in_a_worker(app: QualifApp) -> None:
    def work() -> None:
        raise SECRET

    app.run_worker(work, thread=True)


def in_a_timer(app: QualifApp) -> None:
    def late() -> None:
        raise SECRET

    app.set_timer(0.001, late)


@pytest.mark.parametrize("fail", [in_a_handler, in_compose, in_a_worker, in_a_timer])
def test_wherever_it_fails_the_terminal_shows_one_sentence(
    fail: Callable[[QualifApp], None],
    tmp_path: Path,
    log_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    real = QualifApp.run

    def headless(self: QualifApp) -> None:
        async def break_it(pilot: Pilot[None]) -> None:
            await pilot.pause()
            fail(self)
            for _ in range(100):
                if self.failure is not None:
                    return
                await asyncio.sleep(0.01)
            self.exit()

        self.folder = tmp_path / "d"
        real(self, headless=True, auto_pilot=break_it)

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(QualifApp, "run", headless)
    asked: list[Failure] = []

    def ask(failure: Failure) -> bool:
        asked.append(failure)
        return False

    monkeypatch.setattr("tui.doors.ask_after", ask)
    assert application.run() == 70
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert line.startswith("Qualif s'est arrêté")
    (log,) = log_folder.iterdir()
    (failure,) = asked
    assert failure.crash.log == log and failure.crash.kind == "RuntimeError"
    assert failure.crash.reference in log.read_text(encoding="utf-8")
    assert failure.saved == NOTHING_OPEN
    for text in (line, log.read_text(encoding="utf-8")):
        assert "Untel" not in text and "Traceback" not in text


async def test_what_was_saved_is_said_as_it_was(tmp_path: Path) -> None:
    async def said(pilot: Pilot[None]) -> str:
        return app_of(pilot)._what_was_saved()

    async with working_on(tmp_path) as pilot:
        await press(pilot, "a")
        assert "dans leur dossier, enregistré à 17:40" in await said(pilot)
        app_of(pilot).screen.session.saved_at = None  # type: ignore[attr-defined]
        assert "Le dernier enregistrement avait échoué" in await said(pilot)
    async with opened(tmp_path / "vide") as pilot:
        assert await said(pilot) == NOTHING_OPEN
        app_of(pilot).open_sample()
        await left(pilot, "StartScreen")
        assert "Seul l'exemple était ouvert" in await said(pilot)


FAILURE = Failure(Crash("KeyError", "20261120-174000-1", Path("/journal/arret.log")), "Tout y est.")


@pytest.mark.parametrize(("button", "code"), [("again", AGAIN), ("leave", 0)])
async def test_the_window_after_says_what_to_quote_and_leads_out(button: str, code: int) -> None:
    app = AfterFailureApp(FAILURE, "sombre")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        shown = " ".join(text_of(pilot).split())
        for words in ("Ce n'est pas une erreur", "Tout y est.", "20261120-174000-1", "arret.log"):
            assert words in shown
        await press(pilot, "escape", "f5")
        assert "20261120-174000-1" in app.clipboard
        assert "Tout y est." not in app.clipboard
        app.clear_notifications()
        await pilot.pause()
        await pilot.click(f"#{button}")
        await pilot.pause()
    assert app.return_code == code


def test_coming_back_to_the_list_opens_a_fresh_application(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened_on: list[bool] = []

    def run(self: QualifApp) -> None:
        opened_on.append(self._sample)
        if len(opened_on) == 1:
            raise SECRET

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(QualifApp, "run", run)
    monkeypatch.setattr("tui.doors.ask_after", lambda failure: True)
    assert application.run(sample=True) == 0
    assert opened_on == [True, False]


def test_without_a_terminal_no_window_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AfterFailureApp, "run", lambda self: pytest.fail("a window"))
    assert ask_after(FAILURE) is False
