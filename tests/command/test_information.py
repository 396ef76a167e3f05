"""`qualif infos`: the places, the settings, and what is said when these are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.command.main import main
from expert.store.chosen import FOLDER_VARIABLE


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    return tmp_path


def test_the_places_are_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["infos"]) == 0
    out = capsys.readouterr().out
    assert f"Réglages       : {home}/CONFIG/qualif/reglages.toml" in out
    assert f"Dossiers       : {home}/DATA/qualif/incidents" in out


def test_the_folder_of_the_settings_is_used(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "CONFIG" / "qualif" / "reglages.toml"
    path.parent.mkdir(parents=True)
    path.write_text(f'dossiers = "{home}/partage"\n', encoding="utf-8")
    assert main(["infos"]) == 0
    assert f"Dossiers       : {home}/partage" in capsys.readouterr().out


def test_refused_settings_are_one_sentence_and_the_code_of_a_bad_input(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = home / "CONFIG" / "qualif" / "reglages.toml"
    path.parent.mkdir(parents=True)
    path.write_text("lecteur = 4", encoding="utf-8")
    assert main(["infos"]) == 2
    printed = capsys.readouterr()
    assert "Logiciel" in printed.out
    assert len(printed.err.splitlines()) == 1 and "« lecteur »" in printed.err
