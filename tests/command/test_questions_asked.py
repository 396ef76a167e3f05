"""`qualif base rejouer --questions`: what each reader is asked on real decisions."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from expert.command.main import main
from expert.replay import decisions_folder

DECISIONS = decisions_folder()
KEPT = ("ce-2017-11-15-401650", "cass-soc-2020-09-30-19-12058")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in KEPT:
        shutil.copy(DECISIONS / f"{name}.yaml", tmp_path)
    return tmp_path


def test_the_figures_are_told_by_reader(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "rejouer", str(folder), "--questions"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Décisions rejouées : 2 ; réponses tirées de leurs faits")
    for reader in ("Cadre de proximité", "Ressources humaines", "Juriste"):
        assert f"{reader}\n  questions posées : " in told


def test_the_figures_are_told_as_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "rejouer", str(folder), "--questions", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["profile"] for each in found] == ["manager", "rh", "juriste"]
    for each in found:
        assert each["interviews"] == 2
        assert each["longest"] in KEPT
        assert each["screens"]["mean"] <= each["screens"]["most"] <= each["answers"]["most"]


def test_an_empty_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "rejouer", str(tmp_path), "--questions"]) == 2
    assert "aucune décision à rejouer dans ce dossier" in capsys.readouterr().err
