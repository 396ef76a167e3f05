"""What a crash tells, and what no command loads: no answer in a log, no screen in a pipe."""

from __future__ import annotations

import stat
import subprocess
from pathlib import Path

import pytest

from expert.command import qualify
from expert.command.main import main
from tests.command.support import SAMPLES, command, environment

SECRET = "Mot de passe de Madame Untel"


def test_a_crash_is_a_sentence_and_a_log_without_any_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> str:
        answer = {SECRET: SECRET}
        raise RuntimeError(answer.popitem()[0])

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(qualify, "report", fails)
    assert main(["qualifier", f"{SECRET}.yaml"]) == 70
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "RuntimeError" in printed.err
    assert "Traceback" not in printed.err
    assert printed.err.count("\n") == 1
    (log,) = (path for path in tmp_path.rglob("*") if path.is_file())
    text = log.read_text(encoding="utf-8")
    assert "commande : qualifier" in text
    assert "expert.command.qualify" in text
    assert SECRET not in text + printed.err
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_crash_is_told_even_where_no_log_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "qualif").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(qualify, "report", lambda *_: 1 / 0)
    assert main(["qualifier", "x.yaml"]) == 70
    assert "Le journal n'a pas pu être écrit." in capsys.readouterr().err


LOADED = """
import io, sys
from expert.command.main import main
arguments = {arguments!r}
main(arguments)
loaded = {{name.split('.')[0] for name in sys.modules}}
print('LOADED', *loaded, file=sys.stderr)
"""


def modules_after(*arguments: str, given: str = "") -> set[str]:
    done = subprocess.run(
        [command()[0], "-c", LOADED.format(arguments=list(arguments))],
        input=given,
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        check=True,
    )
    return set(done.stderr.partition("LOADED ")[2].split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("qualifier", str(SAMPLES[0])),
        ("qualifier", str(SAMPLES[0]), "--format", "json"),
        ("entretien", "--lineaire"),
        ("base", "faits"),
        ("base", "chercher", "secret"),
        ("schema",),
        ("infos",),
        (),
    ],
    ids=" ".join,
)
def test_no_command_loads_textual(arguments: tuple[str, ...]) -> None:
    loaded = modules_after(*arguments)
    assert "expert" in loaded
    assert loaded.isdisjoint({"tui", "textual", "rich"})


def test_help_does_not_load_the_engine() -> None:
    assert modules_after("--help").isdisjoint({"experta", "frozendict"})
