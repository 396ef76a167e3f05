"""What an unlocked account does with the cases, beside opening and saving them (`drawer`)."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, select

from expert.calendar import french_date
from expert.cases.casefile import CaseFile
from expert.cases.pieces import files_kept
from expert.office.drawer import Branch, Drawer, Opened
from expert.office.errors import DamagedCaseError, RefusedError
from expert.office.today import trusted_day
from expert.office.versions import last_version
from expert.retention.clock import UntrustedClock
from expert.retention.due_list import freeze_on
from expert.store.schema import attachment

__all__ = ["Branch", "Desk", "Opened"]


class Desk(Drawer[CaseFile]):
    """The cases, for one unlocked account."""

    kind = CaseFile

    def files_of(self, case: CaseFile) -> frozenset[str]:
        """Return the digests of the files that the ledger of a case needs."""
        return files_kept(case.pieces)

    def attached(self, case: str, sha256: str) -> bytes:
        """Return an attached file.

        Raises:
            RefusedError: it is not there, or not open to this account.
            DamagedCaseError: it is not as it was saved.
        """
        data = self.peek_file(case, sha256)
        self.record("piece-lue", case)
        return data

    def peek_file(self, case: str, sha256: str) -> bytes:
        """Return an attached file to a task that writes its own line of journal.

        Raises:
            RefusedError: it is not there, or not open to this account.
            DamagedCaseError: it is not as it was saved.
        """
        with self.store.transaction() as connection:
            sealer = self.sealer(connection, case, "lire")
            sealed = connection.execute(
                select(attachment.c.sealed).where(
                    attachment.c.casefile == case,
                    attachment.c.locator == sealer.locator(sha256),
                )
            ).scalar_one_or_none()
        if sealed is None:
            raise RefusedError("Cette pièce jointe n'est pas dans la base.")
        data = sealer.open_file(sealed)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DamagedCaseError(f"Une pièce jointe du dossier {case} a été remplacée.")
        return data

    def erase(self, case: str) -> None:
        """Erase a case: versions, branches, attachments, keys, and the lists that showed it.

        Raises:
            RefusedError: the account may not, the case is frozen, or it is not there any more.
            DamagedCaseError: it cannot be read, so that nobody knows whether it is frozen.
            StoreError: nothing was erased.
        """
        with self.store.transaction() as connection:
            sealer = self.sealer(connection, case, "effacer")
            found, _ = last_version(connection, sealer)
            self._refuse_when_frozen(connection, found)
            self._erase(connection, case)

    def _refuse_when_frozen(self, connection: Connection, case: CaseFile) -> None:
        if not any(freeze.lifted_at is None for freeze in case.freezes):
            return
        try:
            freeze = freeze_on(case, trusted_day(connection, self.clock(), self.account.id))
        except UntrustedClock as error:
            raise RefusedError(f"Un gel a été posé sur ce dossier. {error}") from None
        if freeze is not None:
            until = french_date(freeze.ends_on)
            raise RefusedError(f"Ce dossier est gelé jusqu'au {until} compris : rien n'est effacé.")
