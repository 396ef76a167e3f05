"""Which accounts a case is open to. What each may do there is sealed, and read by it alone."""

from __future__ import annotations

from sqlalchemy import select

from expert.office.desk import Desk
from expert.office.heads import name_of
from expert.store.schema import envelope


def entitled(desk: Desk, case: str) -> tuple[str, ...]:
    """Return the names of the accounts that hold a key of a case, this one first.

    Raises:
        StoreError: the store does not answer.
    """
    chosen = select(envelope.c.account).where(envelope.c.casefile == case)
    with desk.store.transaction() as connection:
        holders = connection.execute(chosen).scalars().all()
    others = sorted(name_of(desk, holder) for holder in holders if holder != desk.account.id)
    return (desk.account.card.name, *others)
