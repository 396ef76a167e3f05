"""What is kept under a key of its own, for one unlocked account: opened, saved, shared.

Each act and its line of journal are one step. A case and an affair are kept alike; what only one
of them needs is in `desk` and `affairs`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, delete, insert, select

from expert.journal.acts import Act
from expert.office.accounts import Account, card_of
from expert.office.errors import ConflictError, RefusedError
from expert.office.holding import Held, held
from expert.office.moments import Clock, system_clock, written
from expert.office.profiles import operations_of_creator, refuse_beyond
from expert.office.recording import Recorder, journal_key
from expert.office.sealing import Sealer
from expert.office.versions import (
    add_beside,
    add_files,
    add_version,
    drop_files,
    last_version,
    locked_head,
    settle,
)
from expert.store.opening import Store
from expert.store.schema import account as accounts
from expert.store.schema import attachment, branch, casefile, envelope, revision, shelf
from expert.vault.envelope import Envelope, Operation, closed_envelope
from expert.vault.identity import new_keys

Kept = TypeVar("Kept", bound=Any)


@dataclass(frozen=True, slots=True)
class Opened(Generic[Kept]):
    """What was read: a save must present `number`."""

    case: Kept
    number: int
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Branch(Generic[Kept]):
    """A version that was saved beside the last one, by whom and when."""

    id: str
    case: Kept
    parent: int
    account: str
    at: str


class Drawer(Generic[Kept]):
    """Everything of one kind that an account has a key of."""

    kind: type[Kept]

    def __init__(self, store: Store, account: Account, clock: Clock = system_clock) -> None:
        self.store = store
        self.account = account
        self.clock = clock
        self._recorder = Recorder(account.id, journal_key(account.commons.secret), clock)

    # Reading -------------------------------------------------------------------------------------

    def open(self, case: str) -> Opened[Kept]:
        """Return the last version.

        Raises:
            RefusedError: it is not there, or not open to this account.
            DamagedCaseError: it is not as it was saved.
            StoreError: the store does not answer.
        """
        with self.store.transaction() as connection:
            key = self._held(connection, case, "lire")
            found, number = last_version(connection, self._sealer(key))
            self._recorder.record(connection, "lecture", case)
        return Opened(found, number, key.envelope.operations)

    def peek(self, case: str) -> Kept:
        """Return the last version to a task that writes its own line of journal.

        Raises:
            RefusedError: it is not there, or not open to this account.
            DamagedCaseError: it is not as it was saved.
        """
        with self.store.transaction() as connection:
            sealer = self.sealer(connection, case, "lire")
            return last_version(connection, sealer)[0]

    def branches(self, case: str) -> Sequence[Branch[Kept]]:
        """Return the versions that were saved beside the last one, the oldest first."""
        with self.store.transaction() as connection:
            sealer = self.sealer(connection, case, "lire")
            rows = connection.execute(
                select(branch).where(branch.c.casefile == case).order_by(branch.c.at, branch.c.id)
            ).all()
        return [
            Branch(row.id, sealer.open(row.sealed, row.parent), row.parent, row.account, row.at)
            for row in rows
        ]

    def record(self, act: Act, case: str = "") -> None:
        """Write a line of journal by itself, for an act that changes nothing in the store."""
        with self.store.transaction() as connection:
            self._recorder.record(connection, act, case)

    # Writing -------------------------------------------------------------------------------------

    def create(
        self, case: Kept, files: Mapping[str, bytes] | None = None, *, act: Act = "creation"
    ) -> int:
        """Store what is new, open to this account alone; return the number of its version.

        Raises:
            RefusedError: the profile of the account opens no case.
            StoreError: nothing was stored.
        """
        operations = operations_of_creator(self.account.card)
        keys, shred = new_keys(), new_keys()
        sealer = Sealer(case.id, keys, self.kind)
        given = Envelope(
            case=case.id, account=self.account.id, operations=operations, secret=keys.secret
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
        case: Kept,
        seen: int,
        *,
        act: Act = "modification",
        operation: Operation = "repondre",
        files: Mapping[str, bytes] | None = None,
        settles: Sequence[str] = (),
    ) -> int:
        """Store a version of what was read as version `seen`; return its number.

        `files` are attached in the same step, by their digest, and those that are needed no more
        are erased; `settles` names the branches that this version takes account of.

        Raises:
            ConflictError: somebody saved in between; ours is kept as a branch.
            RefusedError: the account may not, or it is not there any more.
            StoreError: nothing was stored, the last version is untouched.
        """
        with self.store.transaction() as connection:
            sealer = self.sealer(connection, case.id, operation)
            add_files(connection, sealer, files or {})
            number = self.save_in(connection, sealer, case, seen, act, settles)
            if number is not None:
                return number
            theirs, last = last_version(connection, sealer)
            name = add_beside(connection, sealer, case, seen, self._by())
            self._recorder.record(connection, "version-concurrente", case.id)
        raise ConflictError(theirs, last, name)

    def save_in(
        self,
        connection: Connection,
        sealer: Sealer[Kept],
        case: Kept,
        seen: int,
        act: Act,
        settles: Sequence[str] = (),
    ) -> int | None:
        """Store a version inside a transaction; None, and nothing stored, when `seen` is old."""
        if locked_head(connection, case.id) != seen:
            return None
        add_version(connection, sealer, case, seen + 1, self._by())
        settle(connection, case.id, settles)
        drop_files(connection, sealer, self.files_of(case))
        self._recorder.record(connection, act, case.id)
        return seen + 1

    def files_of(self, case: Kept) -> frozenset[str]:
        """Return the digests of the attached files that a version needs."""
        raise NotImplementedError

    def share(
        self,
        case: str,
        with_account: str,
        operations: Sequence[Operation],
        until: date | None = None,
    ) -> None:
        """Open it to another account, for these operations, until a day; none closes it.

        Raises:
            RefusedError: this account may not share, the other one is not there, or its profile
                does not allow as much.
        """
        with self.store.transaction() as connection:
            key = self._held(connection, case, "partager")
            other = connection.execute(
                select(accounts).where(
                    accounts.c.id == with_account, accounts.c.closed_at.is_(None)
                )
            ).first()
            if other is None:
                raise RefusedError("Ce compte n'existe pas, ou il est fermé.")
            refuse_beyond(card_of(other, self.account.commons), operations)
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
                _give(connection, given, other.public_key, key.shred.public)
            self._recorder.record(connection, "partage" if operations else "partage-ferme", case)

    # Inside one transaction ----------------------------------------------------------------------

    def _erase(self, connection: Connection, case: str) -> None:
        """Erase versions, branches, files, keys, and the lists that showed it."""
        entitled = select(envelope.c.account).where(envelope.c.casefile == case)
        connection.execute(delete(shelf).where(shelf.c.account.in_(entitled)))
        for table in (branch, revision, attachment, envelope):
            connection.execute(delete(table).where(table.c.casefile == case))
        connection.execute(delete(casefile).where(casefile.c.id == case))
        self._recorder.record(connection, "effacement", case)

    def sealer(self, connection: Connection, case: str, operation: Operation) -> Sealer[Kept]:
        """Return what seals a case that this account may do `operation` on.

        Raises:
            RefusedError: it is not there, not open to this account, or not for that.
        """
        return self._sealer(self._held(connection, case, operation))

    def _held(self, connection: Connection, case: str, operation: Operation) -> Held:
        return held(connection, self.account, case, operation, self.clock())

    def _by(self) -> dict[str, Any]:
        return {"account": self.account.id, "at": written(self.clock())}

    def _sealer(self, key: Held) -> Sealer[Kept]:
        return Sealer(key.envelope.case, key.keys, self.kind)


def _give(connection: Connection, given: Envelope, account_key: str, shred_key: str) -> None:
    sealed = closed_envelope(given, account_key, shred_key)
    connection.execute(
        insert(envelope).values(casefile=given.case, account=given.account, sealed=sealed)
    )
