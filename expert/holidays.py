"""French public holidays, by the place of the establishment.

Our own table rather than the PyPI package `holidays`: forty lines of dates against 14 MB of other
countries at run time, for lists that change once in ten years; that package stays in the
development lock, where it checks every year of this table. References (cited from memory in the
registry): code du travail L3133-1 (common list), L3134-13 (Alsace and Moselle), L3422-2 (overseas).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

COMMON_AREA: Final = "metropole"
"""The list read when nobody said where the establishment is."""

_FIXED: Final = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_EASTER_MONDAY, _ASCENSION, _WHIT_MONDAY, _GOOD_FRIDAY = 1, 39, 50, -2

_OWN_DAYS: Final[Mapping[str, tuple[tuple[int, int], ...]]] = {
    COMMON_AREA: (),
    "alsace_moselle": ((12, 26),),
    "guadeloupe": ((5, 27),),
    "martinique": ((5, 22),),
    "guyane": ((6, 10),),
    "la_reunion": ((12, 20),),
    "mayotte": ((4, 27),),
    "saint_barthelemy": ((10, 9),),
    "saint_martin": ((5, 28),),
}
"""Days that an area adds: 26 December, or its commemoration of the abolition of slavery."""

AREAS: Final = tuple(_OWN_DAYS)
"""The areas that have a list, by the values of the fact that says where the establishment is."""


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


@lru_cache(maxsize=256)
def public_holidays(year: int, area: str = COMMON_AREA) -> frozenset[date]:
    """Return the public holidays of `year` in `area` (one of `AREAS`)."""
    shifts = [_EASTER_MONDAY, _ASCENSION, _WHIT_MONDAY]
    if area == "alsace_moselle":
        shifts.append(_GOOD_FRIDAY)
    moving = (easter(year) + timedelta(days=shift) for shift in shifts)
    fixed = (date(year, month, day) for month, day in (*_FIXED, *_OWN_DAYS[area]))
    return frozenset([*fixed, *moving])
