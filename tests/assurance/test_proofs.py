"""The shipped base is proved: each obligation, by diagrams and worlds, z3 of the same opinion."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expert.assurance.proofs import DECLARED, Obligation, Report, is_available, prove
from expert.assurance.proofs.judge import DIAGRAMS, SOLVER
from knowledge import load_base

TRIED = {"P7": "partly-sampled", "P12": "partly-sampled", "P13": "sampled"}
"""What rests on incidents drawn at random, in part or whole, and is never called proved."""


@pytest.fixture(scope="module")
def report() -> Report:
    """The proof of the shipped base, run once. experta runs fewer incidents than in the command."""
    return prove(load_base(), incidents=20)


@pytest.fixture
def obligation(report: Report, request: pytest.FixtureRequest) -> Obligation:
    return next(o for o in report.obligations if o.id == request.param)


@pytest.mark.parametrize("obligation", [d.id for d in DECLARED], indirect=True)
def test_the_shipped_base_is_proved(obligation: Obligation) -> None:
    """Nothing refuted, nothing left undecided, and something was put to the proof."""
    assert obligation.failures == ()
    assert obligation.unproved == ()
    assert obligation.outcome == TRIED.get(obligation.id, "proved")
    assert bool(obligation.sampled) == (obligation.id in TRIED)
    assert obligation.checked > 0


@pytest.mark.parametrize(
    "obligation", ["P1", "P2", "P3", "P4", "P6", "P8", "P10", "P12"], indirect=True
)
def test_two_independent_methods_gave_their_opinion(obligation: Obligation) -> None:
    assert {DIAGRAMS, SOLVER} <= set(obligation.methods)
    assert obligation.alone == ()


def test_the_second_opinion_is_part_of_the_development_tools() -> None:
    assert is_available()


def test_the_whole_is_proved_when_every_part_is(report: Report) -> None:
    assert report.outcome == "sampled"
    proved = tuple(o for o in report.obligations if o.id not in TRIED)
    assert replace(report, obligations=proved).outcome == "proved"
    assert report.second_opinion
    assert [o.id for o in report.obligations] == [f"P{n}" for n in range(1, 14)]


def test_counsel_signs_more_than_ten_relations() -> None:
    """Each has a reason and a source; none is empty."""
    relations = load_base().monotonies.values()
    assert len(relations) >= 10
    assert all(relation.reason and relation.sources for relation in relations)
