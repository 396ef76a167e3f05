"""The first run: the first account, and the two officers who can give it back, or why not.

A lost phrase without recovery is a lost file, and with it the right of the agent to the whole file:
so nobody begins without naming two officers or writing the reason for doing without.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, insert, select

from expert.office.accounts import Account, Card, add_account
from expert.office.errors import RefusedError
from expert.office.moments import Clock, system_clock
from expert.office.recording import Recorder, journal_key, start_journal
from expert.store.opening import Store
from expert.store.schema import account, escrow, setting
from expert.vault.identity import new_keys
from expert.vault.recovery import escrow as escrowed

NO_RECOVERY: Final = "sans-recouvrement"
"""The setting that keeps the reason for having no recovery."""

_SHORTEST_REASON: Final = 10


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to whom an account is given. The phrase is never shown."""

    login: str
    card: Card
    phrase: str = field(repr=False)


def founded(store: Store) -> bool:
    """Whether there is an account."""
    with store.transaction() as connection:
        return connection.execute(select(account.c.id).limit(1)).first() is not None


def found(
    store: Store,
    first: Newcomer,
    officers: tuple[Newcomer, Newcomer] | None,
    no_recovery: str = "",
    clock: Clock = system_clock,
) -> Account:
    """Make the first account, and those of two officers unless a reason says why not.

    Raises:
        RefusedError: there is an account already, or neither officers nor reason.
        PhraseError: a phrase is too weak. Nothing was made in either case.
    """
    reason = no_recovery.strip()
    if officers is None and len(reason) < _SHORTEST_REASON:
        raise RefusedError(
            "Désignez deux personnes de recouvrement, ou écrivez en une phrase pourquoi il n'y en "
            "a pas : sans elles, une phrase de passe perdue est un dossier perdu."
        )
    with store.transaction() as connection:
        if connection.execute(select(account.c.id).limit(1)).first():
            raise RefusedError("Cette base de dossiers a déjà un compte : ouvrez-la avec lui.")
        commons = new_keys()
        made = add_account(
            connection, first.login, first.card, first.phrase, commons, clock, provisional=False
        )
        key = journal_key(commons.secret)
        start_journal(connection, key)
        recorder = Recorder(made.id, key, clock)
        recorder.record(connection, "compte-cree")
        if officers is None:
            connection.execute(insert(setting).values(name=NO_RECOVERY, value=reason[:2000]))
            return made
        one, other = (
            add_account(
                connection, each.login, each.card, each.phrase, commons, clock, provisional=False
            )
            for each in officers
        )
        recorder.record(connection, "compte-cree")
        recorder.record(connection, "compte-cree")
        keep_for_recovery(
            connection, made, (one.id, one.keys.public), (other.id, other.keys.public)
        )
    return made


def keep_for_recovery(
    connection: Connection, kept: Account, first: tuple[str, str], second: tuple[str, str]
) -> None:
    """Seal the key of an account for two officers, each an account and its public key."""
    (one, one_key), (other, other_key) = first, second
    sealed = escrowed(kept.keys, one_key, other_key)
    connection.execute(
        insert(escrow).values(account=kept.id, first=one, second=other, sealed=sealed)
    )
