"""A clock ten years off erases nothing, whatever was written under it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.journal.entry import Entry
from expert.retention.clock import UntrustedClock, trusted_today
from expert.retention.due_list import erasure_refusal
from expert.retention.durations import Durations
from tests.support.case_files import base, case_file, decision, freeze, sanctioned

ACCOUNT = "u-aaaaaaaaaaaa"
NOW = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)
CASES = (
    case_file(sanctioned("blame", date(2025, 3, 15))),
    case_file(sanctioned("exclusion-groupe-3", date(2020, 1, 10))),
    case_file(decision("sans-suite", date(2026, 10, 1))),
    case_file(decision("sans-suite", date(2026, 1, 5)), freezes=(freeze(date(2030, 1, 1)),)),
    case_file(sanctioned("mise-a-pied", date(2026, 2, 1)), status="prive"),
)
"""Cases that the true day, 28/11/2026, does not let go."""


def erased(journal: list[Entry], clock: datetime) -> list[str]:
    """Return the cases that would be erased under a clock; none when the day is refused."""
    try:
        day = trusted_today(journal, clock, None, acting=ACCOUNT)
    except UntrustedClock:
        return []
    return [c.id for c in CASES if erasure_refusal(c, base(), Durations(), day) is None]


@given(
    shift=st.integers(-3653, 3653),
    wrong_acts=st.integers(0, 4),
    later=st.integers(0, 20),
)
def test_no_case_goes_early_whatever_the_clock(shift: int, wrong_acts: int, later: int) -> None:
    """The clock jumps by up to ten years, acts are written under it, then it is read again."""
    jumped = NOW + timedelta(days=shift)
    moments = [NOW - timedelta(days=7), NOW]
    moments += [jumped + timedelta(hours=n) for n in range(wrong_acts)]
    journal = [
        Entry(number=n, at=at, account=ACCOUNT, act="lecture")
        for n, at in enumerate(moments, start=1)
    ]
    assert erased(journal, jumped + timedelta(days=later)) == []


@pytest.mark.parametrize("years", [-10, 10])
def test_ten_years_off_by_the_day(years: int) -> None:
    journal = [Entry(number=1, at=NOW, account=ACCOUNT, act="lecture")]
    assert erased(journal, NOW.replace(year=NOW.year + years)) == []


def test_the_cases_do_go_when_their_day_really_comes() -> None:
    """The same cases, week after week: the trial above is not empty."""
    moments = [NOW + timedelta(days=7 * n) for n in range(522)]
    journal = [
        Entry(number=n, at=at, account=ACCOUNT, act="lecture")
        for n, at in enumerate(moments, start=1)
    ]
    assert len(erased(journal, moments[-1])) == len(CASES)
