"""`qualif base rejouer`: the figures of the real decisions, in text and in JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from expert.command.main import main

DECISION = """\
decision: cass-crim-2013-05-14-12-84042
ordre: presse
examen: 2013-05-14
incident:
  publications:
    - {access: direct_message, confidential: oui}
attendu:
  defence_accepted: confidentiality
  liability: false
compare:
  - {issue: acces, attendu: oui, conclusion: acces=confidentiel, unite: P1}
sans_comparaison:
  correspondance-confidentielle: déjà comparée par l'accès
"""
WRONG = """\
decision: cass-civ1-2007-12-06-06-21014
ordre: presse
examen: 2007-12-06
incident:
  publications:
    - {access: public, confidential: non}
attendu:
  defence_accepted: confidentiality
compare:
  - {issue: acces, attendu: oui, conclusion: acces=confidentiel, unite: P1}
"""
LISTED = """\
non_rejouees:
  - {decision: ce-ass-2011-12-23-335033, motif: procedure, raison: Aucun acte en cause.}
  - {decision: cass-crim-2019-10-15-18-83255, motif: renvoi, raison: Affaire cassée.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "une.yaml").write_text(DECISION, encoding="utf-8")
    (tmp_path / "registre").mkdir()
    (tmp_path / "registre" / "non-rejouees.yaml").write_text(LISTED, encoding="utf-8")
    return tmp_path


def test_the_text_says_every_group_and_what_is_not_replayed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["base", "rejouer", str(folder)]) == 0
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= 80
    text = " ".join(printed.split())
    assert "Décisions rejouées : 1 ; points comparés : 1" in text
    assert "juge pénal et civil : 1 décision, 1 point, 1 accord, 0 désaccord" in text
    assert "mesure ou condamnation écartée : 1 décision" in text
    assert "décisions que l'on peut citer : 1 décision" in text
    assert "décisions qu'une règle cite : 1 décision" in text
    assert "Points que les faits publiés ne permettent pas de rejouer : 1" in text
    assert "non rejouées : 2 (1 sans propos ni acte en cause, 1 à juger à nouveau" in text


def test_a_disagreement_nobody_explained_ends_with_code_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "deux.yaml").write_text(WRONG, encoding="utf-8")
    assert main(["base", "rejouer", str(folder)]) == 1
    assert "NON EXPLIQUÉ" in capsys.readouterr().out


def test_json_holds_the_same_figures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "rejouer", str(folder), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["replayed"], report["agree"], report["left_out"]) == (1, 1, 1)
    assert report["decisions_by"]["side"] == {"not_upheld": 1}
    assert [entry["reason"] for entry in report["not_replayed"]] == ["procedure", "renvoi"]
