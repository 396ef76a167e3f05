"""A lost phrase: the two officers, each with their own, give the account a new one."""

from __future__ import annotations

from sqlalchemy import select, update

from expert.office.accounts import Account
from expert.office.errors import RefusedError
from expert.office.moments import Clock, system_clock
from expert.office.recording import Recorder, journal_key
from expert.store.opening import Store
from expert.store.schema import account, escrow
from expert.vault import age
from expert.vault.identity import sealed_identity
from expert.vault.recovery import recovered


def recover(
    store: Store,
    login: str,
    officers: tuple[Account, Account],
    phrase: str,
    clock: Clock = system_clock,
) -> None:
    """Give an account a provisional phrase, with its two officers unlocked (in any order).

    Raises:
        RefusedError: the account has no recovery, or these are not its officers.
        PhraseError: the new phrase is too weak. Nothing changed in either case.
    """
    chosen = (
        select(account.c.id, escrow.c.first, escrow.c.second, escrow.c.sealed)
        .join(escrow, escrow.c.account == account.c.id)
        .where(account.c.login == login.strip().casefold())
    )
    with store.transaction() as connection:
        row = connection.execute(chosen).first()
    if row is None:
        raise RefusedError(f"Aucun recouvrement n'a été prévu pour le compte « {login} ».")
    by_id = {officer.id: officer for officer in officers}
    if set(by_id) != {row.first, row.second}:
        raise RefusedError("Ces deux personnes ne sont pas celles qui ont été désignées.")
    try:
        keys = recovered(row.sealed, by_id[row.first].keys, by_id[row.second].keys)
    except age.SealError:
        raise RefusedError("La clé confiée aux deux personnes est abîmée.") from None
    sealed = sealed_identity(keys, phrase)
    with store.transaction() as connection:
        connection.execute(
            update(account)
            .where(account.c.id == row.id)
            .values(sealed_identity=sealed, provisional=True)
        )
        for officer in officers:
            recorder = Recorder(officer.id, journal_key(officer.commons.secret), clock)
            recorder.record(connection, "recouvrement")
