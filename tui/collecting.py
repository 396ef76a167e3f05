"""Memory is given back at rest: looking through all of it takes longer than painting a question.

Python looks through everything that lives each time some objects more have been made, which is
several times in an interview and always while a key is being answered. Here that waits until nobody
has touched anything for a moment, or until there is really much to give back.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import monotonic
from typing import Final

from textual.events import Event, InputEvent

from tui.loading import LoadingApp
from tui.native_clipboard import Native
from tui.services import Services

_REST: Final = 0.6
"""Seconds without a key or the mouse after which nobody waits for anything."""

_LOOK: Final = 0.5
"""Seconds between two looks."""

_WORTH: Final = 10
"""Lesser collections after which a whole one is worth it."""

_MUCH: Final = 500
"""Lesser collections after which a whole one is made, even in the middle of a word."""


class CollectingApp(LoadingApp):
    """Looks for what can be given back once the rules are loaded, at rest."""

    def __init__(self, load: Callable[[], Services], native: Native | None) -> None:
        super().__init__(load, native)
        self._usual = gc.get_threshold()
        self._touched_at = monotonic()

    async def on_event(self, event: Event) -> None:
        """Note when the keyboard or the mouse was last used."""
        if isinstance(event, InputEvent):
            self._touched_at = monotonic()
        await super().on_event(event)

    def _loaded(self, services: Services) -> None:
        super()._loaded(services)
        young, middle, _ = self._usual
        gc.set_threshold(young, middle, _MUCH)
        self.set_interval(_LOOK, self.collect_at_rest)

    def collect_at_rest(self) -> None:
        """Give back what can be, unless somebody is working or there is little to give."""
        if monotonic() - self._touched_at >= _REST and gc.get_count()[2] >= _WORTH:
            gc.collect()

    def on_unmount(self) -> None:
        """Leave memory to Python again."""
        gc.set_threshold(*self._usual)
