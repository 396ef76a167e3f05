"""The key of a case as an account holds it, and whether it may do an operation today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, select

from expert.calendar import french_date
from expert.office.accounts import Account
from expert.office.errors import DamagedCaseError, RefusedError
from expert.office.today import trusted_day
from expert.retention.clock import UntrustedClock
from expert.store.schema import casefile, envelope
from expert.vault import age
from expert.vault.envelope import Envelope, Operation, opened_envelope
from expert.vault.identity import Keys, keys_of

GONE: Final = "Ce dossier n'existe plus, ou il ne vous est pas ouvert."

_OPERATION_FR: Final[Mapping[Operation, str]] = {
    "lire": "lire ce dossier",
    "repondre": "modifier ce dossier",
    "decider": "y inscrire une décision",
    "exporter": "en faire un document",
    "effacer": "l'effacer",
    "partager": "l'ouvrir à d'autres",
}


@dataclass(frozen=True, slots=True)
class Held:
    """The key of a case, the rights that came with it, and the key whose loss erases the case."""

    envelope: Envelope
    keys: Keys
    shred: Keys


def held(
    connection: Connection, account: Account, case: str, operation: Operation, now: datetime
) -> Held:
    """Return the key of a case for an account that may do `operation` at this moment.

    Raises:
        RefusedError: the case is not there, not open to this account, or not for that.
        DamagedCaseError: the key is not as it was stored.
    """
    row = connection.execute(
        select(envelope.c.sealed, casefile.c.shred_key)
        .join(casefile, casefile.c.id == envelope.c.casefile)
        .where(envelope.c.casefile == case, envelope.c.account == account.id)
    ).first()
    if row is None:
        raise RefusedError(GONE)
    found = opened(case, account, row.sealed, row.shred_key)
    until = found.envelope.until
    if until is not None:
        _refuse_when_over(connection, account, until, now)
    if operation not in found.envelope.operations:
        raise RefusedError(refusal(operation))
    return found


def refusal(operation: Operation) -> str:
    """Return why an operation that an account has no right to is refused, in one sentence."""
    said = _OPERATION_FR[operation]
    of = "d'" if said[0] in "ey" else "de "
    return f"Votre accès ne permet pas {of}{said}."


def opened(case: str, account: Account, sealed: bytes, shred_key: str) -> Held:
    """Return what an envelope of the store holds.

    Raises:
        DamagedCaseError: it is damaged, or it is not the one of this case and this account.
    """
    try:
        shred = keys_of(shred_key)
        found = opened_envelope(sealed, account.keys, shred)
        keys = keys_of(found.secret)
    except age.SealError:
        raise DamagedCaseError(f"La clé du dossier {case} est abîmée.") from None
    if (found.case, found.account) != (case, account.id):
        raise DamagedCaseError(f"La clé du dossier {case} a été remplacée.")
    return Held(found, keys, shred)


def _refuse_when_over(connection: Connection, account: Account, until: date, now: datetime) -> None:
    try:
        today = trusted_day(connection, now, account.id)
    except UntrustedClock as error:
        raise RefusedError(
            f"Votre accès a une fin ({french_date(until)}), et la date du jour n'est pas sûre : "
            f"{error}"
        ) from None
    if today > until:
        raise RefusedError(f"Votre accès à ce dossier a pris fin le {french_date(until)}.")
