"""The chain of the journal: each line seals all those before it, and a sealed head counts them.

The seal of line n is HMAC-SHA256(key, seal of line n-1 + bytes of line n). The head says how many
lines there are, the last seal and where the chain starts; a witness is a head kept elsewhere, in
the person's own folder, so that an old copy of the whole store put back is seen too.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Annotated, Final, NamedTuple

from pydantic import Field

from expert.cases.part import Part
from expert.journal.acts import Act
from expert.journal.entry import Entry, Row, canonical_bytes, row_of

KEY_BYTES: Final = 32
_HEAD = "qualif-journal-tete/1"
_START = b"qualif-journal-debut/1"

Seal = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""An HMAC-SHA256, in hexadecimal."""


class JournalError(ValueError):
    """What keeps the journal from being written or rotated, in a French sentence."""


class Anchor(Part):
    """Where the chain starts: after line `number` (0: from the first), whose seal was `mac`."""

    number: Annotated[int, Field(ge=0)]
    mac: Seal


class Head(Part):
    """How far the journal goes: its number of lines since ever, its last seal, where it starts.

    Kept as its JSON. A copy of it outside the store is a witness.
    """

    count: Annotated[int, Field(ge=0)]
    mac: Seal
    anchor: Anchor
    seal: Seal


class Written(NamedTuple):
    """What a new line adds to the store, in one transaction: the row, and the head it makes."""

    row: Row
    head: Head


def first_head(key: bytes) -> Head:
    """Return the head of a journal that holds no line yet.

    Raises:
        ValueError: the key is not 32 bytes long.
    """
    start = first_anchor(key)
    return sealed_head(key, 0, start.mac, start)


def first_anchor(key: bytes) -> Anchor:
    """Return where a journal that never rotated starts."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a journal key has {KEY_BYTES} bytes")
    return Anchor(number=0, mac=hmac.digest(key, _START, "sha256").hex())


def written(
    key: bytes, head: Head, *, at: datetime, account: str, act: Act, case: str | None = None
) -> Written:
    """Return the next line of a journal, and its head.

    Raises:
        JournalError: the head was not sealed by this key.
    """
    if not is_sealed(key, head):
        raise JournalError(
            "Le journal ne peut pas continuer : sa tête ne porte pas le sceau de ce coffre."
        )
    entry = Entry(number=head.count + 1, at=at, account=account, act=act, case=case)
    bare = row_of(entry, "")
    mac = chained(key, head.mac, bare)
    return Written(bare._replace(mac=mac), sealed_head(key, entry.number, mac, head.anchor))


def chained(key: bytes, before: str, row: Row) -> str:
    """Return the seal of a row that follows a row sealed by `before`."""
    return hmac.digest(key, bytes.fromhex(before) + canonical_bytes(*row[:5]), "sha256").hex()


def sealed_head(key: bytes, count: int, mac: str, anchor: Anchor) -> Head:
    """Return a head, sealed."""
    return Head(count=count, mac=mac, anchor=anchor, seal=_head_seal(key, count, mac, anchor))


def is_sealed(key: bytes, head: Head) -> bool:
    """Whether a head (or a witness) was sealed by this key, and nothing in it changed."""
    expected = _head_seal(key, head.count, head.mac, head.anchor)
    return hmac.compare_digest(expected, head.seal)


def _head_seal(key: bytes, count: int, mac: str, anchor: Anchor) -> str:
    told = f"{_HEAD}\n{count}\n{mac}\n{anchor.number}\n{anchor.mac}"
    return hmac.digest(key, told.encode(), "sha256").hex()
