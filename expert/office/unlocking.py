"""Opening an account with its phrase, and giving it another phrase."""

from __future__ import annotations

from sqlalchemy import select, update

from expert.office.accounts import Account, card_of
from expert.office.errors import RefusedError, WrongPhraseError
from expert.office.moments import Clock, system_clock
from expert.office.recording import Recorder, journal_key
from expert.store.opening import Store
from expert.store.schema import account
from expert.vault import age
from expert.vault.identity import keys_of, open_identity, sealed_identity

_WRONG = (
    "L'identifiant ou la phrase de passe ne correspond à aucun compte de cette base. "
    "Vérifiez la touche Majuscule et la disposition du clavier."
)


def unlocked(store: Store, login: str, phrase: str, clock: Clock = system_clock) -> Account:
    """Return the account of a login; takes about a second, on purpose.

    Raises:
        WrongPhraseError: no account opens with these.
        RefusedError: the account was closed.
    """
    chosen = select(account).where(account.c.login == login.strip().casefold())
    with store.transaction() as connection:
        row = connection.execute(chosen).first()
    if row is None:
        raise WrongPhraseError(_WRONG)
    try:
        keys = open_identity(row.sealed_identity, phrase)
        commons = keys_of(age.unseal(row.sealed_commons, keys.secret).decode())
    except age.SealError:
        raise WrongPhraseError(_WRONG) from None
    if row.closed_at is not None:
        raise RefusedError("Ce compte a été fermé : adressez-vous à qui gère les comptes.")
    found = Account(row.id, row.login, card_of(row, commons), keys, commons, row.provisional)
    with store.transaction() as connection:
        Recorder(found.id, journal_key(commons.secret), clock).record(connection, "ouverture")
    return found


def change_phrase(store: Store, opened: Account, phrase: str, clock: Clock = system_clock) -> None:
    """Seal the key of an unlocked account under another phrase.

    Raises:
        PhraseError: it is too weak; the phrase of before still opens.
    """
    sealed = sealed_identity(opened.keys, phrase)
    with store.transaction() as connection:
        connection.execute(
            update(account)
            .where(account.c.id == opened.id)
            .values(sealed_identity=sealed, provisional=False)
        )
        recorder = Recorder(opened.id, journal_key(opened.commons.secret), clock)
        recorder.record(connection, "phrase-changee")
