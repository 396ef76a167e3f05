"""Verifies the journal of a store against what this person saw of it last, and lets old lines go.

The witness is a copy of the head kept in the person's own folder, away from the store: it is what
tells that an old copy of the whole store was put back. It moves on only when nothing is wrong.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from sqlalchemy import Connection, delete

from expert.atomic_files import replace_file
from expert.cases.part import Moment, Part
from expert.journal.chain import Head, JournalError, first_head
from expert.journal.rotation import Keeping, rotation
from expert.journal.verification import Report, verify
from expert.office.accounts import Account
from expert.office.moments import Clock, system_clock
from expert.office.recording import Recorder, journal_key, read_head, read_rows, write_head
from expert.retention.clock import TrustedDay
from expert.store.errors import StoreError
from expert.store.opening import Store
from expert.store.schema import journal

_LONGEST: Final = 10_000
"""Bytes of a witness, at most."""


class Witness(Part):
    """The head of the journal as this person saw it, and the last moment they could trust."""

    head: Head
    seen_at: Moment


def witness_path(folder: Path, account: Account) -> Path:
    """Return where the witness of a store stands in a person's folder, one for each store."""
    key = journal_key(account.commons.secret)
    return folder / f"temoin-{hmac.digest(key, b'temoin', 'sha256').hex()[:16]}.json"


def read_witness(path: Path) -> Witness | None:
    """Return the witness, or None when there is none.

    Raises:
        ValueError: what stands there is not a witness.
        OSError: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return Witness.model_validate_json(stream.read(_LONGEST))
    except FileNotFoundError:
        return None
    except ValidationError:
        raise ValueError("not a witness") from None


def watch(store: Store, account: Account, path: Path, seen_at: datetime) -> Report:
    """Verify the journal; when nothing is wrong the witness becomes what was just seen.

    `seen_at` is the moment of now, once it is trusted (`expert.retention.clock`).

    Raises:
        StoreError: the store does not answer.
        OSError: the witness cannot be read or written.
    """
    key = journal_key(account.commons.secret)
    try:
        kept = read_witness(path)
        seen = kept.head if kept else None
    except ValueError:
        seen = _of_no_store(key)
    with store.transaction() as connection:
        head = read_head(connection)
        report = verify(read_rows(connection), key, head, seen)
    if head is not None and report.sound:
        _keep(path, head, seen_at)
    return report


def renew_witness(store: Store, path: Path, seen_at: datetime) -> None:
    """Take the journal as it is for what was seen: after a restoration made on purpose.

    Raises:
        StoreError: the store does not answer, or its journal has no head.
        OSError: the witness cannot be written.
    """
    with store.transaction() as connection:
        head = read_head(connection)
    if head is None:
        raise StoreError("La tête scellée du journal manque : il n'y a rien à retenir.")
    _keep(path, head, seen_at)


def rotate(
    store: Store,
    account: Account,
    today: TrustedDay,
    keeping: Keeping,
    clock: Clock = system_clock,
) -> int:
    """Let go of the lines that are past their time, and say so in the journal; return how many.

    Raises:
        StoreError: the journal is not intact, or the store does not answer; nothing was lost.
    """
    key = journal_key(account.commons.secret)
    with store.transaction() as connection:
        head = read_head(connection, lock=True)
        if head is None:
            raise StoreError("La tête scellée du journal manque : rien n'a été effacé.")
        try:
            found = rotation(read_rows(connection), key, head, today, keeping)
        except JournalError as error:
            raise StoreError(str(error)) from None
        gone = found.last - head.anchor.number
        if gone:
            _let_go(connection, found.last, found.head)
            Recorder(account.id, key, clock).record(connection, "rotation")
    return gone


def _let_go(connection: Connection, last: int, head: Head) -> None:
    connection.execute(delete(journal).where(journal.c.number <= last))
    write_head(connection, head)


def _keep(path: Path, head: Head, seen_at: datetime) -> None:
    witness = Witness(head=head, seen_at=seen_at)
    replace_file(path, witness.model_dump_json().encode())


def _of_no_store(key: bytes) -> Head:
    """Return a head that nobody sealed: what a damaged witness is taken for."""
    return first_head(key).model_copy(update={"seal": "0" * 64})
