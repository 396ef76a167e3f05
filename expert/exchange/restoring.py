"""A base made again from a backup and its key ring, into an empty one, after all was checked.

The account that restores opens with the phrase it had when the backup was made. A case that the key
ring no longer holds was erased since: it does not come back, and that is told.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, Table, insert

from expert.exchange.backup import (
    FORMAT,
    RING_FORMAT,
    SHRED,
    saved_tables,
    sealed_digest,
)
from expert.exchange.errors import ExchangeError, NewerFileError
from expert.office import moments
from expert.office.accounts import Account
from expert.office.founding import founded
from expert.office.moments import Clock, system_clock
from expert.office.recording import Recorder, journal_key
from expert.store.opening import KNOWN_VERSIONS, Store
from expert.store.schema import account as accounts_table
from expert.store.schema import casefile
from expert.vault import age
from expert.vault.identity import Keys, keys_of, open_identity

LONGEST_LINE: Final = 100_000_000
"""Bytes of the longest line that is read: a sealed attachment of some fifty megabytes."""

_NOT_ONE: Final = "Ce fichier n'est pas une sauvegarde de Qualif."
_DAMAGED: Final = "Cette sauvegarde est abîmée ou incomplète : rien n'a été restauré."

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. `erased` cases were erased since the backup, and stay so."""

    cases: int
    erased: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class _Read:
    """What a first reading of a backup told: it is whole if the key of its journal says so."""

    saved_at: str
    lines: int
    digest: str
    mac: str
    accounts: Sequence[Row]
    cases: frozenset[str]


def restore(
    store: Store, backup: Path, ring: bytes, login: str, phrase: str, clock: Clock = system_clock
) -> Restored:
    """Put a backup into a store that holds nothing yet. The file is read twice, line by line.

    Raises:
        ExchangeError: the store is not empty, a file is not what it should be, or the phrase is
            not the one of that account in that backup. Nothing was stored.
        StoreError: the store does not answer; nothing was stored.
        OSError: the backup cannot be read.
    """
    if founded(store):
        raise ExchangeError(
            "Cette base a déjà des comptes : une sauvegarde se restaure dans une base vide."
        )
    read = _read(backup)
    who, commons = _unlocked(read.accounts, login, phrase)
    key = journal_key(commons.secret)
    if not hmac.compare_digest(read.mac, sealed_digest(key, read.digest)):
        raise ExchangeError(_DAMAGED)
    keys = _ring(ring, commons)
    with store.transaction() as connection:
        _fill(connection, backup, read, keys)
        Recorder(who, key, clock).record(connection, "restauration")
    kept = len(read.cases & set(keys))
    return Restored(kept, len(read.cases) - kept, _moment(read.saved_at))


def check_backup(backup: Path, ring: bytes, account: Account) -> int:
    """Read a backup again after it was written; return how many of its cases its ring opens.

    Raises:
        ExchangeError: it is not whole, or the ring is not its own.
        OSError: it cannot be read.
    """
    read = _read(backup)
    key = journal_key(account.commons.secret)
    if not hmac.compare_digest(read.mac, sealed_digest(key, read.digest)):
        raise ExchangeError(_DAMAGED)
    if read.cases != set(_ring(ring, account.commons)):
        raise ExchangeError("Le trousseau n'ouvre pas tous les dossiers de la sauvegarde.")
    return len(read.cases)


def read_ring(path: Path) -> bytes:
    """Return the bytes of a key ring.

    Raises:
        ExchangeError: it is too large to be one.
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        data = stream.read(LONGEST_LINE + 1)
    if len(data) > LONGEST_LINE:
        raise ExchangeError("Ce trousseau est trop grand : il n'a pas été lu.")
    return data


def _read(path: Path) -> _Read:
    """Read a backup once: its head, its end, its accounts, and the digest of its lines."""
    digest, accounts, cases, lines = hashlib.sha256(), [], set(), 1
    with path.open("rb") as stream:
        first = stream.readline(LONGEST_LINE)
        head = _object(first, _NOT_ONE)
        _check_format(head)
        digest.update(first)
        for line in iter(lambda: stream.readline(LONGEST_LINE), b""):
            found = _object(line, _DAMAGED)
            if "lines" in found:
                break
            digest.update(line)
            lines += 1
            if found.get("table") == accounts_table.name:
                accounts.append(_row(found))
            elif found.get("table") == casefile.name:
                cases.add(str(_row(found).get("id")))
        else:
            raise ExchangeError(_DAMAGED)
        if stream.read(1):
            raise ExchangeError(_DAMAGED)
    if found["lines"] != lines or found.get("sha256") != digest.hexdigest():
        raise ExchangeError(_DAMAGED)
    mac = str(found.get("mac"))
    return _Read(str(head.get("at")), lines, digest.hexdigest(), mac, accounts, frozenset(cases))


def _moment(text: str) -> datetime:
    try:
        return moments.read(text)
    except ValueError:
        raise ExchangeError(_DAMAGED) from None


def _check_format(head: Row) -> None:
    kind = head.get("format")
    if kind == FORMAT and head.get("tables") in KNOWN_VERSIONS:
        return
    if isinstance(kind, str) and kind.startswith("qualif-sauvegarde/"):
        raise NewerFileError("Cette sauvegarde")
    raise ExchangeError(_NOT_ONE)


def _fill(connection: Connection, path: Path, read: _Read, keys: Mapping[str, str]) -> None:
    """Store the rows, and check again that they are those that were read the first time."""
    tables = {table.name: table for table in saved_tables()}
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        digest.update(stream.readline(LONGEST_LINE))
        for _ in range(read.lines - 1):
            line = stream.readline(LONGEST_LINE)
            digest.update(line)
            found = _object(line, _DAMAGED)
            table = tables.get(str(found.get("table")))
            if table is None:
                raise ExchangeError(_DAMAGED)
            row = _row(found)
            if _kept(row, table, keys):
                connection.execute(insert(table).values(**_stored(table, row, keys)))
    if digest.hexdigest() != read.digest:
        raise ExchangeError(_DAMAGED)


def _row(found: Row) -> Row:
    row = found.get("row")
    if not isinstance(row, dict):
        raise ExchangeError(_DAMAGED)
    return row


def _unlocked(accounts: Sequence[Row], login: str, phrase: str) -> tuple[str, Keys]:
    wanted = login.strip().casefold()
    row = next((r for r in accounts if r.get("login") == wanted), None)
    try:
        if row is None:
            raise age.SealError
        keys = open_identity(_bytes(row["sealed_identity"]), phrase)
        commons = keys_of(age.unseal(_bytes(row["sealed_commons"]), keys.secret).decode())
    except (age.SealError, KeyError):
        raise ExchangeError(
            "Aucun compte de cette sauvegarde ne s'ouvre avec cet identifiant et cette phrase : "
            "c'est la phrase du jour de la sauvegarde qui est demandée."
        ) from None
    return str(row["id"]), commons


def _ring(sealed: bytes, commons: Keys) -> Mapping[str, str]:
    try:
        found = json.loads(age.unseal(sealed, commons.secret))
    except (age.SealError, ValueError, RecursionError):
        raise ExchangeError(
            "Ce trousseau n'est pas celui de cette base, ou il est abîmé : rien n'a été restauré."
        ) from None
    if not isinstance(found, dict) or found.get("format") != RING_FORMAT:
        raise NewerFileError("Ce trousseau")
    return {str(case): str(key) for case, key in found["keys"].items()}


def _kept(row: Row, table: Table, cases: Container[str]) -> bool:
    """Whether a row is restored: all but those of the cases erased since."""
    if table is casefile:
        return row["id"] in cases
    named = any(key.column.table is casefile for key in table.foreign_keys)
    return not named or row["casefile"] in cases


def _stored(table: Table, row: Row, keys: Mapping[str, str]) -> dict[str, Any]:
    values = {
        column.name: _bytes(row[column.name])
        if isinstance(column.type, LargeBinary)
        else row[column.name]
        for column in table.columns
        if column.name != SHRED
    }
    return {**values, SHRED: keys[row["id"]]} if table is casefile else values


def _bytes(value: Any) -> bytes:
    try:
        return base64.b64decode(value["b64"], validate=True)
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise ExchangeError(_DAMAGED) from None


def _object(line: bytes, otherwise: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise ExchangeError(otherwise) from None
    if not isinstance(found, dict):
        raise ExchangeError(otherwise)
    return found
