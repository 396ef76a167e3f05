"""The line of the journal that each act leaves, in the same transaction as the act."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from typing import Final, Literal

from pydantic import ValidationError
from sqlalchemy import Connection, insert, select, update

from expert.journal.acts import Act
from expert.journal.chain import Head, JournalError, first_head
from expert.journal.chain import written as next_line
from expert.journal.entry import Row
from expert.office.moments import Clock
from expert.store.errors import StoreError
from expert.store.schema import journal, setting

HEAD: Final = "journal-head"
"""The setting that holds the sealed head of the journal."""

Digest = Literal["sha256"]
_DIGEST: Final[Digest] = "sha256"
_BROKEN: Final = "La tête du journal est abîmée : rien n'a été fait."


def journal_key(commons: str) -> bytes:
    """Return the key of the journal, which every account derives from the shared secret."""
    return hmac.digest(commons.encode(), b"qualif journal 1", _DIGEST)


class Recorder:
    """Writes the lines of one account."""

    def __init__(self, account: str, key: bytes, clock: Clock) -> None:
        self._account = account
        self._key = key
        self._clock = clock

    def record(self, connection: Connection, act: Act, case: str = "") -> None:
        """Write one line; the lock on the head makes the others wait for the transaction.

        Raises:
            StoreError: the head is not the one that was sealed; the whole transaction is undone.
        """
        head = read_head(connection, lock=True)
        if head is None:
            raise StoreError(_BROKEN)
        try:
            row, grown = next_line(
                self._key, head, at=self._clock(), account=self._account, act=act, case=case or None
            )
        except JournalError as error:
            raise StoreError(str(error)) from None
        connection.execute(
            insert(journal).values(
                number=row.number,
                at=row.at,
                account=row.account,
                act=row.act,
                casefile=row.case,
                mac=row.mac,
            )
        )
        write_head(connection, grown)


def start_journal(connection: Connection, key: bytes) -> None:
    """Write the head of an empty journal, once, when the store is founded."""
    kept = first_head(key).model_dump_json()
    connection.execute(insert(setting).values(name=HEAD, value=kept))


def write_head(connection: Connection, head: Head) -> None:
    """Put a head in the place of the one that the store keeps."""
    kept = head.model_dump_json()
    connection.execute(update(setting).where(setting.c.name == HEAD).values(value=kept))


def read_head(connection: Connection, *, lock: bool = False) -> Head | None:
    """Return the head that the store keeps; None when there is none, or none that can be read."""
    chosen = select(setting.c.value).where(setting.c.name == HEAD)
    kept = connection.execute(chosen.with_for_update() if lock else chosen).scalar_one_or_none()
    try:
        return None if kept is None else Head.model_validate_json(kept)
    except ValidationError:
        return None


def read_rows(connection: Connection) -> Iterator[Row]:
    """Yield the lines of the journal in their order, as the store keeps them."""
    columns = (journal.c[name] for name in ("number", "at", "account", "act", "casefile", "mac"))
    chosen = select(*columns).order_by(journal.c.number).execution_options(yield_per=5_000)
    for found in connection.execute(chosen):
        yield Row(*found)
