"""Whose cases are shown: asked once at the start, then by what needs them; never in their way.

The first hour, the library, prevention, the example, the settings and the help do without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from textual.events import Event, Key, Paste
from textual.signal import Signal

from tui import case_doors
from tui.native_clipboard import Native
from tui.office import Office
from tui.preferences import Preferences
from tui.screens.base import HOME, Command
from tui.services import Services
from tui.settled import SettledApp

if TYPE_CHECKING:
    from expert.office.accounts import Account
    from expert.office.desk import Desk


_AT_ONCE: Final = ("ctrl+q", "escape")
"""What is heard even while a key is derived."""

_ASKING: Final = ("UnlockScreen", "FoundingScreen")
"""The screens that ask for a phrase: one of them at a time."""


class UnlockingApp(SettledApp):
    """Gives the cases to who unlocks them. `cases_changed` tells that they came or went."""

    def __init__(
        self,
        load: Callable[[], Services],
        native: Native | None,
        preferences: Preferences,
        office: Office,
    ) -> None:
        super().__init__(load, native, preferences, office)
        self.cases_changed: Signal[None] = Signal(self, "dossiers ouverts ou fermés")
        self.is_deriving = False
        """Whether a phrase is being turned into a key: what is typed meanwhile waits."""
        self._ahead: list[Key | Paste] = []
        self._may_ask = False
        self._then: Callable[[Desk], None] | None = None

    # While a key is derived ----------------------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        """Hold what is typed while a phrase is being turned into a key."""
        typed = isinstance(event, (Key, Paste)) and not event.is_forwarded
        if typed and self.is_deriving and getattr(event, "key", "") not in _AT_ONCE:
            self._ahead.append(cast("Key | Paste", event))
        else:
            await super().on_event(event)

    def begin_deriving(self) -> None:
        """Hold what is typed from now on."""
        self.is_deriving = True
        self._ahead = []

    def end_deriving(self, *, opened: bool = False) -> None:
        """Give what was typed to the screen that is there once this one is gone, or to this one.

        Once the cases are `opened`, a text was meant for the phrase: with all that goes with it, it
        is forgotten, so that no letter of a phrase goes anywhere else.
        """
        self.is_deriving = False
        ahead, self._ahead = self._ahead, []
        if opened and any(isinstance(each, Paste) or each.is_printable for each in ahead):
            return
        self.call_after_refresh(self._give, ahead)

    def _give(self, ahead: Sequence[Key | Paste]) -> None:
        for typed in ahead:
            self.post_message(typed)

    # Who has the cases open ----------------------------------------------------------------------

    def welcome(self) -> None:
        """Welcome, then ask for the phrase as soon as the list is on top."""
        super().welcome()
        self._may_ask = True
        self.ask_once()

    def ask_once(self) -> None:
        """Ask for the phrase, once a run, when nothing covers the list."""
        if self._may_ask and len(self.screen_stack) == HOME:
            self._may_ask = False
            if self.office.desk is None:
                self.open_unlock()

    def with_desk(self, then: Callable[[Desk], None]) -> None:
        """Call `then` with the cases, now or once they are unlocked."""
        if self.office.desk is not None:
            then(self.office.desk)
            return
        self._then = then
        self.open_unlock()

    def open_unlock(self, sentence: str = "") -> None:
        """Ask for the phrase, or make the first account; `sentence` is said above."""
        if any(type(screen).__name__ in _ASKING for screen in self.screen_stack):
            while type(self.screen).__name__ not in _ASKING:
                self.pop_screen()
        elif self.office.place.may_be_founded():
            login = self.preferences.settings.login
            self.push_screen(case_doors.unlock(login, sentence), self._came)
        else:
            self.push_screen(case_doors.founding(), self._came)

    def _came(self, account: Account | str | None) -> None:
        if account is None:
            self._then = None
        elif isinstance(account, str):  # the store exists, and nobody has an account in it
            self.push_screen(case_doors.founding(), self._came)
        elif account.provisional:
            self.push_screen(case_doors.change_phrase(account, must=True), self._came)
        else:
            self._enter(account)

    def _enter(self, account: Account) -> None:
        desk = self.office.sit(account)
        if self.preferences.settings.login != account.login:
            self.change_settings(login=account.login)
        self.cases_changed.publish(None)
        then, self._then = self._then, None
        if then is not None:
            then(desk)

    def change_settings(self, **chosen: object) -> None:
        """Keep other settings; another store is another list, and its own phrase."""
        before = self.office
        super().change_settings(**chosen)
        if self.office is not before:
            self.cases_changed.publish(None)

    def unlocking_commands(self) -> Iterator[Command]:
        """Yield what the menu offers everywhere about who has the cases open."""
        desk = self.office.desk
        if desk is None:
            yield Command("Ouvrir vos dossiers", "phrase de passe", self.open_unlock)
            return
        change = partial(self._change_phrase, desk)
        yield Command("Changer de phrase de passe", "celle de votre compte", change)

    def _change_phrase(self, desk: Desk) -> None:
        def changed(account: Account | None) -> None:
            if account is not None:
                self.say("Phrase de passe changée.")

        self.push_screen(case_doors.change_phrase(desk.account, must=False), changed)
