"""The days of force of a text or of a rule, as a reader is told them."""

from __future__ import annotations

from datetime import date

from expert.calendar import french_date


def force_words(opening: str, since: date | None, until: date | None) -> str:
    """Return « En vigueur depuis le 01/05/2008 jusqu'au 31/12/2019 », or nothing without a day."""
    if since is None and until is None:
        return ""
    first = f"depuis le {french_date(since)}" if since else ""
    last = f"jusqu'au {french_date(until)}" if until else ""
    return " ".join(part for part in (opening, first, last) if part)
