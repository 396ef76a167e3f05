"""Legal time: delays from date to date, days that count, the prudent day before a last day.

A delay in months or years ends on the day of the same number, or on the last day of a shorter
month (art. 641 CPC's rule, applied here as the dossier does: « de quantième à quantième »). The
last day still counts; the delay has expired the day after. Days are counted four ways:

- *jours*: every day; the day of the event does not count;
- *jours ouvrables*: Monday to Saturday, except public holidays;
- *jours ouvrés*: Monday to Friday, except public holidays;
- *jours francs*: neither the day of the event nor the last day counts.

A last day is never moved here: carrying a delay over to the next working day is law that the
dossier does not hold, and `prudent_day` goes the other way, which is always safe.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta

from expert.holidays import COMMON_AREA, public_holidays
from knowledge.models.procedure import Duration

_FORWARD, _BACKWARD = 1, -1


def add_months(day: date, months: int) -> date:
    """Return the same day number `months` later (or the last day of a shorter month)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def add_duration(start: date, duration: Duration, area: str = COMMON_AREA) -> date:
    """Return the last day of a delay that starts at `start` (for hours: its last moment).

    A delay in days, months or years ends with a day, whatever the hour it starts at. Hours counted
    from a day whose hour is not known run from its first moment: the earliest end.
    """
    if duration.hours:
        moment = start if isinstance(start, datetime) else datetime(*start.timetuple()[:3])
        return moment + timedelta(hours=duration.hours)
    return _counted(start, duration, area, _FORWARD)


def subtract_duration(event: date, duration: Duration, area: str = COMMON_AREA) -> date:
    """Return the last day on which what must come `duration` before `event` may still come."""
    if duration.hours:
        raise ValueError("a delay in hours is never counted backwards")
    return _counted(event, duration, area, _BACKWARD)


def earliest_after(start: date, duration: Duration, area: str = COMMON_AREA) -> date:
    """Return the first day on which what must wait `duration` after `start` may come.

    Working days (*ouvrables*, *ouvrés*) must have passed whole: the day after the last of them,
    which is the safe reading of « pas avant deux jours ouvrables ».
    """
    end = add_duration(start, duration, area)
    whole = duration.working_days or duration.business_days
    return end + timedelta(days=1) if whole else end


def _counted(start: date, duration: Duration, area: str, direction: int) -> date:
    day = date(start.year, start.month, start.day)
    if duration.working_days:
        return _step(day, duration.working_days, direction, lambda d: is_ouvrable(d, area))
    if duration.business_days:
        return _step(day, duration.business_days, direction, lambda d: is_working_day(d, area))
    days = duration.days + (duration.clear_days + 1 if duration.clear_days else 0)
    end = add_months(day, direction * (duration.years * 12 + duration.months))
    return end + timedelta(days=direction * days)


def _step(day: date, count: int, direction: int, counts: Callable[[date], bool]) -> date:
    """Return the `count`-th day that counts, after (or before) `day`, which does not."""
    while count:
        day += timedelta(days=direction)
        count -= counts(day)
    return day


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


def is_holiday(day: date, area: str = COMMON_AREA) -> bool:
    """Whether `day` is a public holiday in `area`."""
    return date(day.year, day.month, day.day) in public_holidays(day.year, area)


def is_ouvrable(day: date, area: str = COMMON_AREA) -> bool:
    """Whether `day` is a *jour ouvrable*: Monday to Saturday, and not a public holiday."""
    return day.weekday() < 6 and not is_holiday(day, area)


def is_working_day(day: date, area: str = COMMON_AREA) -> bool:
    """Whether `day` is neither a Saturday, a Sunday nor a public holiday (*jour ouvré*)."""
    return day.weekday() < 5 and not is_holiday(day, area)


def prudent_day(last: date, area: str = COMMON_AREA) -> date:
    """Return the last working day on or before `last`: the day to aim at."""
    day = last
    while not is_working_day(day, area):
        day -= timedelta(days=1)
    return day


def french_date(day: date) -> str:
    """Return 03/09/2026, or 03/09/2026 11 h 05 for a moment."""
    text = f"{day:%d/%m/%Y}"
    return f"{text} {day.hour} h {day.minute:02d}" if isinstance(day, datetime) else text
