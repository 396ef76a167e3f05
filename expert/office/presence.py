"""Who has a case open on this computer: told when it is opened, long before two versions are made.

A window holds a lock in the data folder, named by the pseudonym of the case, for as long as it
works on it. The system frees the lock when the window ends, even badly: a case is never left
locked. Where there is no `flock`, nothing is told at opening; the number of the version still keeps
a save from overwriting another window's work.
"""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

_SUFFIX = ".ouvert"
_MOST_TRIES = 5


class Presence:
    """A case that this window works on, until `leave`."""

    def __init__(self, beside: Path, descriptor: int | None) -> None:
        self._beside = beside
        self._descriptor = descriptor

    def leave(self) -> None:
        """Say that this window no longer works on the case; once is enough."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with suppress(OSError):
                self._beside.unlink()
            os.close(descriptor)


def arrive(folder: Path, case: str) -> Presence | None:
    """Say that this window works on a case; None when another one already does.

    Where the folder cannot be written to, or knows no lock, nobody is told anything.
    """
    beside = folder / f".{case}{_SUFFIX}"
    if find_spec("fcntl") is None:
        return Presence(beside, None)
    lock = import_module("fcntl")
    for _ in range(_MOST_TRIES):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # a team's store has none
            descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        except OSError:
            return Presence(beside, None)
        if not _taken(lock, descriptor):
            os.close(descriptor)
            return None
        if os.fstat(descriptor).st_nlink:
            return Presence(beside, descriptor)
        os.close(descriptor)  # the window that had it left in between, and removed it
    return None


def _taken(lock: ModuleType, descriptor: int) -> bool:
    try:
        lock.flock(descriptor, lock.LOCK_EX | lock.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a shared folder that knows no lock
        return True
    return True
