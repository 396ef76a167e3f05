"""Legal time: months from date to date, French holidays, the prudent day before a last day.

A delay in months or years ends on the day of the same number, or on the last day of a shorter
month (art. 641 CPC's rule, applied here as the dossier does: « de quantième à quantième »). The
last day still counts; the delay has expired the day after.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

from knowledge.models.procedure import Duration


def add_months(day: date, months: int) -> date:
    """Return the same day number `months` later (or the last day of a shorter month)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def add_duration(start: date, duration: Duration) -> date:
    """Return the last day of a delay that starts at `start` (for hours: its last moment).

    A delay in days, months or years ends with a day, whatever the hour it starts at. Hours counted
    from a day whose hour is not known run from its first moment: the earliest end.
    """
    end: date = add_months(start, duration.years * 12 + duration.months)
    end += timedelta(days=duration.days)
    if not duration.hours:
        return date(end.year, end.month, end.day)
    moment = end if isinstance(end, datetime) else datetime(end.year, end.month, end.day)
    return moment + timedelta(hours=duration.hours)


def first_day_not_expired(duration: Duration, examined_on: date) -> date:
    """Return the earliest start whose delay has not expired on `examined_on`.

    The end of a delay never moves back when its start moves forward, so this day cuts time in two.
    """
    day = add_months(examined_on, -(duration.years * 12 + duration.months))
    day -= timedelta(days=duration.days)
    while add_duration(day, duration) >= examined_on:
        day -= timedelta(days=1)
    while add_duration(day, duration) < examined_on:
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=64)
def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian `year` (Meeus/Jones/Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, skipped = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    weekday = (32 + 2 * skipped + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Return the eleven French public holidays of `year` (metropolitan common law)."""
    fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
    moving = (easter(year) + timedelta(days=shift) for shift in (1, 39, 50))
    return frozenset([*(date(year, month, day) for month, day in fixed), *moving])


def is_working_day(day: date) -> bool:
    """Whether `day` is neither a Saturday, a Sunday nor a public holiday."""
    return day.weekday() < 5 and date(day.year, day.month, day.day) not in public_holidays(day.year)


def prudent_day(last: date) -> date:
    """Return the last working day on or before `last`: the day to aim at."""
    day = last
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def french_date(day: date) -> str:
    """Return 03/09/2026, or 03/09/2026 11 h 05 for a moment."""
    text = f"{day:%d/%m/%Y}"
    return f"{text} {day.hour} h {day.minute:02d}" if isinstance(day, datetime) else text
