"""Which day it is. A clock that jumped erases nothing, and gives no ended right back.

The reference is the chain of the journal: its moments in their order. One that goes back, or leaps
ahead, moves nothing unless a person confirmed the date (the entry « horloge-confirmee »). What it
cannot see: a clock pushed ahead little by little, with an act written at each small leap.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, NewType

from expert.calendar import french_date
from expert.cases.part import AccountId, Part
from expert.journal.entry import Entry, Told

TrustedDay = NewType("TrustedDay", date)
"""A day that `trusted_today` let pass: what erasures and dated rights are computed on."""

SPAN: Final = timedelta(days=31)
"""How long a store may stay unused before a person is asked which day it is."""

_DRIFT: Final = timedelta(minutes=2)
"""How far back a clock that sets itself right may go unnoticed; the day never goes back with it."""

CONFIRMED: Final = "horloge-confirmee"
"""The act of a person who read the date elsewhere."""


class UntrustedClock(Exception):
    """The day is not sure. The message is the French sentence to show."""


class Confirmation(Part):
    """The date that a person typed, having read it elsewhere than on this machine."""

    day: date
    by: AccountId


def trusted_today(
    journal: Iterable[Entry | Told],
    now: datetime,
    last_seen: datetime | None,
    *,
    acting: AccountId,
    confirmation: Confirmation | None = None,
    span: timedelta = SPAN,
) -> TrustedDay:
    """Return today, if the clock agrees with what was seen before.

    `journal` is read in the order of the chain. `now` is the clock, in the time zone of the
    establishment. `last_seen` is the last moment that was trusted, kept outside the store: whoever
    keeps it writes it again each time a day is trusted or confirmed. A confirmation that takes the
    date back comes from another account than `acting`: nobody revives a right of their own.

    Raises:
        UntrustedClock: the clock is before the last moment seen, or too long after it.
    """
    known = reference(journal, span)
    latest = max((moment for moment in (known, last_seen) if moment is not None), default=None)
    if latest is None:
        return _confirmed(now, confirmation, "Aucune date connue dans ce coffre")
    if now < latest - _DRIFT:
        told = (
            f"L'horloge indique le {french_date(now.date())}, avant la dernière date connue de ce "
            f"coffre ({_day(latest, now)})"
        )
        day = _confirmed(now, confirmation, told)
        if confirmation is not None and confirmation.by == acting:
            raise UntrustedClock(
                f"{told} : une autre personne doit confirmer la date ; rien n'est effacé."
            )
        return day
    if now > latest + span:
        told = (
            f"L'horloge indique le {french_date(now.date())}, longtemps après la dernière date "
            f"connue de ce coffre ({_day(latest, now)})"
        )
        return _confirmed(now, confirmation, told)
    return TrustedDay(max(now, latest).astimezone(now.tzinfo).date())


def reference(journal: Iterable[Entry | Told], span: timedelta = SPAN) -> datetime | None:
    """Return the last moment of the journal that can be believed; None when it holds nothing."""
    latest: datetime | None = None
    for entry in journal:
        follows = latest is None or latest <= entry.at <= latest + span
        if follows or entry.act == CONFIRMED:
            latest = entry.at
    return latest


def _confirmed(now: datetime, confirmation: Confirmation | None, told: str) -> TrustedDay:
    """Return the day of the clock when a person typed the same; refuse otherwise."""
    if confirmation is None:
        raise UntrustedClock(
            f"{told} : rien n'est effacé tant qu'une personne n'a pas confirmé la date du jour."
        )
    if confirmation.day != now.date():
        raise UntrustedClock(
            f"{told} ; la date confirmée est le {french_date(confirmation.day)} : réglez l'horloge "
            "de l'ordinateur, rien n'est effacé."
        )
    return TrustedDay(now.date())


def _day(moment: datetime, now: datetime) -> str:
    return french_date(moment.astimezone(now.tzinfo).date())
