"""What a case expects of a maximum, compared with what is shown."""

from __future__ import annotations

from expert.assessment.model import PenaltyResult
from tests.notions.spec import STATUS, ExpectedPenalty


def check_penalty(found: PenaltyResult, expected: ExpectedPenalty) -> None:
    """Compare a penalty with what a case expects. Raises `AssertionError`."""
    figures = (found.text, found.fine_eur, found.prison_months)
    assert figures == (expected.text, expected.fine_eur, expected.prison_months)
    assert set(expected.added) <= set(found.complementary)
    assert not set(expected.not_added) & set(found.complementary)
    shown = {aggravation.id: aggravation.status for aggravation in found.aggravations}
    assert {k: shown.get(k, "excluded") for k in expected.aggravated} == {
        name: STATUS[word] for name, word in expected.aggravated.items()
    }
    if expected.milder_since is not None:
        assert (found.milder and found.milder.since) == expected.milder_since
    if expected.harsher_since is not None:
        assert (found.harsher and found.harsher.since) == expected.harsher_since
