"""What can be told of cases without opening any: who saved last, when, and which have two versions.

Nothing here is sealed: pseudonyms, numbers and moments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from expert.office.accounts import card_of
from expert.office.desk import Desk
from expert.office.errors import RefusedError
from expert.office.holding import GONE
from expert.office.moments import read
from expert.store.schema import account, branch, casefile, envelope, revision


@dataclass(frozen=True, slots=True)
class Head:
    """The last version of a case: its number, who saved it, when."""

    number: int
    account: str
    saved_at: datetime


def head_of(desk: Desk, case: str) -> Head:
    """Return the last version of a case that is open to this account.

    Raises:
        RefusedError: it is not there, or not open to this account.
        StoreError: the store does not answer.
    """
    chosen = (
        select(revision.c.number, revision.c.account, revision.c.at)
        .join(
            casefile,
            (casefile.c.id == revision.c.casefile) & (casefile.c.head == revision.c.number),
        )
        .join(envelope, envelope.c.casefile == casefile.c.id)
        .where(casefile.c.id == case, envelope.c.account == desk.account.id)
    )
    with desk.store.transaction() as connection:
        row = connection.execute(chosen).first()
    if row is None:
        raise RefusedError(GONE)
    return Head(row.number, row.account, read(row.at))


def with_two_versions(desk: Desk) -> frozenset[str]:
    """Return the cases, among those open to this account, that hold a version kept beside."""
    chosen = (
        select(branch.c.casefile)
        .join(envelope, envelope.c.casefile == branch.c.casefile)
        .where(envelope.c.account == desk.account.id)
        .distinct()
    )
    with desk.store.transaction() as connection:
        return frozenset(connection.execute(chosen).scalars())


def name_of(desk: Desk, holder: str) -> str:
    """Return the name on the card of an account, its pseudonym when there is no such account."""
    chosen = select(account).where(account.c.id == holder)
    with desk.store.transaction() as connection:
        row = connection.execute(chosen).first()
    return holder if row is None else card_of(row, desk.account.commons).name
