"""Loading: the rules come in a thread once the first screen is drawn; what needs them waits."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Final

from textual.signal import Signal
from textual.worker import Worker, WorkerState

from tui import doors
from tui.failing import FailingApp
from tui.native_clipboard import Native
from tui.services import Services
from tui.strings import LOADING

_LOADER: Final = "regles"


class LoadingApp(FailingApp):
    """Gives the expert to who asks, now or later. `rules_loaded` tells the screens once."""

    def __init__(self, load: Callable[[], Services], native: Native | None) -> None:
        super().__init__(native)
        self.rules_loaded: Signal[Services] = Signal(self, "règles chargées")
        self._load = load
        self._services: Services | None = None
        self._waiting: list[Callable[[Services], None]] = []
        self._refused: str | None = None

    @property
    def services(self) -> Services | None:
        """The expert, None as long as the rules are not loaded."""
        return self._services

    @property
    def is_opening(self) -> bool:
        """Whether something was asked for that will open once the rules are loaded."""
        return bool(self._waiting)

    def with_services(self, then: Callable[[Services], None]) -> None:
        """Call `then` with the expert, now or as soon as the rules are loaded."""
        if self._services is not None:
            then(self._services)
        elif self._refused is not None:
            self.open_trouble(self._refused, [("Fermer", None)])
        else:
            self._waiting.append(then)
            self.say(LOADING)

    def start_loading(self) -> None:
        """Load the rules and every screen in a thread."""
        self.run_worker(self._load_all, name=_LOADER, thread=True, exit_on_error=False)

    def _load_all(self) -> Services:
        services = self._load()
        doors.warm()
        return services

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Go on when the rules are there, or say why they are not."""
        if event.worker.name != _LOADER:
            return
        if event.state is WorkerState.SUCCESS and event.worker.result is not None:
            self._loaded(event.worker.result)
        elif event.state is WorkerState.ERROR:
            error = event.worker.error
            if isinstance(error, (ValueError, OSError)):
                self._refused = f"La base de règles ne se charge pas.\n{error}"
                self._waiting = []
                self.open_trouble(self._refused, [("Fermer", None)])
            elif isinstance(error, Exception):
                self._handle_exception(error)

    def _loaded(self, services: Services) -> None:
        self._services = services
        if self._waiting:  # the message that asks to wait has nothing left to say
            self.call_later(self.clear_notifications)
        # The law never changes: the collector need not walk through it between two questions.
        gc.freeze()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            self.with_services(then)
        self.rules_loaded.publish(services)
