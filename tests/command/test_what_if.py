"""`qualif et-si` and `qualif comparer`: what they print, and how they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from expert.command.main import main
from expert.documents.json_contract import contract_schema
from tests.command.support import SAMPLES
from tests.command.test_main import ENGLISH

FILE = str(SAMPLES[0])


@pytest.mark.parametrize("words", [["et-si"], ["comparer"]])
def test_their_help_is_french(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Utilisation : qualif")
    assert not [word for word in ENGLISH if word in text]
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["et-si", FILE, "acess"],
            "fait inconnu : « acess » ; vouliez-vous dire « access » ?",
        ),
        (["et-si", FILE, "access@P9=public"], "publication inconnue : « P9 » ; attendu : P1"),
        (["et-si", FILE, "access=publc"], "valeur inconnue « publc » ; vouliez-vous dire"),
        (["et-si", FILE, "target@P1/P1z"], "passage inconnu : « P1z » ; vouliez-vous dire"),
        (["et-si", FILE, "author_status@P1"], "« author_status » se dit de l'incident"),
        (["et-si", FILE, "access@P1/P1a"], "« access » se dit d'une publication"),
        (["et-si", FILE, "platform"], "« platform » n'est lu par aucune règle"),
        (["et-si", FILE, "sick_leave=oui"], "cette réponse est protégée"),
        (["et-si", FILE, "first_online_date=hier"], "date attendue"),
        (["et-si", "absent.yaml"], "absent.yaml"),
        (["comparer", FILE], "il manque : AUTRE"),
        (["comparer", FILE, FILE, "access=public"], "l'un ou l'autre"),
        (["comparer", FILE, FILE, FILE], "l'un ou l'autre"),
        (["comparer", FILE, "acess=public"], "fait inconnu : « acess »"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert sentence in printed.err
    assert len(printed.err.splitlines()) == 1


def test_one_answer_tells_each_of_its_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["et-si", FILE, "authorship", "--lecteur", "rh"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert "Non : rien ne relie encore le message à la personne" in words
    assert "Écarterait : Message imputable à la personne concernée ; Manquement" in words


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_several_answers_are_tried_together(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["et-si", FILE, "access=non_diffuse", "author_status=prive", "--format", form]
    assert main(words) == 0
    text = capsys.readouterr().out
    if form == "json":
        found = json.loads(text)
        jsonschema.validate(found, contract_schema("et-si"))
        assert found["format"] == "qualif-et-si/1"
        assert found["together"]["values"] == ["access@P1", "author_status"]
        assert found["points"] == []
        assert found["together"]["effects"]
    else:
        assert text.startswith("# Et si…")
        assert "## Avec ces réponses, ensemble" in text


def test_two_files_and_a_variant_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["comparer", FILE, "access=friends_only", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, contract_schema("comparaison"))
    assert found["format"] == "qualif-comparaison/1"
    assert (found["first"]["name"], found["second"]["name"]) == ("Aujourd'hui", "Variante")
    assert [each["key"] for each in found["answers"]] == ["access@P1"]
    other = tmp_path / "a=b.yaml"  # a name with « = » is still a file when it exists
    other.write_text(SAMPLES[2].read_text("utf-8"), "utf-8")
    assert main(["comparer", FILE, str(other), "--lecteur", "rh"]) == 0
    assert "Second dossier : La story supprimée" in capsys.readouterr().out


def test_nothing_is_recorded_in_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    before = SAMPLES[0].read_bytes()
    assert main(["et-si", FILE, "access=non_diffuse"]) == 0
    assert main(["comparer", FILE, "access=non_diffuse"]) == 0
    assert capsys.readouterr().out
    assert SAMPLES[0].read_bytes() == before
