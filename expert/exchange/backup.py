"""A base put aside: its rows as they are stored, sealed, and apart from them the key ring.

The rows are lines of JSON; the last one counts them and seals the whole with the key of the
journal. The key ring holds the shred keys of the cases: it is written over at each backup, so that
a case erased since does not open from an old backup. Both go to a person, never to the same place.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO, Final

from sqlalchemy import Connection, Table, select

from expert.office.accounts import Account
from expert.office.moments import Clock, system_clock, written
from expert.office.recording import Recorder, journal_key
from expert.store.opening import VERSION, Store
from expert.store.schema import casefile, metadata, shelf
from expert.vault import age

FORMAT: Final = "qualif-sauvegarde/1"
RING_FORMAT: Final = "qualif-trousseau/1"

SHRED: Final = "shred_key"
NOT_KEPT: Final = frozenset({shelf.name})
"""Tables that are made anew rather than put aside."""


def saved_tables() -> list[Table]:
    """Return the tables of a backup, those that others refer to first."""
    return [table for table in metadata.sorted_tables if table.name not in NOT_KEPT]


def write_backup(
    store: Store, account: Account, stream: BinaryIO, clock: Clock = system_clock
) -> bytes:
    """Write the backup of a base, line by line, and return its key ring.

    Raises:
        StoreError: the store does not answer.
        OSError: `stream` cannot be written.
    """
    key, at = journal_key(account.commons.secret), written(clock())
    digest, count = hashlib.sha256(), 0
    with store.transaction() as connection:
        Recorder(account.id, key, clock).record(connection, "sauvegarde")
        head = _line({"format": FORMAT, "tables": VERSION, "at": at, "by": account.login})
        for line in chain([head], _rows(connection)):
            digest.update(line)
            count += 1
            stream.write(line)
        ring = {row.id: row.shred_key for row in connection.execute(select(casefile))}
    found = digest.hexdigest()
    stream.write(_line({"lines": count, "sha256": found, "mac": sealed_digest(key, found)}))
    content = json.dumps({"format": RING_FORMAT, "at": at, "keys": ring}).encode()
    return age.seal(content, [account.commons.public])


def sealed_digest(key: bytes, digest: str) -> str:
    """Return the seal of a whole backup: whoever lacks the key of the journal cannot make it."""
    return hmac.digest(key, f"{FORMAT}\n{digest}".encode(), "sha256").hex()


def _rows(connection: Connection) -> Iterator[bytes]:
    for table in saved_tables():
        columns = [column for column in table.columns if column.name != SHRED]
        order = list(table.primary_key.columns)
        for row in connection.execute(select(*columns).order_by(*order)):
            yield _line({"table": table.name, "row": {k: _value(v) for k, v in _named(row)}})


def _named(row: Any) -> Iterable[tuple[str, Any]]:
    mapping: Mapping[str, Any] = row._mapping
    return mapping.items()


def _value(value: Any) -> Any:
    return {"b64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _line(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=True, sort_keys=True).encode() + b"\n"
