"""The driver of a tab: it also ends when the server is no longer there."""

from __future__ import annotations

from textual.drivers.web_driver import WebDriver
from textual.events import AppFocus
from textual.messages import ExitApp


class TabDriver(WebDriver):
    """The web driver of Textual, whose process would go on for ever after the server died."""

    def start_application_mode(self) -> None:
        """Start, with the focus: the page gives it before the application is there to take it."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, AppFocus())

    def run_input_thread(self) -> None:
        """Read what the tab sends; at the end of it, leave."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())
