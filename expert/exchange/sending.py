"""A case that leaves: recorded in the case and in the journal before the file exists."""

from __future__ import annotations

import hashlib

from expert.cases.decisions import ExportRecord
from expert.cases.pieces import files_kept
from expert.exchange.single import Travelling, sealed_case
from expert.office.desk import Desk


def send(desk: Desk, case: str, phrase: str, recipient: str, reason: str) -> bytes:
    """Return the file of a case for a recipient; the export is recorded with its reason.

    Raises:
        RefusedError: the account may not export it, or it is not there.
        PhraseError: the phrase of the file is too weak; nothing was recorded.
        ConflictError: somebody saved meanwhile; nothing leaves.
        StoreError: the store does not answer; nothing leaves.
    """
    opened = desk.open(case)
    names = sorted(files_kept(opened.case.pieces))
    files = {name: desk.attached(case, name) for name in names}
    sealed = sealed_case(Travelling(opened.case, files), phrase)
    record = ExportRecord(
        document="dossier",
        form="age",
        recipient=recipient[:300],
        reason=reason[:20_000],
        sha256=hashlib.sha256(sealed).hexdigest(),
        by=desk.account.id,
        at=desk.clock(),
    )
    noted = opened.case.model_copy(update={"exports": (*opened.case.exports, record)})
    desk.save(noted, opened.number, act="export", operation="exporter")
    return sealed
