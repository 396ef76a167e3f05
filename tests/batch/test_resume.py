"""Interrupted at any point, a run goes on: no line twice, none cut, the same bytes at the end."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expert.batch import run as batch_run
from expert.batch.run import Order, run_to_file, run_to_stream
from knowledge import KnowledgeBase
from knowledge.errors import InputError
from tests.batch.support import as_lines, job
from tests.command.support import command, environment
from tests.support.random_bases import random_base
from tests.support.random_lines import random_line


class Killed(BaseException):
    """The process is stopped here."""


@pytest.fixture
def base(tmp_path: Path) -> KnowledgeBase:
    return random_base(620, tmp_path / "base")


@pytest.fixture
def lot(base: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Order:
    """Fourteen lines, two of them refused, read three at a time."""
    monkeypatch.setattr(batch_run, "LINES_IN_A_BLOCK", 3)
    chance = random.Random(1)
    lines = as_lines([random_line(base, chance, density=0.6) for _ in range(14)])
    lines[4], lines[11] = b'{"faux": "oui"}\n', b"x\n"
    path = tmp_path / "lot.jsonl"
    path.write_bytes(b"".join(lines))
    return Order(str(path), table=False, job=job(profile="rh"))


def whole(order: Order, base: KnowledgeBase) -> tuple[bytes, bytes]:
    """Return what an uninterrupted run writes, and its refusals."""
    output, refused = io.BytesIO(), io.BytesIO()
    run_to_stream(order, base, output, lambda told: refused.write(told) and None, quiet)
    return output.getvalue(), refused.getvalue()


def quiet(*_: Any) -> None:
    """Show nothing."""


def stop_at(number: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Stop the process at one of its calls to the system; return how many were made."""
    calls = 0

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == number:
                raise Killed
            return function(*arguments, **options)

        return call

    monkeypatch.setattr(os, "fsync", counted(os.fsync))
    for name in ("replace", "unlink", "open"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))
    monkeypatch.setattr(
        batch_run.BlockQualifier, "qualify", counted(batch_run.BlockQualifier.qualify)
    )
    return lambda: calls


def test_stopped_anywhere(lot: Order, base: KnowledgeBase, tmp_path: Path) -> None:
    expected = whole(lot, base)
    number, made = 1, 10**9
    while number <= made:
        path = tmp_path / f"sortie-{number}.jsonl"
        with pytest.MonkeyPatch.context() as monkeypatch:
            calls = stop_at(number, monkeypatch)
            try:
                run_to_file(lot, base, path, quiet, resume=False)
                made = calls()
            except Killed:
                assert not path.exists() or path.read_bytes() == expected[0]
        run_to_file(lot, base, path, quiet, resume=True)
        refusals = path.with_name(path.name + ".refus")
        assert (path.read_bytes(), refusals.read_bytes()) == expected, number
        number += 1
    assert number > 30


def test_stopped_again_and_again(lot: Order, base: KnowledgeBase, tmp_path: Path) -> None:
    """One block of progress at most between two stops; half a line is left each time."""
    path, stops = tmp_path / "sortie.jsonl", 0
    partial = path.with_name(path.name + ".partiel")
    while not path.exists():
        with pytest.MonkeyPatch.context() as monkeypatch:
            stop_at(12, monkeypatch)
            try:
                run_to_file(lot, base, path, quiet, resume=True)
            except Killed:
                stops += 1
                if not partial.exists():
                    continue
                with partial.open("ab") as torn:
                    torn.write(b'{"ligne": 99')
    assert stops > 2
    run_to_file(lot, base, path, quiet, resume=True)
    assert path.read_bytes() == whole(lot, base)[0]
    left = {p.name for p in tmp_path.iterdir() if p.name.startswith("sortie")}
    assert left == {"sortie.jsonl", "sortie.jsonl.refus"}


def test_nothing_is_written_over(lot: Order, base: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "sortie.jsonl"
    path.write_text("à garder")
    with pytest.raises(InputError, match="existe déjà"):
        run_to_file(lot, base, path, quiet, resume=False)
    assert run_to_file(lot, base, path, quiet, resume=True) is None
    assert path.read_text() == "à garder"


def interrupted(lot: Order, base: KnowledgeBase, path: Path) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        stop_at(14, monkeypatch)
        with pytest.raises(Killed):
            run_to_file(lot, base, path, quiet, resume=False)


def test_a_run_goes_on_only_as_it_began(lot: Order, base: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "sortie.jsonl"
    interrupted(lot, base, path)
    with pytest.raises(InputError, match="--reprendre"):
        run_to_file(lot, base, path, quiet, resume=False)
    other = Order(lot.source, table=False, job=job("csv", profile="rh"))
    with pytest.raises(InputError, match="ont changé depuis l'interruption"):
        run_to_file(other, base, path, quiet, resume=True)
    source = Path(lot.source)
    source.write_bytes(b"\n" + source.read_bytes())
    with pytest.raises(InputError, match="ont changé depuis l'interruption"):
        run_to_file(lot, base, path, quiet, resume=True)
    state = path.with_name(path.name + ".reprise")
    state.write_text("{")
    with pytest.raises(InputError, match="illisible"):
        run_to_file(lot, base, path, quiet, resume=True)


def test_a_run_keeps_the_day_it_began(lot: Order, base: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "sortie.jsonl"
    interrupted(lot, base, path)
    days = []
    qualifier = batch_run.BlockQualifier

    class Spy(qualifier):  # type: ignore[misc, valid-type]
        def __init__(self, base: KnowledgeBase, asked: Any) -> None:
            days.append(asked.today)
            super().__init__(base, asked)

    later = lot.job.__class__(**{**lot.job.__dict__, "today": lot.job.today.replace(year=2027)})
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(batch_run, "BlockQualifier", Spy)
        run_to_file(Order(lot.source, table=False, job=later), base, path, quiet, resume=True)
    assert days == [lot.job.today]


def test_a_process_killed_for_good(tmp_path: Path) -> None:
    """The command itself, on the shipped law: killed once it has written something."""
    line = b'{"id": "a-1", "access": "public", "autres_publications": "non"}\n'
    source, path = tmp_path / "lot.jsonl", tmp_path / "sortie.jsonl"
    source.write_bytes(line * 9000)
    words = ["qualifier", "--lot", str(source), "--lecteur", "manager", "--sortie", str(path)]
    code = (
        "import os, signal, expert.batch.progress as p\n"
        "write = p.Target.write\n"
        "def once(self, *given):\n"
        "    write(self, *given)\n"
        "    if given[2].lines:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "p.Target.write = once\n"
        "from expert.command.main import main\n"
        f"main({words!r})\n"
    )
    killed = subprocess.run([sys.executable, "-c", code], env=environment(), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not path.exists()
    ended = subprocess.run(
        command(*words, "--reprendre", "--coeurs", "2"),
        env=environment(),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr == "9\u202f000 lignes qualifiées\n"
    written = [json.loads(text)["ligne"] for text in path.read_text("utf-8").splitlines()]
    assert written == list(range(1, 9001))
    assert {p.name for p in tmp_path.iterdir()} == {"lot.jsonl", "sortie.jsonl"}
