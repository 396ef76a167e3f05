"""The sheet given to the person aimed at: dates first, no name, no advice, no word of sanction."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from expert.assessment import assess
from expert.command.main import main
from expert.documents.markdown import layout
from expert.documents.person_sheet import person_sheet
from expert.incident import Incident
from expert.incident_files import read_incidents
from knowledge import KnowledgeBase, load_base

SAMPLES = Path(__file__).parents[2] / "expert" / "samples"
RECITS = Path(__file__).parents[1] / "recits"


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


def insulted(law: KnowledgeBase) -> Incident:
    (incident,) = read_incidents(SAMPLES / "01-injure-et-diffamation-cadre.yaml", law)
    return incident


def sheet(law: KnowledgeBase, incident: Incident) -> str:
    return layout(person_sheet(assess(law, incident, profile="rh"))).replace("\\", "")


@pytest.mark.dossier("fondatrices:F22", "fondatrices:F29")
def test_the_last_day_comes_first_in_bold(law: KnowledgeBase) -> None:
    """Put online on 10/11/2026: three months from date to date end on 10/02/2027."""
    text = sheet(law, insulted(law))
    assert "- **Agir pour injure ou diffamation** : jusqu'au" not in text
    assert "- **jusqu'au 10/02/2027** : Agir pour injure ou diffamation" in text
    assert text.index("10/02/2027") < text.index("Ce qui vous est ouvert")


def test_it_says_what_a_simple_complaint_does_not_do_and_who_cannot_act(
    law: KnowledgeBase,
) -> None:
    text = sheet(law, insulted(law))
    assert "une plainte simple n'interrompt pas le délai" in text
    assert "L'employeur ne peut pas agir à la place de l'agent." in text
    assert "par écrit ; le silence de deux mois vaut refus" in text


def test_it_names_nobody_and_says_nothing_of_discipline(law: KnowledgeBase) -> None:
    named = replace(insulted(law), title="Affaire Untel", notes={"a": "Untel"})
    text = sheet(law, named)
    assert "Untel" not in text
    for word in ("sanction", "manquement", "blâme", "nous vous conseillons", "victime"):
        assert word not in text.lower(), word


def test_without_a_person_aimed_at_it_says_so(law: KnowledgeBase) -> None:
    answers = {"still_online": "non"}
    blank = Incident(title="x", examined_on=insulted(law).examined_on, answers=answers)
    assert "aucune voie propre à la personne visée n'est ouverte" in sheet(law, blank)


@pytest.mark.parametrize("form", ["texte", "markdown"])
def test_the_command_prints_it(
    form: str, capsys: pytest.CaptureFixture[str], law: KnowledgeBase
) -> None:
    files = [str(path) for path in sorted(RECITS.glob("r*.yaml"))]
    assert main(["fiche", *files, "--format", form, "--date", "2026-11-20"]) == 0
    text = capsys.readouterr().out
    assert text.count("ce qui vous reste ouvert") == len(files)
    assert main(["fiche", "absent.yaml"]) == 2
