"""The screen locked: what was open is covered whole, and comes back as it was with the phrase.

The screens of the case stay in a stack of their own, which is not drawn; beside it, the closed list
and all that needs no phrase. What was being typed is saved first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.native_clipboard import Native
from tui.office import Office
from tui.preferences import Preferences
from tui.screens.base import Command, Dialog, QualifScreen
from tui.screens.start import StartScreen
from tui.services import Services
from tui.taking_in import TakingInApp

if TYPE_CHECKING:
    from expert.office.accounts import Account
    from tui.session import Session

_LOOK: Final = 5.0
"""Seconds between two looks at the time since the last key."""

_ASKED: Final = "Écran verrouillé. Votre phrase vous rend ce que vous avez laissé."
_IDLE: Final = (
    "Écran verrouillé après {count} sans toucher au clavier. Votre phrase vous rend ce que vous "
    "avez laissé."
)
_OTHERS: Final = (
    "Des réponses de « {login} » ne sont pas encore enregistrées : ce compte doit revenir le "
    "premier."
)


@dataclass(frozen=True)
class _Behind:
    """What is covered: whose it is, where it is, and what covers it."""

    account: Account
    mode: str
    cover: str
    sessions: tuple[Session, ...]


class LockingApp(TakingInApp):
    """Locks on demand, and after minutes without a key."""

    DEFAULT_MODE = "travail"
    MODES = {"travail": Screen}
    """A stack with a name of its own: Textual does not come back to one without."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "lock", "Verrouiller", priority=True, show=False)
    ]

    def __init__(
        self,
        load: Callable[[], Services],
        native: Native | None,
        preferences: Preferences,
        office: Office,
    ) -> None:
        super().__init__(load, native, preferences, office)
        self._touched_at = monotonic()
        self._behind: _Behind | None = None
        self._covers = count(1)

    def watch_idleness(self) -> None:
        """Look at the time since the last key, from time to time."""
        self.set_interval(_LOOK, self.lock_if_idle)

    async def on_event(self, event: events.Event) -> None:
        """Note when the keyboard or the mouse was last touched."""
        if isinstance(event, (events.Key, events.MouseEvent, events.Paste)):
            self._touched_at = monotonic()
        await super().on_event(event)

    def lock_if_idle(self, now: float | None = None) -> None:
        """Lock when nothing was touched for as long as the settings say."""
        minutes = self.preferences.settings.lock_after
        if (monotonic() if now is None else now) - self._touched_at >= 60 * minutes:
            said = "1 minute" if minutes == 1 else f"{minutes} minutes"
            self.lock(_IDLE.format(count=said))

    def action_lock(self) -> None:
        """Lock now."""
        self.lock(_ASKED)

    def lock(self, sentence: str) -> None:
        """Cover all that is open, and ask for the phrase again."""
        desk = self.office.desk
        if desk is None:
            return
        found = [getattr(screen, "session", None) for screen in self.screen_stack]
        for screen in self.screen_stack:
            if isinstance(screen, (QualifScreen, Dialog)):
                screen.keep_typed()
        cover = f"verrou-{next(self._covers)}"
        sessions = tuple(session for session in found if session is not None)
        self._behind = _Behind(desk.account, self.current_mode, cover, sessions)
        self.office.leave()
        self.clear_notifications()
        self.cases_changed.publish(None)
        self.add_mode(cover, Screen)
        self.switch_mode(cover)
        self.push_screen(StartScreen())
        self.open_unlock(sentence)

    def _enter(self, account: Account) -> None:
        behind = self._behind
        if behind is None:
            super()._enter(account)
            return
        mine = account.id == behind.account.id
        if not mine and any(each.kept and each.saved_at is None for each in behind.sessions):
            self._then = None
            self.say(_OTHERS.format(login=behind.account.login))
            return
        self._behind = None
        with self.batch_update():
            self.switch_mode(behind.mode)
            self.remove_mode(behind.cover)
            if not mine:
                self.go_home()
        super()._enter(account)

    def go_home(self) -> None:
        """Go back to the list of cases."""
        raise NotImplementedError

    def locking_commands(self) -> Iterator[Command]:
        """Yield what the menu offers everywhere about the lock."""
        if self.office.desk is not None:
            yield Command("Verrouiller l'écran", "redemander la phrase ; Ctrl+L", self.action_lock)
