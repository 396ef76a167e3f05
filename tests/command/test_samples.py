"""The shipped samples: what the stories they come from say, by hand, conclusion by conclusion."""

from __future__ import annotations

import pytest

from expert.assessment import assess
from expert.assessment.model import Assessment
from expert.incident_files import read_incidents
from knowledge import load_base
from tests.command.support import SAMPLES

EXPECTED = {
    "01-injure-et-diffamation-cadre": {
        "imputation": "established",
        "diffamation@P1a": "established",
        "injure@P1b": "established",
        "injure@P1a": "excluded",
        "injure-publique-agent@P1b": "established",
        "injure-publique-particulier@P1b": "excluded",
        "manquement-reserve@P1b": "established",
        "action-de-presse-eteinte@P1a": "excluded",
    },
    "02-messages-anterieurs": {
        "imputation": "open",
        "action-de-presse-eteinte@P1": "established",
        "infraction-de-presse@P2": "excluded",
        "regime=stagiaire": "established",
        "message-anterieur-opposable@P1": "established",
        "sanctionable": "open",
    },
    "03-story-supprimee": {
        "faute-image-patient@P1": "established",
        "diffusion-non-couverte-par-l-accord@P1": "established",
        "captation-illicite@P1": "open",
        "manquement-secret@P1": "established",
        "retrait-attenue@P1": "established",
        "regime=contractuel": "established",
    },
}


def assessed(name: str) -> Assessment:
    base = load_base()
    (path,) = (path for path in SAMPLES if path.stem == name)
    (incident,) = read_incidents(path, base)
    return assess(base, incident, profile="juriste")


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_comes_out_as_its_story_says(name: str) -> None:
    found: dict[str, str] = {}
    for conclusion in assessed(name).conclusions:
        unit = f"@{conclusion.unit}" if conclusion.unit else ""
        found[f"{conclusion.id}{unit}"] = conclusion.status
    # A value of a slot that is excluded is not listed.
    assert {key: found.get(key, "excluded") for key in EXPECTED[name]} == EXPECTED[name]


def test_every_sample_has_its_story() -> None:
    assert [path.stem for path in SAMPLES] == sorted(EXPECTED)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_explains_itself_in_comments(path: object) -> None:
    from pathlib import Path

    assert isinstance(path, Path)
    assert path.read_text(encoding="utf-8").startswith("# Exemple : ")
