"""One key a case, wrapped for each entitled account with what that account may do.

The rights are inside the wrapping: whoever administers the store can delete an envelope, never
widen one, since making one takes the key of the case. An envelope is closed a second time under the
shred key of its case, which lives in the store alone and never in a backup: once it is deleted,
every copy of the envelopes is closed for ever, and the backups with them.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, ValidationError

from expert.cases.part import AccountId, AffairId, CaseId, Part
from expert.vault import age
from expert.vault.identity import Keys

Operation = Literal["lire", "repondre", "decider", "exporter", "effacer", "partager"]

EVERY_OPERATION: tuple[Operation, ...] = (
    "lire",
    "repondre",
    "decider",
    "exporter",
    "effacer",
    "partager",
)


class Envelope(Part):
    """The key of a case as one account holds it. `until` is the last day of the rights."""

    case: CaseId | AffairId
    account: AccountId
    operations: tuple[Operation, ...]
    until: date | None = None
    secret: str = Field(repr=False)


def closed_envelope(envelope: Envelope, account_key: str, shred_key: str) -> bytes:
    """Return the envelope as only the account opens it, as long as the shred key exists."""
    inner = age.seal(envelope.model_dump_json().encode(), [account_key])
    return age.seal(inner, [shred_key])


def opened_envelope(sealed: bytes, account: Keys, shred: Keys) -> Envelope:
    """Return what `closed_envelope` closed.

    Raises:
        SealError: it was closed for others, its case was erased, or it is damaged.
    """
    try:
        return Envelope.model_validate_json(
            age.unseal(age.unseal(sealed, shred.secret), account.secret)
        )
    except ValidationError:
        raise age.SealError("not an envelope") from None
