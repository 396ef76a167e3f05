"""Keys in the order they are pressed: none acts on a screen that the one before is leaving.

Textual gives a key at once to what has the focus, before the key pressed just before has moved the
focus or opened a screen: who types fast, or on a slow machine, would write in another field than
the one meant, or in none. Here a key waits until the one before has done all it does, and until a
screen that is being opened is there. On a screen that asks, nothing is answered ahead: a letter
never waits for a question that is not in sight yet.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Final

from textual.dom import DOMNode
from textual.events import Event, Key, Paste

from tui.collecting import CollectingApp
from tui.native_clipboard import Native
from tui.services import Services

_GIVES_UP: Final = ("ctrl+q", "escape")
"""Heard at once while the rules are loading: what was typed since is forgotten."""

_LOOK: Final = 0.004
"""Seconds between two looks at a screen that is being opened."""

_STILL: Final = 4
"""Turns of the loop with nothing left to handle, after which a key has done all it does."""

_LONGEST: Final = 0.3
"""Seconds after which the next key is heard, even if something still goes on."""


class OrderedKeysApp(CollectingApp):
    """Hears one key at a time. A screen that asks says so by `ASKS`."""

    def __init__(self, load: Callable[[], Services], native: Native | None) -> None:
        super().__init__(load, native)
        self._held: deque[Key | Paste] = deque()
        self._released: list[Key | Paste] = []
        self._hearing: asyncio.Task[None] | None = None
        self._answering = False

    async def on_event(self, event: Event) -> None:
        """Hear what is typed at once, or hold it until what was typed before is done."""
        if not isinstance(event, (Key, Paste)) or event.is_forwarded:
            await super().on_event(event)
        elif event in self._released:
            self._released.remove(event)
            await super().on_event(event)
        elif isinstance(event, Key) and self.is_opening and event.key in _GIVES_UP:
            self._held.clear()
            await super().on_event(event)
        elif self._waits or not self._is_there:
            if self._answers_ahead(event):
                await super().on_event(event)
            else:
                self._held.append(event)
                self._start(())
        else:
            touched = self._about_to_hear(event)
            await super().on_event(event)
            self._start(touched)

    @property
    def _waits(self) -> bool:
        """Whether what was typed before is not done yet."""
        return self._hearing is not None and not self._hearing.done()

    def _answers_ahead(self, event: Key | Paste) -> bool:
        """Whether this would answer a question that the answer before has not brought yet."""
        return self._answering and not self._held and self._asks and _answers(event)

    def _about_to_hear(self, typed: Key | Paste) -> list[DOMNode]:
        """Return what may have something to do for what is typed: focus, screens, application."""
        self._answering = self._asks and _answers(typed)
        around = [] if self.focused is None else self.focused.ancestors_with_self
        return [*around, *self.screen_stack, self]

    def _start(self, touched: Sequence[DOMNode]) -> None:
        if not self._waits:
            self._hearing = asyncio.create_task(self._hear(touched))

    async def _hear(self, touched: Sequence[DOMNode]) -> None:
        """Wait until all is done, then give what is held to the application, one by one."""
        await _done(touched)
        while self._held and self.is_running:
            if not self._is_there:
                await asyncio.sleep(_LOOK)
                continue
            typed = self._held.popleft()
            touched = self._about_to_hear(typed)
            self._released.append(typed)
            self.post_message(typed)
            while self._held and self._answering and self._asks and _answers(self._held[0]):
                self._released.append(self._held[0])
                self.post_message(self._held.popleft())
            await _done(touched)

    @property
    def _is_there(self) -> bool:
        """Whether what was asked for is open: nothing waits for the rules, no screen is coming."""
        return not self.is_opening and bool(self.screen_stack) and self.screen.is_mounted

    @property
    def _asks(self) -> bool:
        return getattr(self.screen, "ASKS", False)


def _answers(typed: Key | Paste) -> bool:
    """Whether this may answer a question, rather than go elsewhere."""
    return isinstance(typed, Paste) or typed.is_printable or typed.key in ("enter", "space")


async def _done(touched: Sequence[DOMNode]) -> None:
    """Wait until nothing is left to handle, for a short while at most."""
    still, latest = 0, monotonic() + _LONGEST
    while still < _STILL and monotonic() < latest:
        await asyncio.sleep(0)
        still = 0 if any(node.message_queue_size for node in touched) else still + 1
