"""Running `qualif dossiers` on the base of a test, with phrases on the standard input."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from expert.command.main import main
from tests.office.support import FIRST, OFFICERS
from tests.store.support import PHRASE

PHRASES = {each.login: each.phrase for each in (FIRST, *OFFICERS)}


@dataclass(frozen=True)
class Ended:
    """How a command ended: its code, what it said, what it refused."""

    code: int
    said: str
    refused: str


Run = Callable[..., Ended]


def runner(base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command as an account (`by`), then gives the `phrases` it asks for."""

    def run(*words: str, by: str | None = "rh1", phrases: tuple[str, ...] = ()) -> Ended:
        typed = (PHRASES.get(by, PHRASE), *phrases) if by is not None else phrases
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        who = () if by is None else ("--identifiant", by)
        code = main(["dossiers", *words, "--base", str(base), "--phrase-stdin", *who])
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return run
