"""The 22 points where sources conflict: each has its cases, on each side where the law differs.

The answers themselves are the cases (`contradictions-*.yaml` and others), read by `test_notions`.
"""

from __future__ import annotations

import pytest

from expert.assessment import assess
from knowledge import load_base
from knowledge.base_model import KnowledgeBase
from knowledge.models.sources import Decision
from tests.notions.spec import Case, read_cases

POINTS = [f"K{number}" for number in range(1, 23)]
BOTH_SIDES = ("K1", "K4", "K6", "K7", "K8", "K11", "K12", "K14", "K16", "K17", "K18", "K19")
"""The points whose answer differs, or is said to be the same, for an agent and an employee."""
FOUNDING_ONLY = "caa-nancy-2020-03-03-18nc00679"
ROUEN = "2004524"


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    """The shipped base."""
    return load_base()


def cases_of(point: str) -> list[Case]:
    """Return the cases that carry a point."""
    return [case for case in read_cases() if f"contradictions:{point}" in case.spec.dossier]


@pytest.mark.parametrize("point", POINTS)
def test_each_point_has_a_case(point: str) -> None:
    assert cases_of(point) != []


@pytest.mark.parametrize("point", BOTH_SIDES)
def test_each_side_has_a_case(point: str, base: KnowledgeBase) -> None:
    statuses = {case.incident(base).answers.get("author_status") for case in cases_of(point)}
    assert "prive" in statuses
    assert statuses - {"prive"} != set()


def test_k2_the_decision_known_by_the_founding_article_is_never_cited(base: KnowledgeBase) -> None:
    """K2: the court of Nancy supports an argument, not a rule: it may be an example only."""
    source = base.sources[FOUNDING_ONLY]
    assert isinstance(source, Decision)
    assert not source.is_citable
    (case, *_) = cases_of("K2")
    assessment = assess(base, case.incident(base))
    assert FOUNDING_ONLY not in {citation.id for citation in assessment.citations}


def test_k9_nothing_says_that_the_dismissal_was_upheld(base: KnowledgeBase) -> None:
    """K9: the Conseil d'État quashed; only the breach of discretion is known for sure."""
    source = base.sources["ce-2017-03-20-393320"]
    assert source.caution is not None
    assert "ne valide pas lui-même le licenciement" in source.caution


def test_k22_the_two_judgments_of_rouen_stay_apart(base: KnowledgeBase) -> None:
    """K22: one number, one judgment, and it is the one that keeps the fault."""
    numbered = [d.id for d in base.decisions() if d.number and ROUEN in d.number]
    assert numbered == ["ta-rouen-2021-10-26-2004524"]
