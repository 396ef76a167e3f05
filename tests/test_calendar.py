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
    earliest_after,
    first_day_not_expired,
    french_date,
    is_ouvrable,
    is_working_day,
    prudent_day,
    subtract_duration,
)
from expert.holidays import AREAS, COMMON_AREA, easter, public_holidays
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


COUNTED = st.one_of(
    st.builds(Duration, working_days=st.integers(1, 40)),
    st.builds(Duration, business_days=st.integers(1, 40)),
    st.builds(Duration, clear_days=st.integers(1, 40)),
)
PLACES = st.sampled_from(AREAS)


@pytest.mark.parametrize(
    ("area", "theirs"),
    [
        ("alsace_moselle", "6AE"),
        ("alsace_moselle", "57"),
        ("martinique", "972"),
        ("guyane", "973"),
        ("la_reunion", "974"),
        ("mayotte", "976"),
        ("saint_barthelemy", "BL"),
    ],
)
def test_the_holidays_of_a_place_are_those_of_an_independent_calendar(
    area: str, theirs: str
) -> None:
    for year in range(2012, 2061):
        expected = set(holidays.country_holidays("FR", subdiv=theirs, years=year))
        if area == "martinique":  # a local custom that the labour code does not list
            expected -= {date(year, 7, 21)} - public_holidays(year)
        assert public_holidays(year, area) == expected, year


@pytest.mark.parametrize(("area", "own"), [("guadeloupe", (5, 27)), ("saint_martin", (5, 28))])
def test_an_overseas_place_adds_its_own_day_and_nothing_else(
    area: str, own: tuple[int, int]
) -> None:
    """Counted by hand: the other calendar adds local customs there."""
    for year in range(2000, 2101):
        assert public_holidays(year, area) == public_holidays(year) | {date(year, *own)}


def test_good_friday_and_saint_stephen_are_holidays_in_alsace_and_moselle_alone() -> None:
    for day in (date(2027, 3, 26), date(2026, 12, 26)):
        assert [area for area in AREAS if day in public_holidays(day.year, area)] == [
            "alsace_moselle"
        ]


@pytest.mark.parametrize(
    ("start", "count", "end", "area"),
    [
        (date(2026, 11, 23), 2, date(2026, 11, 25), COMMON_AREA),  # Monday to Wednesday
        (date(2026, 11, 20), 2, date(2026, 11, 23), COMMON_AREA),  # Friday: Saturday counts
        (date(2026, 11, 21), 1, date(2026, 11, 23), COMMON_AREA),  # Sunday does not
        (date(2026, 12, 24), 2, date(2026, 12, 28), COMMON_AREA),  # Christmas does not
        (date(2026, 12, 24), 2, date(2026, 12, 29), "alsace_moselle"),  # nor the day after there
        (date(2026, 4, 30), 2, date(2026, 5, 4), COMMON_AREA),  # 1 May, a Friday, then Sunday
        (date(2027, 5, 26), 1, date(2027, 5, 28), "guadeloupe"),  # the abolition of slavery
        (date(2027, 5, 26), 1, date(2027, 5, 27), COMMON_AREA),
    ],
)
def test_jours_ouvrables_leave_out_sundays_and_holidays(
    start: date, count: int, end: date, area: str
) -> None:
    assert add_duration(start, Duration(working_days=count), area) == end


def test_jours_ouvres_leave_out_saturdays_too() -> None:
    assert add_duration(date(2026, 11, 20), Duration(business_days=2)) == date(2026, 11, 24)
    assert add_duration(date(2026, 12, 24), Duration(business_days=1)) == date(2026, 12, 28)


def test_jours_francs_count_neither_the_first_nor_the_last_day() -> None:
    assert add_duration(date(2026, 11, 2), Duration(clear_days=1)) == date(2026, 11, 4)
    assert subtract_duration(date(2026, 12, 15), Duration(clear_days=15)) == date(2026, 11, 29)


def test_fifteen_days_before_a_session() -> None:
    """The session is on Tuesday 15 December: received on Monday 30 November at the latest."""
    assert subtract_duration(date(2026, 12, 15), Duration(days=15)) == date(2026, 11, 30)
    assert subtract_duration(date(2027, 3, 10), Duration(days=15)) == date(2027, 2, 23)
    assert subtract_duration(date(2028, 3, 10), Duration(days=15)) == date(2028, 2, 24)  # leap
    assert subtract_duration(date(2027, 3, 31), Duration(months=1)) == date(2027, 2, 28)
    with pytest.raises(ValueError, match="backwards"):
        subtract_duration(date(2026, 12, 15), Duration(hours=72))


def test_two_working_days_must_have_passed_whole() -> None:
    """An interview on Monday 23 November: Tuesday and Wednesday pass, Thursday is the first day."""
    two = Duration(working_days=2)
    assert earliest_after(date(2026, 11, 23), two) == date(2026, 11, 26)
    assert earliest_after(date(2026, 12, 24), two, "alsace_moselle") == date(2026, 12, 30)
    assert earliest_after(date(2026, 9, 30), Duration(months=2)) == date(2026, 11, 30)


@given(COUNTED, DAYS, PLACES)
def test_counted_days_are_the_days_that_count(duration: Duration, start: date, area: str) -> None:
    """Recounted one by one between the two ends, both ways."""
    for end in (add_duration(start, duration, area), subtract_duration(start, duration, area)):
        step = 1 if end > start else -1
        between = [start + timedelta(days=step * n) for n in range(1, abs((end - start).days) + 1)]
        if duration.working_days:
            assert sum(is_ouvrable(day, area) for day in between) == duration.working_days
            assert is_ouvrable(end, area)
        elif duration.business_days:
            assert sum(is_working_day(day, area) for day in between) == duration.business_days
            assert is_working_day(end, area)
        else:
            assert len(between) - 1 == duration.clear_days


@given(COUNTED, DAYS, st.integers(0, 60), PLACES)
def test_counted_days_never_cross(duration: Duration, start: date, later: int, area: str) -> None:
    after = start + timedelta(days=later)
    assert add_duration(start, duration, area) <= add_duration(after, duration, area)
    assert subtract_duration(start, duration, area) <= subtract_duration(after, duration, area)


@given(DURATIONS, DAYS)
def test_what_comes_in_time_before_an_event_leaves_the_whole_delay(
    duration: Duration, event: date
) -> None:
    """The last day before is never too late: the delay counted forward from it has passed."""
    last = subtract_duration(event, duration)
    assert add_duration(last, duration) <= event


@given(DAYS, PLACES)
def test_more_holidays_never_make_the_prudent_day_later(last: date, area: str) -> None:
    assert prudent_day(last, area) <= prudent_day(last)
    assert is_working_day(prudent_day(last, area), area)


def test_every_day_of_a_century_is_of_one_kind() -> None:
    """A jour ouvré is ouvrable; what is ouvrable and not ouvré is a Saturday."""
    day = date(2000, 1, 1)
    while day.year <= 2100:
        assert not is_working_day(day) or is_ouvrable(day)
        assert is_ouvrable(day) == (day.weekday() != 6 and day not in public_holidays(day.year))
        if is_ouvrable(day) and not is_working_day(day):
            assert day.weekday() == 5
        day += timedelta(days=1)


def test_a_moment_has_the_holidays_of_its_day() -> None:
    assert not is_working_day(datetime(2026, 11, 11, 9))
    assert prudent_day(datetime(2026, 11, 11, 9)) == datetime(2026, 11, 10, 9)


def test_dates_are_said_in_french() -> None:
    assert french_date(date(2026, 9, 3)) == "03/09/2026"
    assert french_date(datetime(2026, 9, 3, 11, 5)) == "03/09/2026 11 h 05"
    assert french_date(datetime(2026, 9, 3)) == "03/09/2026 0 h 00"
