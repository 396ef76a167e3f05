"""The cases of the journey: closed until something needs them, then unlocked by a phrase.

A phrase is asked by `secret`, which shows nothing of it; it is never an argument.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from expert.linear.commands import Command
from expert.linear.console import Console
from expert.linear.founding import first_account
from expert.linear.phrases import new_phrase
from expert.office.accounts import Account
from expert.office.desk import Desk
from expert.office.errors import RefusedError
from expert.office.founding import founded
from expert.office.unlocking import change_phrase, unlocked
from expert.store.chosen import ChosenStore
from expert.store.errors import StoreError
from expert.store.opening import Store
from expert.vault.phrase import PhraseError

_MOST_TRIES: Final = 3
_WORDS: Final = {"retour": "revenir au début", "aide": "ce que l'on peut taper"}
_PROVISIONAL: Final = (
    "  Votre phrase est provisoire : d'autres l'ont choisie. Donnez-en une que vous serez seul à "
    "connaître."
)
_WAIT: Final = "  Ouverture, patientez."


@dataclass
class LinearOffice:
    """Unlocks the cases once. `alone`: nobody is there to answer; a refusal then ends all."""

    place: ChosenStore
    console: Console
    secret: Callable[[str], str]
    login: str = ""
    alone: bool = False
    clock: Callable[[], datetime] = datetime.now
    _desk: Desk | None = None

    def desk(self) -> Desk | None:
        """Return the cases, unlocked; None when they cannot be, which was said.

        Raises:
            RefusedError: as the store refuses, when nobody is there to answer.
            StoreError: likewise.
        """
        if self._desk is None:
            try:
                self._desk = self._unlock(self.place.open())
            except (RefusedError, StoreError, PhraseError) as refusal:
                if self.alone:
                    raise
                self.console.say([f"  {refusal}"])
        return self._desk

    def utc(self) -> datetime:
        """Return the time of an act."""
        return self.clock().astimezone(UTC).replace(microsecond=0)

    def _unlock(self, store: Store) -> Desk | None:
        if not founded(store):
            if self.alone:
                raise RefusedError(
                    "Cette base n'a encore aucun compte : ouvrez l'application une première fois "
                    "(qualif)."
                )
            account = first_account(store, self.console, self.secret, self.utc)
        else:
            account = self._account(store)
        return None if account is None else Desk(store, account, self.utc)

    def _account(self, store: Store) -> Account | None:
        for _ in range(1 if self.alone else _MOST_TRIES):
            login = self.login or self._asked_login()
            if login is None:
                return None
            phrase = self.secret("Votre phrase de passe")
            self.console.say([_WAIT])
            try:
                return self._own_phrase(store, unlocked(store, login, phrase, self.utc))
            except RefusedError as refusal:
                if self.alone:
                    raise
                self.console.say([f"  {refusal}"])
                self.login = ""
        return None

    def _asked_login(self) -> str | None:
        prompt = "Votre identifiant, « retour » ou « aide » : "
        typed = self.console.text(prompt, _WORDS)
        return None if isinstance(typed, Command) or not typed else typed

    def _own_phrase(self, store: Store, account: Account) -> Account:
        if not account.provisional:
            return account
        if self.alone:
            raise RefusedError(
                "Votre phrase est provisoire : choisissez la vôtre d'abord "
                "(qualif dossiers phrase)."
            )
        self.console.say([_PROVISIONAL])
        change_phrase(store, account, new_phrase(self.secret, "Nouvelle phrase"), self.utc)
        return account
