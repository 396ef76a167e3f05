"""The journal: how many lines a second are verified."""

from __future__ import annotations

from expert.journal.verification import verify
from tests.benchmarks.figures import Figure, median
from tests.journal.support import KEY, journal

COUNT = 200_000
_GOAL = 100_000


def verifying() -> list[Figure]:
    """Verify a long journal whole, with its head and a witness."""
    rows, heads = journal(COUNT)
    assert verify(rows, KEY, heads[-1], heads[-2]).sound
    verified = COUNT / median(lambda: verify(rows, KEY, heads[-1], heads[-2]), 5)
    return [
        Figure(f"verify a journal of {COUNT} lines, lines a second", verified, _GOAL, "/s", True),
    ]
