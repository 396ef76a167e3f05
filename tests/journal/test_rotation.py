"""Old lines go at their time, the rest still holds, and a wrong clock takes nothing away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expert.calendar import add_months
from expert.journal.chain import Head, JournalError, written
from expert.journal.entry import Row
from expert.journal.rotation import Keeping, rotation
from expert.journal.verification import verify
from tests.journal.support import ACCOUNTS, KEY, START, journal

YEAR = Keeping()
JANUARY_5 = date(2026, 1, 5)


def rotated(rows: list[Row], head: Head, today: date, keeping: Keeping = YEAR) -> list[Row]:
    """Apply a rotation, and check that what stays is a journal that holds."""
    found = rotation(rows, KEY, head, today, keeping)
    kept = [row for row in rows if row.number > found.last]
    assert verify(kept, KEY, found.head, head).sound
    return kept


def test_one_year_by_default_and_within_its_bounds() -> None:
    assert YEAR.months == 12
    for months in (5, 37):
        with pytest.raises(ValueError):
            Keeping(months=months)
    assert (Keeping(months=6).months, Keeping(months=36).months) == (6, 36)


def test_lines_older_than_the_term_go() -> None:
    """Lines of 05/01, 04/02, 06/03, 05/04 and 05/05/2026, read one year later."""
    rows, heads = journal(5, days=(0, 30, 60, 90, 120))
    for today, left in (
        (date(2027, 1, 5), [1, 2, 3, 4, 5]),
        (date(2027, 1, 6), [2, 3, 4, 5]),
        (date(2027, 4, 1), [4, 5]),
        (date(2040, 1, 1), [5]),
    ):
        assert [row.number for row in rotated(rows, heads[-1], today)] == left


def test_six_months_and_three_years() -> None:
    rows, heads = journal(5, days=(0, 30, 60, 90, 120))
    six = rotated(rows, heads[-1], date(2026, 8, 10), Keeping(months=6))
    assert [row.number for row in six] == [3, 4, 5]
    three = rotated(rows, heads[-1], date(2029, 1, 5), Keeping(months=36))
    assert [row.number for row in three] == [1, 2, 3, 4, 5]


def test_a_rotated_journal_goes_on_and_rotates_again() -> None:
    rows, heads = journal(5, days=(0, 30, 60, 90, 120))
    found = rotation(rows, KEY, heads[-1], date(2027, 3, 1), YEAR)
    row, head = written(
        KEY, found.head, at=START + timedelta(days=420), account=ACCOUNTS[0], act="rotation"
    )
    kept = [*rows[found.last :], row]
    report = verify(kept, KEY, head, heads[-1])
    assert report.sound and (report.first, report.intact) == (3, 6)
    again = rotation(kept, KEY, head, date(2027, 4, 10), YEAR)
    assert again.last == 4


def test_what_a_rotation_left_still_shows_every_deletion() -> None:
    rows, heads = journal(5, days=(0, 30, 60, 90, 120))
    found = rotation(rows, KEY, heads[-1], date(2027, 3, 1), YEAR)
    kept = rows[found.last :]
    for n in range(len(kept)):
        assert not verify(kept[:n] + kept[n + 1 :], KEY, found.head, None).sound
    assert not verify(kept, KEY, heads[-1], None).sound, "its lines have gone"
    assert not verify(rows, KEY, found.head, None).sound, "lines that had gone came back"


def test_what_a_witness_saw_before_a_rotation_is_no_alarm() -> None:
    rows, heads = journal(5, days=(0, 30, 60, 90, 120))
    found = rotation(rows, KEY, heads[-1], date(2027, 3, 1), YEAR)
    for witness in heads:
        assert verify(rows[found.last :], KEY, found.head, witness).sound


def test_a_broken_journal_is_not_thrown_away() -> None:
    rows, heads = journal(5, days=(0, 30, 60, 90, 120))
    rows[3] = rows[3]._replace(account=ACCOUNTS[0])
    with pytest.raises(JournalError, match="pas intact"):
        rotation(rows, KEY, heads[-1], date(2027, 3, 1), YEAR)


TEN_YEARS = 3653


@pytest.mark.parametrize(
    ("shift", "position"),
    [(TEN_YEARS, n) for n in range(4)] + [(-TEN_YEARS, n) for n in range(1, 4)],
)
def test_no_line_goes_early_around_lines_written_by_a_wrong_clock(
    shift: int, position: int
) -> None:
    """Two lines at a clock ten years off, anywhere but at the start with a clock set back.

    A journal whose very first line is dated in the past has nothing to be compared with.
    """
    days = [0, 30, 60, 90, 120]
    for n in (position, position + 1):
        days[n] += shift
    rows, heads = journal(5, days=tuple(days))
    true = [JANUARY_5 + timedelta(days=d) for d in (0, 30, 60, 90, 120)]
    for months_later in range(12, 20):
        today = add_months(JANUARY_5, months_later)
        for row in rows[: rotation(rows, KEY, heads[-1], today, YEAR).last]:
            assert true[row.number - 1] < add_months(today, -12)
