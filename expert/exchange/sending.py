"""A case that leaves: recorded in the case and in the journal before the file exists.

Before any decision is recorded it leaves as a draft, and is noted as one.
"""

from __future__ import annotations

import hashlib
from typing import Final

from expert.cases.changes import with_export
from expert.cases.pieces import files_kept
from expert.exchange.errors import ExchangeError
from expert.exchange.single import Travelling, sealed_case
from expert.office.desk import Desk

SHORTEST_REASON: Final = 10
"""Characters of the shortest reason: a word says nothing to who reads the case in a year."""

NO_REASON: Final = "Un motif est attendu, en une phrase : il est gardé au dossier."


def send(desk: Desk, case: str, phrase: str, recipient: str, reason: str) -> bytes:
    """Return the file of a case for a recipient; the export is recorded with its reason.

    Raises:
        ExchangeError: no reason is given; nothing was recorded.
        RefusedError: the account may not export it, or it is not there.
        PhraseError: the phrase of the file is too weak; nothing was recorded.
        ConflictError: somebody saved meanwhile; nothing leaves.
        StoreError: the store does not answer; nothing leaves.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise ExchangeError(NO_REASON)
    opened = desk.open(case)
    files = {name: desk.attached(case, name) for name in sorted(files_kept(opened.case.pieces))}
    sealed = sealed_case(Travelling(opened.case, files), phrase)
    noted = with_export(
        opened.case,
        "dossier",
        "age",
        hashlib.sha256(sealed).hexdigest(),
        desk.account.id,
        desk.clock(),
        recipient=recipient,
        reason=reason,
        draft=not any(decision.reason.strip() for decision in opened.case.decisions),
    )
    desk.save(noted, opened.number, act="export", operation="exporter")
    return sealed
