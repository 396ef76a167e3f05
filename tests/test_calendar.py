"""Legal time, checked by hand on the days that go wrong and against an independent calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.calendar import (
    add_duration,
    add_months,
    easter,
    first_day_not_expired,
    french_date,
    is_working_day,
    prudent_day,
    public_holidays,
)
from knowledge.models.procedure import Duration

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
DURATIONS = st.one_of(
    st.builds(Duration, years=st.integers(1, 30)),
    st.builds(Duration, months=st.integers(1, 60)),
    st.builds(Duration, days=st.integers(1, 1_000)),
)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 9, 3), 3, date(2026, 12, 3)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 9, 3), 0, date(2026, 9, 3)),
        (date(1900, 1, 31), 1, date(1900, 2, 28)),
        (date(2000, 1, 31), 1, date(2000, 2, 29)),
    ],
)
def test_months_run_from_day_to_day_or_to_the_end_of_a_shorter_month(
    start: date, months: int, end: date
) -> None:
    assert add_months(start, months) == end


def test_the_three_months_of_the_press_law() -> None:
    """Art. 65 of the law of 1881: put online on 30 November, the last day is 28 February."""
    assert add_duration(date(2026, 11, 30), Duration(months=3)) == date(2027, 2, 28)
    assert add_duration(date(2026, 9, 3), Duration(years=3)) == date(2029, 9, 3)
    assert add_duration(date(2026, 2, 27), Duration(days=2)) == date(2026, 3, 1)


def test_hours_run_from_the_moment_or_else_from_the_first_moment_of_the_day() -> None:
    three_days = Duration(hours=72)
    assert add_duration(datetime(2026, 11, 2, 11), three_days) == datetime(2026, 11, 5, 11)
    assert add_duration(date(2026, 11, 2), three_days) == datetime(2026, 11, 5)


def test_months_end_with_a_day_whatever_the_hour_they_start_at() -> None:
    ends = add_duration(datetime(2026, 11, 30, 11, 5), Duration(months=3))
    assert ends == date(2027, 2, 28)
    assert not isinstance(ends, datetime)


@given(DURATIONS, DAYS, st.integers(-40, 40))
def test_the_boundary_of_a_delay_cuts_time_in_two(
    duration: Duration, examined_on: date, shift: int
) -> None:
    """A delay has expired when its last day is past: exactly the starts before the boundary."""
    boundary = first_day_not_expired(duration, examined_on)
    start = boundary + timedelta(days=shift)
    expired = add_duration(start, duration) < examined_on
    assert expired == (start < boundary)


@given(DURATIONS, DAYS)
def test_the_last_day_of_a_delay_still_counts(duration: Duration, start: date) -> None:
    last = add_duration(start, duration)
    assert first_day_not_expired(duration, last) <= start
    assert first_day_not_expired(duration, last + timedelta(days=1)) > start


@given(DURATIONS, DAYS, st.integers(0, 400))
def test_a_later_start_never_ends_earlier(duration: Duration, start: date, later: int) -> None:
    assert add_duration(start, duration) <= add_duration(start + timedelta(days=later), duration)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (1818, (3, 22)),  # the earliest there can be
        (1943, (4, 25)),  # the latest
        (1981, (4, 19)),  # the two exceptions of the Gregorian computation
        (1954, (4, 18)),
        (2024, (3, 31)),
        (2025, (4, 20)),
        (2026, (4, 5)),
        (2027, (3, 28)),
        (2038, (4, 25)),
    ],
)
def test_easter(year: int, sunday: tuple[int, int]) -> None:
    assert easter(year) == date(year, *sunday)


@pytest.mark.parametrize("year", range(1990, 2061))
def test_public_holidays_are_those_of_an_independent_calendar(year: int) -> None:
    theirs = set(holidays.country_holidays("FR", years=year))
    if year in (2005, 2006, 2007):
        # The other calendar drops Whit Monday while it was the day worked for solidarity. Keeping
        # it can only make a prudent day earlier.
        theirs.add(easter(year) + timedelta(days=50))
    assert public_holidays(year) == theirs
    # Ascension falls on 8 May in 1997 and 2059, on 1 May in 2008: one day, two feasts.
    assert len(public_holidays(year)) == (10 if year in (1997, 2008, 2059) else 11)


@pytest.mark.parametrize(
    ("last", "prudent"),
    [
        (date(2026, 11, 20), date(2026, 11, 20)),  # a Friday
        (date(2026, 11, 21), date(2026, 11, 20)),  # a Saturday
        (date(2026, 11, 22), date(2026, 11, 20)),  # a Sunday
        (date(2026, 11, 11), date(2026, 11, 10)),  # Armistice, a Wednesday
        (date(2026, 4, 6), date(2026, 4, 3)),  # Easter Monday: back over the weekend
        (date(2026, 12, 25), date(2026, 12, 24)),
        (date(2027, 1, 1), date(2026, 12, 31)),  # back into the year before
        (date(2026, 5, 1), date(2026, 4, 30)),
        (date(2026, 5, 25), date(2026, 5, 22)),  # Whit Monday
    ],
)
def test_the_prudent_day_is_the_last_working_day(last: date, prudent: date) -> None:
    assert prudent_day(last) == prudent


@given(DAYS)
def test_a_prudent_day_is_worked_and_nothing_worked_lies_between(last: date) -> None:
    prudent = prudent_day(last)
    assert is_working_day(prudent)
    between = ((prudent + timedelta(days=n)) for n in range(1, (last - prudent).days + 1))
    assert not any(is_working_day(day) for day in between)
    assert (last - prudent).days <= 5


def test_a_moment_has_the_holidays_of_its_day() -> None:
    assert not is_working_day(datetime(2026, 11, 11, 9))
    assert prudent_day(datetime(2026, 11, 11, 9)) == datetime(2026, 11, 10, 9)


def test_dates_are_said_in_french() -> None:
    assert french_date(date(2026, 9, 3)) == "03/09/2026"
    assert french_date(datetime(2026, 9, 3, 11, 5)) == "03/09/2026 11 h 05"
    assert french_date(datetime(2026, 9, 3)) == "03/09/2026 0 h 00"
