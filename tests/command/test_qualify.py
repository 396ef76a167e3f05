"""`qualif qualifier`: several files, one refusal for all, one day for all, three forms."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from expert.command.main import main
from expert.documents.json_contract import contract_schema
from tests.command.support import SAMPLES, run

FULL = SAMPLES[-1].read_text(encoding="utf-8").replace("La story supprimée", "Un message")
"""A sample whose answers are nearly all given: the quickest to qualify."""


@pytest.fixture
def full(tmp_path: Path) -> Path:
    path = tmp_path / "petit.yaml"
    path.write_text(FULL, encoding="utf-8")
    return path


def test_the_three_forms(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form, beginning in (
        ("texte", "Qualification : Un message\n"),
        ("markdown", "# Qualification : Un message\n"),
        ("json", '{\n  "format": "qualif-assessment/1",\n'),
    ):
        assert main(["qualifier", str(full), "--format", form]) == 0
        assert capsys.readouterr().out.startswith(beginning)


def test_every_sample_honours_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["qualifier", *map(str, SAMPLES), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, contract_schema())
    assert len(found) == len(SAMPLES) >= 3
    for assessment in found:
        proofs = {proof["id"] for proof in assessment["proofs"]}
        cited = {citation["id"] for citation in assessment["citations"]}
        for conclusion in assessment["conclusions"]:
            assert conclusion["proof"] in proofs
            assert cited.issuperset(conclusion["sources"])


def test_the_standard_input_is_a_file_like_another(full: Path) -> None:
    direct = run("qualifier", str(full))
    piped = run("qualifier", "-", given=FULL)
    assert piped.returncode == 0
    assert piped.stdout == direct.stdout


def test_the_day_of_the_examination_can_be_given(
    full: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["qualifier", str(full), "--date", "02/01/2027", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["examined_on"] == "2027-01-02"


def test_several_reports_are_told_apart(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["qualifier", str(full), str(full), "--lecteur", "manager"]) == 0
    text = capsys.readouterr().out
    assert text.count("Qualification : Un message\n") == 2
    assert text.count(f"\n{'=' * 80}\n\n") == 1
    assert main(["qualifier", str(full), str(full), "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_one_bad_file_among_good_ones_prints_nothing(
    full: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "mauvais.yaml"
    bad.write_text("acess: public\n", encoding="utf-8")
    assert main(["qualifier", str(full), str(bad)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"{bad}:1:1 : clé inconnue : « acess » ; vouliez-vous dire « access » ?\n"


def test_nothing_is_written_beside_the_files(full: Path, tmp_path: Path) -> None:
    assert main(["qualifier", str(full)]) == 0
    assert list(tmp_path.iterdir()) == [full]


def test_hostile_words_are_shown_as_text(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    title = '"[/zut] [@click=app.quit]x[/] \\e]0;pwn\\a \\u202E"'
    path.write_text(FULL.replace("Un message", title), encoding="utf-8")
    shown = run("qualifier", str(path), "--lecteur", "manager").stdout
    assert shown.startswith(
        "Qualification : [/zut] [@click=app.quit]x[/] \\u{001B}]0;pwn\\u{0007} \\u{202E}\n"
    )
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_protected_answer_is_in_no_document(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(f"union_context: oui\nsick_leave: oui\n{FULL}", encoding="utf-8")
    for form in ("texte", "markdown", "json"):
        shown = run("qualifier", str(path), "--format", form).stdout
        assert "mandat de représentation, déclaré" not in shown
        assert "en arrêt le jour" not in shown
