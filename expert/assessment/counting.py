"""How a delay is counted and where it stands, each in one short French sentence."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from expert.calendar import add_months, french_date
from knowledge.models.procedure import Deadline, Duration

_COUNTED_IN_DAYS = 60
"""The longest time that a reader is told in days: two months, in which each day counts."""


def told_duration(duration: Duration) -> str:
    """Return « 3 mois », « 1 an », « 2 jours ouvrables »."""
    for count, one, many in (
        (duration.years, "an", "ans"),
        (duration.months, "mois", "mois"),
        (duration.days, "jour", "jours"),
        (duration.hours, "heure", "heures"),
        (duration.working_days, "jour ouvrable", "jours ouvrables"),
        (duration.business_days, "jour ouvré", "jours ouvrés"),
        (duration.clear_days, "jour franc", "jours francs"),
    ):
        if count:
            return f"{count} {one if count == 1 else many}"
    raise ValueError("a duration has one unit")


def told_computation(deadline: Deadline, start: date) -> str:
    """Say in one sentence how the dates of a delay that starts at `start` are counted."""
    said = []
    if deadline.earliest is not None:
        whole = deadline.earliest.working_days or deadline.earliest.business_days
        waits = f"pas avant {told_duration(deadline.earliest)}{' pleins' if whole else ''}"
        said.append(f"{waits}, {_way(deadline.earliest, start, backward=False)}")
    if deadline.duration is not None:
        backward = deadline.direction == "avant"
        least = f"{told_duration(deadline.duration)}{' au moins avant' if backward else ''}"
        said.append(f"{least}, {_way(deadline.duration, start, backward=backward)}")
    if deadline.aimed is not None:
        said.append(f"jour à viser compté plus large, en {told_duration(deadline.aimed)}")
    return " ; ".join(said)


def _way(duration: Duration, start: date, *, backward: bool) -> str:
    if duration.hours:
        if isinstance(start, datetime):
            return "d'heure à heure, nuits et fins de semaine comprises"
        return "d'heure à heure, comptées de 0 h faute d'heure connue"
    if duration.working_days:
        return "du lundi au samedi, hors jours fériés, sans le jour de départ"
    if duration.business_days:
        return "du lundi au vendredi, hors jours fériés, sans le jour de départ"
    if duration.clear_days:
        return "en jours francs, sans le premier ni le dernier jour"
    if duration.days:
        return "en remontant jour par jour" if backward else "jour par jour, sans le jour de départ"
    return _from_date_to_date(duration, start, backward=backward)


def _from_date_to_date(duration: Duration, start: date, *, backward: bool) -> str:
    months = duration.years * 12 + duration.months
    year, month = divmod(start.year * 12 + start.month - 1 + (-months if backward else months), 12)
    if start.day > monthrange(year, month + 1)[1]:
        return f"fin de mois, faute de {start.day} dans le mois d'arrivée"
    return "de quantième à quantième"


def last_day_of(ends: date) -> date:
    """Return the last day of a delay; one that ends at midnight leaves the day before."""
    if not isinstance(ends, datetime):
        return ends
    return (ends - timedelta(microseconds=1)).date()


def days_between(examined_on: date, last: date | None) -> int | None:
    """Return the days from the examination day to the last day (negative once it is past)."""
    return None if last is None else (last - examined_on).days


def hours_left(examined_on: date, ends: date | None) -> int | None:
    """Return how many hours are left at most: from the first moment of the examination day."""
    if not isinstance(ends, datetime):
        return None
    left = ends - datetime(examined_on.year, examined_on.month, examined_on.day)
    return max(0, left // timedelta(hours=1))


def told_standing(
    examined_on: date, earliest: date | None, ends: date | None, last_day: date | None
) -> str:
    """Say where a delay stands on the examination day; empty while no date is known."""
    if earliest is not None and examined_on < earliest:
        return f"pas avant le {french_date(earliest)}, dans {told_time(examined_on, earliest)}"
    if ends is None or last_day is None:
        return f"possible depuis le {french_date(earliest)}" if earliest else ""
    if last_day < examined_on:
        past = told_time(last_day, examined_on)
        return f"expiré depuis le {french_date(ends)} ({past})"
    hours = hours_left(examined_on, ends)
    if last_day == examined_on:
        return "expire aujourd'hui" + ("" if hours is None else f" à {_hour(ends)}")
    if hours is not None:
        return f"expire dans {max(0, hours - 24)} à {hours} heures, selon l'heure de l'examen"
    return f"expire dans {told_time(examined_on, last_day)}"


def told_time(first: date, last: date) -> str:
    """Return the time from a day to a later one as it is said: days, then months, then years.

    Never more than what is left: what does not fill a month, beyond a year, is left out.
    """
    days = (last - first).days
    if days <= _COUNTED_IN_DAYS:
        return _days(days)
    months = (last.year - first.year) * 12 + last.month - first.month
    if add_months(first, months) > last:
        months -= 1
    years, over = divmod(months, 12)
    rest = (last - add_months(first, months)).days
    year = f"{years} an{'s' if years > 1 else ''}" if years else ""
    smaller = (f"{over} mois" if over else "", _days(rest) if rest and not years else "")
    return " et ".join(part for part in (year, *smaller) if part)


def _days(count: int) -> str:
    return f"{count} jour{'s' if count > 1 else ''}"


def _hour(moment: date) -> str:
    assert isinstance(moment, datetime)
    midnight = not moment.hour and not moment.minute
    return "minuit" if midnight else f"{moment.hour} h {moment.minute:02d}"
