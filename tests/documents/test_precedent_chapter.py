"""The chapter of decisions compared: short, for two readers, cited and told as applied to whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.assessment import assess
from expert.documents.content import CHAPTERS
from expert.documents.text import render_text
from expert.incident_files import read_incidents
from knowledge import KnowledgeBase, load_base

SAMPLES = Path(__file__).parents[2] / "expert" / "samples"
TITLE = "DÉCISIONS COMPARÉES, DANS LES DEUX SENS"


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


@pytest.fixture(scope="module", params=sorted(p.name for p in SAMPLES.glob("*.yaml")))
def reports(request: pytest.FixtureRequest, law: KnowledgeBase) -> dict[str, str]:
    (incident,) = read_incidents(SAMPLES / request.param, law)
    return {p: render_text(assess(law, incident, profile=p), p) for p in CHAPTERS if p in
            ("manager", "rh", "juriste", "contradiction")}  # fmt: skip


def _chapter(text: str) -> list[str]:
    """Return the lines of the chapter: up to the next title, or to how references are read."""
    lines = text.splitlines()
    start = lines.index(TITLE)
    ends = (n for n in range(start + 2, len(lines))
            if lines[n].startswith(("-----", "Entre parenthèses")))  # fmt: skip
    return lines[start : next(ends) - 1]


def test_only_counsel_and_contradiction_read_it(reports: dict[str, str]) -> None:
    assert TITLE in reports["juriste"] and TITLE in reports["contradiction"]
    assert TITLE not in reports["rh"] and TITLE not in reports["manager"]


def test_it_is_short_and_says_that_it_tells_no_outcome(reports: dict[str, str]) -> None:
    for reader in ("juriste", "contradiction"):
        lines = _chapter(reports[reader])
        assert 8 < len(lines) <= 60
        said = " ".join(" ".join(lines).split())
        assert "ne disent pas ce qu'un juge déciderait" in said
        assert "qualif precedents FICHIER" in said
        for never in ("%", "probab", "recommand", "score", "prédi"):
            assert never not in said.casefold()


def test_every_decision_it_names_is_among_the_sources_of_the_document(
    law: KnowledgeBase,
) -> None:
    (incident,) = read_incidents(SAMPLES / "01-injure-et-diffamation-cadre.yaml", law)
    assessment = assess(law, incident)
    known = {citation.id for citation in assessment.citations}
    assert set(assessment.precedents.cited()) <= known
    assert assess(law, incident, profile="rh").precedents.questions == ()


def test_a_decision_on_another_status_says_to_whom_it_applied(reports: dict[str, str]) -> None:
    said = " ".join(" ".join(_chapter(reports["juriste"])).split())
    assert "En commun" in said or "en commun" in said
    assert "agent" in said
