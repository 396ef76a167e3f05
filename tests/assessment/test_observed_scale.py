"""The observed measures on the scales of their statutes: counted by hand, never compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.assessment import assess
from expert.assessment.measure_model import ObservedResult, Outcome
from expert.assessment.observed_scale import scale_rows
from expert.incident_files import read_incidents
from knowledge import KnowledgeBase, load_base
from knowledge.models.sources import Decision

SAMPLES = Path(__file__).parents[2] / "expert" / "samples"


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


def _seen(source: str, outcome: Outcome) -> ObservedResult:
    return ObservedResult(
        source=source, reference="r", applied_to=None, measure="m", outcome=outcome,
        likeness="l", same_status=False, caution=None,
    )  # fmt: skip


def test_rows_follow_the_statute_and_put_each_decision_on_its_side(law: KnowledgeBase) -> None:
    """Groups read in the registry: 4 and 3 of the hospital scale, 4 of the territorial one."""
    rows = scale_rows(
        law,
        [
            _seen("caa-nantes-2016-01-21-14nt02263", "upheld"),
            _seen("caa-douai-2020-09-22-aide-soignant-hors-service", "upheld"),
            _seen("caa-douai-2025-02-14-23da02250", "upheld"),
            _seen("caa-douai-2022-02-24-21da00209", "annulled_disproportionate"),
            _seen("ta-bordeaux-2019-04-30-1704873", "annulled_no_fault"),
        ],
        "titulaire_fph",
    )
    assert [(row.scale.split()[0], row.group) for row in rows] == [
        ("Titulaire", "Troisième groupe"),
        ("Titulaire", "Quatrième groupe"),
        ("Fonctionnaire", "Quatrième groupe"),
    ]
    third, fourth, territorial = rows
    assert third.upheld == ("caa-douai-2025-02-14-23da02250",)
    assert third.otherwise == ("ta-bordeaux-2019-04-30-1704873",)
    assert fourth.upheld == ("caa-douai-2020-09-22-aide-soignant-hors-service",)
    assert territorial.upheld == ("caa-nantes-2016-01-21-14nt02263",)
    assert territorial.excessive == ("caa-douai-2022-02-24-21da00209",)


def test_the_scale_counts_each_observed_decision_once(law: KnowledgeBase) -> None:
    (incident,) = read_incidents(SAMPLES / "01-injure-et-diffamation-cadre.yaml", law)
    found = assess(law, incident).proportionality
    assert len(found.observed) > 5
    placed = [s for row in found.scale for s in (*row.upheld, *row.excessive, *row.otherwise)]
    assert sorted(placed) == sorted(result.source for result in found.observed)
    for row in found.scale:
        for source in row.upheld:
            decision = law.sources[source]
            assert isinstance(decision, Decision) and decision.measure is not None
            assert decision.measure.outcome == "confirmee"


def test_a_group_that_was_not_seen_comes_last_in_its_scale(law: KnowledgeBase) -> None:
    rows = scale_rows(
        law,
        [
            _seen("caa-nancy-2014-12-04-13nc02261", "upheld"),  # contractual, group not seen
            _seen("caa-versailles-2010-06-22-09ve02662", "upheld"),  # State, group not seen
            _seen("caa-bordeaux-2025-11-27-23bx02429", "upheld"),  # State, fourth group
        ],
        "fpe",
    )
    assert [row.group for row in rows] == ["Quatrième groupe", "groupe non vu", "groupe non vu"]
