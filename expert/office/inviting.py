"""Other accounts: given by one that is unlocked, listed, closed without leaving a case alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from expert.office.accounts import Account, Card, add_account, card_of
from expert.office.errors import RefusedError
from expert.office.founding import Newcomer, keep_for_recovery
from expert.office.moments import Clock, read, system_clock, written
from expert.office.recording import Recorder, journal_key
from expert.store.opening import Store
from expert.store.schema import account, envelope, escrow, shelf


@dataclass(frozen=True, slots=True)
class Listed:
    """An account as the others see it."""

    id: str
    login: str
    card: Card
    created_at: datetime
    closed: bool
    recoverable: bool


def accounts(store: Store, opened: Account) -> list[Listed]:
    """Return every account, by login."""
    chosen = (
        select(account, escrow.c.account.is_not(None).label("kept"))
        .join(escrow, escrow.c.account == account.c.id, isouter=True)
        .order_by(account.c.login)
    )
    with store.transaction() as connection:
        rows = connection.execute(chosen).all()
    return [
        Listed(
            row.id,
            row.login,
            card_of(row, opened.commons),
            read(row.created_at),
            row.closed_at is not None,
            bool(row.kept),
        )
        for row in rows
    ]


def account_named(store: Store, opened: Account, login: str) -> Listed:
    """Return the open account of a login.

    Raises:
        RefusedError: there is none.
    """
    wanted = login.strip().casefold()
    found = next((a for a in accounts(store, opened) if a.login == wanted and not a.closed), None)
    if found is None:
        raise RefusedError(f"Aucun compte ouvert n'a l'identifiant « {wanted} ».")
    return found


def invite(
    store: Store, opened: Account, newcomer: Newcomer, clock: Clock = system_clock
) -> Account:
    """Give an account to somebody; their first unlocking asks for a phrase of their own.

    The officers who keep the key of the one who invites keep that of the newcomer.

    Raises:
        RefusedError: the login is not one, or is taken.
        PhraseError: the provisional phrase is too weak. Nothing was made in either case.
    """
    with store.transaction() as connection:
        made = add_account(
            connection,
            newcomer.login,
            newcomer.card,
            newcomer.phrase,
            opened.commons,
            clock,
            provisional=True,
        )
        officers = _officers(connection, opened.id)
        if officers is not None:
            keep_for_recovery(connection, made, *officers)
        recorder = Recorder(opened.id, journal_key(opened.commons.secret), clock)
        recorder.record(connection, "compte-cree")
    return made


def close_account(store: Store, opened: Account, login: str, clock: Clock = system_clock) -> None:
    """Close an account: it unlocks no more, and its rights end.

    Raises:
        RefusedError: it is one's own, there is none, or a case would be left with nobody.
    """
    found = account_named(store, opened, login)
    if found.id == opened.id:
        raise RefusedError("On ne ferme pas son propre compte : demandez-le à un autre compte.")
    with store.transaction() as connection:
        alone = _cases_of_nobody_else(connection, found.id)
        if alone:
            several = "1 dossier n'aurait" if alone == 1 else f"{alone} dossiers n'auraient"
            raise RefusedError(
                f"{several} plus personne : ouvrez-les d'abord à un autre compte, puis fermez "
                "celui-ci."
            )
        for table in (envelope, shelf):
            connection.execute(delete(table).where(table.c.account == found.id))
        connection.execute(
            update(account).where(account.c.id == found.id).values(closed_at=written(clock()))
        )
        recorder = Recorder(opened.id, journal_key(opened.commons.secret), clock)
        recorder.record(connection, "compte-ferme")


def _officers(
    connection: Connection, inviting: str
) -> tuple[tuple[str, str], tuple[str, str]] | None:
    row = connection.execute(select(escrow).where(escrow.c.account == inviting)).first()
    if row is None:
        return None
    keys = {
        found.id: found.public_key
        for found in connection.execute(
            select(account.c.id, account.c.public_key).where(
                account.c.id.in_([row.first, row.second])
            )
        )
    }
    return (row.first, keys[row.first]), (row.second, keys[row.second])


def _cases_of_nobody_else(connection: Connection, holder: str) -> int:
    theirs = select(envelope.c.casefile).where(envelope.c.account == holder)
    alone = (
        select(envelope.c.casefile)
        .where(envelope.c.casefile.in_(theirs))
        .group_by(envelope.c.casefile)
        .having(func.count() == 1)
    )
    return len(connection.execute(alone).all())
