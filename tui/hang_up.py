"""Leaves when the terminal is gone.

A window closed without a signal (a session cut, a pseudo-terminal that ends) would leave the
application running: a case in memory, and a loop that reads nothing for ever.
"""

from __future__ import annotations

import os
from typing import Final

from textual.app import App

_LOOK: Final = 2.0
"""Seconds between two looks at the terminal."""
_STANDARD_INPUT: Final = 0


class LeavingApp(App[None]):
    """Ends as « Quitter » does once its terminal is no more; without one, looks at nothing."""

    def watch_terminal(self) -> None:
        """Look at the terminal from time to time, if there is one."""
        if os.isatty(_STANDARD_INPUT):
            self.set_interval(_LOOK, self._leave_what_is_gone)

    def _leave_what_is_gone(self) -> None:
        if not os.isatty(_STANDARD_INPUT):
            self.exit()
