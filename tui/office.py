"""The store that was chosen and who has it open. What is slow here is called in a thread.

Nothing of the store is imported before it is asked for: the first screen does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from expert.office.accounts import Account
    from expert.office.desk import Desk
    from expert.store.chosen import ChosenStore
    from expert.store.opening import Store


class Office:
    """The cases of one store. `desk` is None as long as nobody unlocked it."""

    def __init__(self, place: ChosenStore, clock: Callable[[], datetime]) -> None:
        self.place = place
        self.desk: Desk | None = None
        self.clock = clock
        self._store: Store | None = None
        self._opening = Lock()

    def utc(self) -> datetime:
        """Return the time of an act, which the clock of the application tells."""
        return self.clock().astimezone(UTC).replace(microsecond=0)

    def store(self) -> Store:
        """Return the store, opened once.

        Raises:
            StoreError: it cannot be used.
        """
        with self._opening:
            if self._store is None:
                self._store = self.place.open()
            return self._store

    def founded(self) -> bool:
        """Whether there is an account; a store that does not exist is not made for that.

        Raises:
            StoreError: the store cannot be used.
        """
        if not self.place.may_be_founded():
            return False
        found: bool = import_module("expert.office.founding").founded(self.store())
        return found

    def unlocked(self, login: str, phrase: str) -> Account:
        """Return the account of a phrase; slow on purpose.

        Raises:
            RefusedError: no account opens with it, or it was closed.
            StoreError: the store cannot be used.
        """
        unlocking = import_module("expert.office.unlocking")
        account: Account = unlocking.unlocked(self.store(), login, phrase, self.utc)
        return account

    def sit(self, account: Account) -> Desk:
        """Give the cases to an account that was unlocked."""
        self.desk = import_module("expert.office.desk").Desk(self.store(), account, self.utc)
        return self.desk

    def leave(self) -> None:
        """Forget who has the cases open, and their keys."""
        self.desk = None

    def close(self) -> None:
        """Let go of the store."""
        self.leave()
        if self._store is not None:
            self._store.close()
