"""`qualif precedents` and `qualif base precedents`: what they print, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from expert.command.main import main
from expert.precedents.figures import PrecedentReport
from expert.precedents.model import Precedents

SAMPLES = Path(__file__).parents[2] / "expert" / "samples"
SAMPLE = str(SAMPLES / "01-injure-et-diffamation-cadre.yaml")


def _printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


def test_the_text_tells_both_sides_within_the_width(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = _printed(capsys, "precedents", SAMPLE)
    assert max(map(len, text.splitlines())) <= 80
    for told in ("En commun :", "Rend l'issue plus proche ici :", "L'éloigne d'ici :", "atténué",
                 "souligné", "Appliquée à :", "Les questions qui le diraient :"):  # fmt: skip
        assert told in text
    assert "ne peuvent pas être citées" in " ".join(text.split())


def test_one_question_tells_every_decision(capsys: pytest.CaptureFixture[str]) -> None:
    short = _printed(capsys, "precedents", SAMPLE)
    every = _printed(capsys, "precedents", SAMPLE, "--question", "faute-agent")
    assert "Décisions qui ont moins en commun, non montrées ici" in short
    assert "non montrées ici" not in every
    assert every.count("n° ") > 20 and "PROPORTIONNÉE" not in every


def test_json_is_the_comparison(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(_printed(capsys, "precedents", SAMPLE, "--format", "json"))
    assert Precedents.model_validate(found).questions
    several = json.loads(_printed(capsys, "precedents", SAMPLE, SAMPLE, "--format", "json"))
    assert several == [found, found]


def test_markdown_escapes_the_words_of_the_incident(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(
        'incident: "[clic](x) <b>*gras*</b>"\nauthor_status: fpt\n'
        "publications:\n  - {access: public, outrageous_expression: oui}\n", "utf-8",
    )  # fmt: skip
    text = _printed(capsys, "precedents", str(file), "--format", "markdown")
    assert text.startswith("# Décisions comparées : \\[clic\\](x) \\<b\\>\\*gras\\*\\</b\\>\n")


def test_an_incident_without_answers_is_compared_with_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("incident: rien\n", "utf-8")
    text = " ".join(_printed(capsys, "precedents", str(file)).split())
    assert "Aucune décision à comparer" in text
    file.write_text(
        "incident: rien\nreporter_role: vise\nauthor_status: fpt\n"
        "publications:\n  - {access: public}\n", "utf-8",
    )  # fmt: skip
    text = " ".join(_printed(capsys, "precedents", str(file)).split())
    assert "Aucune décision à comparer" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--question", "faute-agents"], "n'existe pas ; vouliez-vous dire « faute-agent » ?"),
        (["--question", "zzz"], "n'existe pas ; attendu : publicite-discipline"),
        (["--lecteur", "manager"], "« manager » n'existe pas"),
        (["nulle-part.yaml"], "fichier introuvable"),
    ],
)
def test_what_is_refused_is_one_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["precedents", SAMPLE, *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and said in printed.err
    assert len(printed.err.splitlines()) == 1


def test_the_figures_are_printed_with_the_baseline_and_a_caution(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = _printed(capsys, "base", "precedents")
    assert max(map(len, text.splitlines())) <= 80
    said = " ".join(text.split())
    for told in ("le plus fréquent", "abstention", "sur les mêmes cas", "juge du travail",
                 "à plus forte raison", "Décisions de 2022 et après",
                 "ne prédit aucune décision"):  # fmt: skip
        assert told.casefold() in said.casefold()
    later = _printed(capsys, "base", "precedents", "--annee", "2024", "--format", "json")
    measured = PrecedentReport.model_validate_json(later)
    assert f"questions tranchées : {measured.cases} " in said
    assert measured.first_year == 2024
    assert main(["base", "precedents", "--annee", "3000"]) == 2
    refused = capsys.readouterr()
    assert refused.out == ""
    assert "3000 ne sépare aucune décision d'une autre ; elles vont de " in refused.err
    overall = measured.leave_one_out.overall.figures
    assert f"En tout : {overall.points} cas, {overall.agree} accords" in said
