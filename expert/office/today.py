"""Which day it is, for what has a last day: what the journal saw counts more than the clock.

A clock put back gives no ended right back, and one that leapt ahead erases nothing, until a person
confirms the date (`expert.retention.clock`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, select

from expert.journal.entry import Row, Told, told_of
from expert.office.accounts import Account
from expert.office.moments import Clock, system_clock
from expert.office.recording import Recorder, journal_key
from expert.retention.clock import CONFIRMED, Confirmation, TrustedDay, trusted_today
from expert.store.errors import StoreError
from expert.store.opening import Store
from expert.store.schema import journal

_NOBODY: Final = ""
"""Who confirms a date acts for nobody: it counts for the others alone."""

_LAST: Final = 500
"""Last lines of the journal that tell the day: the older ones were followed when they were last."""


def trusted_day(
    connection: Connection,
    now: datetime,
    acting: str,
    last_seen: datetime | None = None,
    confirmation: Confirmation | None = None,
) -> TrustedDay:
    """Return today, if the clock agrees with the journal.

    Raises:
        UntrustedClock: it does not; nothing that has a last day may be decided on it.
    """
    lines = _last_lines(connection, acting)
    return trusted_today(lines, now, last_seen, acting=acting, confirmation=confirmation)


def confirm_day(
    store: Store, account: Account, day: date, clock: Clock = system_clock
) -> TrustedDay:
    """Record that a person read the date elsewhere than on this computer, and found it the same.

    Raises:
        UntrustedClock: the clock says another day, or it goes back and nobody else confirms it.
        StoreError: nothing was recorded.
    """
    confirmation = Confirmation(day=day, by=account.id)
    with store.transaction() as connection:
        found = trusted_day(connection, clock(), _NOBODY, confirmation=confirmation)
        recorder = Recorder(account.id, journal_key(account.commons.secret), clock)
        recorder.record(connection, "horloge-confirmee")
    return found


def _last_lines(connection: Connection, acting: str) -> Iterator[Told]:
    """Yield what the last lines tell; nobody takes the date back by confirming it for themself."""
    columns = (journal.c[name] for name in ("number", "at", "account", "act", "casefile", "mac"))
    chosen = select(*columns).order_by(journal.c.number.desc()).limit(_LAST)
    latest: datetime | None = None
    for found in reversed(connection.execute(chosen).all()):
        row = Row(*found)
        try:
            told = told_of(row)
        except ValueError:
            raise StoreError(
                f"L'entrée {row.number} du journal est abîmée : la date du jour n'est pas sûre."
            ) from None
        back = latest is not None and told.at < latest
        own = back and row.account == acting and told.act == CONFIRMED
        yield told._replace(act="") if own else told
        latest = told.at if latest is None else max(latest, told.at)
