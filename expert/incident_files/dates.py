"""Dates as people write them: 2026-09-03 or 03/09/2026, with an hour when it matters."""

from __future__ import annotations

import re
from datetime import date, datetime

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Dates are kept in the range where every delay of the law can be added or subtracted."""

EXPECTED = "date attendue (2026-09-03 ou 03/09/2026, avec l'heure : 2026-09-03T11:00)"

_ISO = r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
_FRENCH = r"(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>\d{4})"
_HOUR = r"(?:[T ]\s*(?:à )?(?P<h>\d{1,2})\s?(?:[h:]\s?(?P<min>\d{2})?)(?::\d{2})?)?"
_DATE = re.compile(rf"^(?:{_ISO}|{_FRENCH}){_HOUR}$")


def read_date(text: str) -> date:
    """Return the day, or the moment when an hour is given. Raises `ValueError` in French."""
    found = _DATE.match(text.strip())
    if found is None:
        raise ValueError(f"{EXPECTED}, lu « {text} »")
    year, month, day = (
        int(found[long] or found[short]) for long, short in (("y", "y2"), ("m", "m2"), ("d", "d2"))
    )
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"année hors de portée (de {FIRST_YEAR} à {LAST_YEAR}) : « {text} »")
    try:
        if found["h"] is None:
            return date(year, month, day)
        return datetime(year, month, day, int(found["h"]), int(found["min"] or 0))
    except ValueError:
        raise ValueError(f"ce jour ou cette heure n'existe pas : « {text} »") from None


def read_day(text: str) -> date:
    """Return a day without an hour. Raises `ValueError` in French."""
    day = read_date(text)
    if isinstance(day, datetime):
        raise ValueError(f"un jour sans heure est attendu : « {text} »")
    return day


def written_date(day: date) -> str:
    """Return 2026-09-03, or 2026-09-03T11:05 for a moment: what `read_date` reads back."""
    return f"{day:%Y-%m-%dT%H:%M}" if isinstance(day, datetime) else day.isoformat()
