"""What moved since the founding documents is told where it matters, to whom, and only there.

Each change has, in `cases.yaml`, an incident where it matters and one where a fact keeps it away.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from expert.assessment import assess
from expert.command.main import main
from expert.documents.text import render_text
from expert.incident import Incident
from expert.incident_files import incident_at
from knowledge import load_base
from knowledge.base_model import KnowledgeBase
from knowledge.errors import Place
from knowledge.reading import Document, parse_documents, read_text

FILE = Path(__file__).with_name("cases.yaml")
WRITTEN = parse_documents(read_text(FILE, shown=FILE.name), FILE.name)[0].value
CASES = {case["changement"]: case for case in WRITTEN["cas"]}
FOUNDING_ROWS = {f"textes:1-{number}" for number in range(1, 17)}
DISCREPANCIES = {f"presse:E{number}" for number in range(1, 9)}
SAID_OF_DECISIONS = {f"administratif_a:10-{number}" for number in range(1, 5)}


@cache
def law() -> KnowledgeBase:
    """Return the shipped law, loaded once."""
    return load_base()


def incident(own: dict[str, Any]) -> Incident:
    """Return the common facts with those of one case."""
    common = WRITTEN["commun"]
    publication = {**common["publication"], **(own.get("publication") or {})}
    raw = {
        "incident": "Essai",
        "autres_publications": "non",
        **{k: v for k, v in {**common, **own}.items() if k != "publication"},
        "publications": [publication],
    }
    document = Document(raw, {(): Place("cases.yaml")})
    return incident_at(document, (), law(), examined_on=date(2026, 11, 20))


def told(own: dict[str, Any], profile: str = "juriste") -> set[str]:
    return {change.id for change in assess(law(), incident(own), profile).changes}


@pytest.mark.parametrize("name", list(CASES))
def test_a_change_is_told_where_it_matters_and_not_elsewhere(name: str) -> None:
    assert name in told(CASES[name]["compte"])
    assert name not in told(CASES[name]["ne_compte_pas"])


def test_every_change_has_its_case() -> None:
    assert CASES.keys() == law().changes.keys()


def test_the_sixteen_rows_and_every_discrepancy_are_carried() -> None:
    carried = {row for change, _ in law().changes.values() for row in change.dossier}
    assert carried >= FOUNDING_ROWS | DISCREPANCIES | SAID_OF_DECISIONS
    tried = {row for case in CASES.values() for row in case["dossier"]}
    assert {row for row in carried if not row.startswith("fondatrices:")} == {
        row for row in tried if not row.startswith("fondatrices:")
    }


def test_a_manager_is_told_no_change() -> None:
    assert told({}, "manager") == set()
    assert "injure-a-45000-euros" in told({}, "rh")


def test_human_resources_are_not_told_what_only_concerns_decisions() -> None:
    for_counsel = {c.id for c, _ in law().changes.values() if c.profiles == ("juriste",)}
    assert len(for_counsel) == 6
    restricted = {"publication": {"access": "friends_only"}}
    assert "preuve-du-caractere-public" in told(restricted) & for_counsel
    assert not told(restricted, "rh") & for_counsel


def test_the_report_says_what_was_said_what_applies_since_when_and_from_where() -> None:
    shown = assess(law(), incident({}), "rh")
    said = render_text(shown, "rh")
    flat = " ".join(said.split())
    assert "CE QUI A CHANGÉ DEPUIS LES DOCUMENTS DE 2016 ET DE 2021" in flat
    assert "Ce que dit l'article de 2021 : L'injure peut monter à 45 000 euros" in flat
    assert "L'injure publique envers un corps ou un agent est punie de 12 000 euros" in flat
    assert "Depuis quand : 12 000 euros, de longue date" in flat
    assert "Loi du 29 juillet 1881, art. 33, al. 1" in flat


def test_a_report_without_any_change_has_no_such_chapter() -> None:
    shown = assess(law(), incident({}), "rh").model_copy(update={"changes": ()})
    assert "CE QUI A CHANGÉ" not in render_text(shown, "rh")


def test_the_command_lists_every_change(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "changements"]) == 0
    said = capsys.readouterr().out
    flat = " ".join(said.split())
    for change, _ in law().changes.values():
        assert f"{change.title} ({change.verdict})" in flat
    assert max(map(len, said.splitlines())) <= 80


@pytest.mark.parametrize("words", [["medecins"], ["MÉDECINS"], ["publicité", "r4127"]])
def test_the_words_of_the_command_ignore_accents_and_capitals(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["base", "changements", *words]) == 0
    said = capsys.readouterr().out
    assert "La publicité des médecins" in said
    assert "Le maximum de la captation" not in said


def test_words_found_nowhere_are_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "changements", "zzz"]) == 0
    assert capsys.readouterr().out == "Rien ne correspond à tous ces mots.\n"
