"""Who rests on a source: a watcher of the law must miss nothing that a change would touch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from expert.command.main import main
from knowledge import load_base
from knowledge.uses import Use, uses
from tests.support.small_bases import atom, rule, write_base, yes_no

TEXTS = ["loi-a", "loi-b", "loi-c", "loi-d"]


def text(name: str) -> dict[str, Any]:
    return {"texte": name, "reference": name, "dit": "x", "niveau": "verifie"}


def test_a_source_knows_every_kind_of_declaration_that_names_it(tmp_path: Path) -> None:
    (fact,) = yes_no("p")
    base = write_base(
        tmp_path,
        faits=[{**fact, "sources": ["loi-a"]}],
        textes=[*map(text, TEXTS[:3]), {**text("loi-d"), "peine": {"amende_eur": "38"}}],
        conclusions=[{**atom("c"), "peine": ["loi-d"]}],
        zones=[
            {
                "zone": "z", "question": "x", "prudente": "x", "pieces": ["x"],
                "lectures": [
                    {"lecture": "une", "enonce": "x", "sources": ["loi-b"]},
                    {"lecture": "autre", "enonce": "x"},
                ],
            }
        ],
        regles=[
            {**rule("r", {"p": "oui"}, "c", sources=["loi-a", "loi-b"]), "conteste": "z"},
        ],
    )  # fmt: skip
    found = uses(base)
    assert found["loi-a"] == (Use("Règles", "r"), Use("Questions", "p"))
    assert found["loi-b"] == (Use("Règles", "r"), Use("Points discutés", "z"))
    assert found["loi-c"] == ()
    assert found["loi-d"] == (Use("Peines", "c"),)


def test_the_whole_registry_is_listed_with_its_level_and_its_caution(
    capsys: pytest.CaptureFixture[str],
) -> None:
    base = load_base()
    assert main(["base", "sources", "--format", "json"]) == 0
    listed = {one["id"]: one for one in json.loads(capsys.readouterr().out)}
    assert listed.keys() == base.sources.keys()
    for source in base.sources.values():
        told = listed[source.id]
        assert (told["level"], told["citable"]) == (source.level, source.is_citable)
        assert told["caution"] == source.caution
    for named in base.rules.values():
        for source_id in named.rule.sources:
            assert named.id in listed[source_id]["uses"]["Règles"]


def test_what_nothing_rests_on_is_listed_apart(capsys: pytest.CaptureFixture[str]) -> None:
    used = uses(load_base())
    assert main(["base", "sources", "--inutilisees", "--format", "json"]) == 0
    idle = {one["id"] for one in json.loads(capsys.readouterr().out)}
    assert idle == {source for source, users in used.items() if not users}


def test_the_registry_is_searched_without_accents(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "sources", "Secret", "MEDICAL"]) == 0
    accented = capsys.readouterr().out
    assert main(["base", "sources", "secret", "médical"]) == 0
    assert capsys.readouterr().out == accented
    assert "Sources : 0" not in accented
