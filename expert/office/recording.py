"""The line of the journal that each act leaves, in the same transaction as the act."""

from __future__ import annotations

import hmac
from typing import Final, Literal

from sqlalchemy import Connection, insert, select, update

from expert.office.moments import Clock, written
from expert.store.schema import journal, setting

Act = str
"""What was done (`expert.journal` has the closed list)."""

HEAD: Final = "journal-head"
"""The setting that holds how many lines there are, and the last one."""
_START: Final = "0 "
Digest = Literal["sha256"]
_DIGEST: Final[Digest] = "sha256"


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
        """Write one line; the lock on the head makes the others wait for the transaction."""
        chosen = select(setting.c.value).where(setting.c.name == HEAD).with_for_update()
        count, _, last = connection.execute(chosen).scalar_one().partition(" ")
        number, at = int(count) + 1, written(self._clock())
        line = f"{last}\n{number}\n{at}\n{self._account}\n{act}\n{case}".encode()
        mac = hmac.digest(self._key, line, _DIGEST).hex()
        connection.execute(
            insert(journal).values(
                number=number, at=at, account=self._account, act=act, casefile=case, mac=mac
            )
        )
        connection.execute(
            update(setting).where(setting.c.name == HEAD).values(value=f"{number} {mac}")
        )


def start_journal(connection: Connection) -> None:
    """Write the head of an empty journal, once, when the store is founded."""
    connection.execute(insert(setting).values(name=HEAD, value=_START))
