"""After an unforeseen error: a fresh window that says what was saved, and offers the list."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from tui.copying import CopyingApp
from tui.failing import Failure
from tui.native_clipboard import Native, desktop_clipboard
from tui.preferences import kept_preferences
from tui.screens.failure import FailureScreen
from tui.themes import THEMES

AGAIN: Final = 1
"""The return code that asks for the list."""


class AfterFailureApp(CopyingApp):
    """One screen, built from nothing that failed."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quitter", priority=True, show=False),
    ]

    def __init__(self, failure: Failure, theme: str, native: Native | None = None) -> None:
        super().__init__(native)
        self._failure = failure
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme

    def on_mount(self) -> None:
        """Show what happened."""

        def answered(again: bool | None) -> None:
            self.exit(return_code=AGAIN if again else 0)

        self.push_screen(FailureScreen(self._failure), answered)

    def _handle_exception(self, error: Exception) -> None:
        """Leave at once: the sentence is then said without a window."""
        self._return_code = 0
        self._close_messages_no_wait()


def ask_after(failure: Failure) -> bool:
    """Show the window where there is a terminal; return whether to come back to the list."""
    if "TEXTUAL_DRIVER" in os.environ or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    app = AfterFailureApp(failure, kept_preferences().settings.theme, desktop_clipboard())
    with suppress(Exception):
        app.run()
        return app.return_code == AGAIN
    return False
