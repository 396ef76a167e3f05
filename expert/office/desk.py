"""What an unlocked account does with the cases. Each act and its line of journal are one step."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from expert.calendar import french_date
from expert.cases.casefile import CaseFile
from expert.cases.pieces import files_kept
from expert.journal.acts import Act
from expert.office.accounts import Account
from expert.office.errors import ConflictError, DamagedCaseError, RefusedError
from expert.office.holding import Held, held
from expert.office.moments import Clock, system_clock, written
from expert.office.recording import Recorder, journal_key
from expert.office.sealing import Sealer
from expert.office.today import trusted_day
from expert.office.versions import (
    add_beside,
    add_files,
    add_version,
    drop_files,
    last_version,
    locked_head,
    settle,
)
from expert.retention.clock import UntrustedClock
from expert.retention.due_list import freeze_on
from expert.store.opening import Store
from expert.store.schema import account as accounts
from expert.store.schema import attachment, branch, casefile, envelope, revision, shelf
from expert.vault.envelope import EVERY_OPERATION, Envelope, Operation, closed_envelope
from expert.vault.identity import new_keys


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as it was read: a save must present `number`."""

    case: CaseFile
    number: int
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A version that was saved beside the last one, by whom and when."""

    id: str
    case: CaseFile
    parent: int
    account: str
    at: str


class Desk:
    """The cases, for one unlocked account."""

    def __init__(self, store: Store, account: Account, clock: Clock = system_clock) -> None:
        self.store = store
        self.account = account
        self.clock = clock
        self._recorder = Recorder(account.id, journal_key(account.commons.secret), clock)

    # Reading -------------------------------------------------------------------------------------

    def open(self, case: str) -> Opened:
        """Return the last version of a case.

        Raises:
            RefusedError: it is not there, or not open to this account.
            DamagedCaseError: it is not as it was saved.
            StoreError: the store does not answer.
        """
        with self.store.transaction() as connection:
            key = self._held(connection, case, "lire")
            found, number = last_version(connection, _sealer(key))
            self._recorder.record(connection, "lecture", case)
        return Opened(found, number, key.envelope.operations)

    def peek(self, case: str) -> CaseFile:
        """Return the last version of a case to a task that writes its own line of journal.

        Raises:
            RefusedError: it is not there, or not open to this account.
            DamagedCaseError: it is not as it was saved.
        """
        with self.store.transaction() as connection:
            found, _ = last_version(connection, _sealer(self._held(connection, case, "lire")))
        return found

    def branches(self, case: str) -> Sequence[Branch]:
        """Return the versions that were saved beside the last one, the oldest first."""
        with self.store.transaction() as connection:
            sealer = _sealer(self._held(connection, case, "lire"))
            rows = connection.execute(
                select(branch).where(branch.c.casefile == case).order_by(branch.c.at, branch.c.id)
            ).all()
        return [
            Branch(row.id, sealer.open(row.sealed, row.parent), row.parent, row.account, row.at)
            for row in rows
        ]

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
            sealer = _sealer(self._held(connection, case, "lire"))
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

    def record(self, act: Act, case: str = "") -> None:
        """Write a line of journal by itself, for an act that changes nothing in the store."""
        with self.store.transaction() as connection:
            self._recorder.record(connection, act, case)

    # Writing -------------------------------------------------------------------------------------

    def create(
        self, case: CaseFile, files: Mapping[str, bytes] | None = None, *, act: Act = "creation"
    ) -> int:
        """Store a new case, open to this account alone; return the number of its version.

        Raises:
            StoreError: nothing was stored.
        """
        keys, shred = new_keys(), new_keys()
        sealer = Sealer(case.id, keys, CaseFile)
        given = Envelope(
            case=case.id, account=self.account.id, operations=EVERY_OPERATION, secret=keys.secret
        )
        with self.store.transaction() as connection:
            connection.execute(insert(casefile).values(id=case.id, head=1, shred_key=shred.secret))
            add_version(connection, sealer, case, 1, self._by())
            add_files(connection, sealer, files or {})
            _give(connection, given, self.account.keys.public, shred.public)
            self._recorder.record(connection, act, case.id)
        return 1

    def save(
        self,
        case: CaseFile,
        seen: int,
        *,
        act: Act = "modification",
        operation: Operation = "repondre",
        files: Mapping[str, bytes] | None = None,
        settles: Sequence[str] = (),
    ) -> int:
        """Store a version of a case whose version `seen` was read; return its number.

        `files` are attached in the same step, by their digest; `settles` names the branches that
        this version takes account of.

        Raises:
            ConflictError: somebody saved in between; ours is kept as a branch.
            RefusedError: the account may not, or the case is not there any more.
            StoreError: nothing was stored, the last version is untouched.
        """
        with self.store.transaction() as connection:
            sealer = _sealer(self._held(connection, case.id, operation))
            head = locked_head(connection, case.id)
            add_files(connection, sealer, files or {})
            if head == seen:
                add_version(connection, sealer, case, head + 1, self._by())
                settle(connection, case.id, settles)
                drop_files(connection, sealer, files_kept(case.pieces))
                self._recorder.record(connection, act, case.id)
                return head + 1
            theirs, number = last_version(connection, sealer)
            name = add_beside(connection, sealer, case, seen, self._by())
            self._recorder.record(connection, "version-concurrente", case.id)
        raise ConflictError(theirs, number, name)

    def share(
        self,
        case: str,
        with_account: str,
        operations: Sequence[Operation],
        until: date | None = None,
    ) -> None:
        """Open a case to another account, for these operations, until a day; none closes it.

        Raises:
            RefusedError: this account may not share, or the other one is not there.
        """
        with self.store.transaction() as connection:
            key = self._held(connection, case, "partager")
            other = connection.execute(
                select(accounts.c.public_key).where(
                    accounts.c.id == with_account, accounts.c.closed_at.is_(None)
                )
            ).scalar_one_or_none()
            if other is None:
                raise RefusedError("Ce compte n'existe pas, ou il est fermé.")
            theirs = (envelope.c.casefile == case, envelope.c.account == with_account)
            connection.execute(delete(envelope).where(*theirs))
            connection.execute(delete(shelf).where(shelf.c.account == with_account))
            if operations:
                given = Envelope(
                    case=case,
                    account=with_account,
                    operations=tuple(operations),
                    until=until,
                    secret=key.envelope.secret,
                )
                _give(connection, given, other, key.shred.public)
            self._recorder.record(connection, "partage" if operations else "partage-ferme", case)

    def erase(self, case: str) -> None:
        """Erase a case: versions, branches, attachments, keys, and the lists that showed it.

        Raises:
            RefusedError: the account may not, the case is frozen, or it is not there any more.
            DamagedCaseError: it cannot be read, so that nobody knows whether it is frozen.
            StoreError: nothing was erased.
        """
        with self.store.transaction() as connection:
            found, _ = last_version(connection, _sealer(self._held(connection, case, "effacer")))
            self._refuse_when_frozen(connection, found)
            entitled = select(envelope.c.account).where(envelope.c.casefile == case)
            connection.execute(delete(shelf).where(shelf.c.account.in_(entitled)))
            for table in (branch, revision, attachment, envelope):
                connection.execute(delete(table).where(table.c.casefile == case))
            connection.execute(delete(casefile).where(casefile.c.id == case))
            self._recorder.record(connection, "effacement", case)

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

    def _held(self, connection: Connection, case: str, operation: Operation) -> Held:
        return held(connection, self.account, case, operation, self.clock())

    def _by(self) -> dict[str, Any]:
        return {"account": self.account.id, "at": written(self.clock())}


def _sealer(key: Held) -> Sealer[CaseFile]:
    return Sealer(key.envelope.case, key.keys, CaseFile)


def _give(connection: Connection, given: Envelope, account_key: str, shred_key: str) -> None:
    sealed = closed_envelope(given, account_key, shred_key)
    connection.execute(
        insert(envelope).values(casefile=given.case, account=given.account, sealed=sealed)
    )
