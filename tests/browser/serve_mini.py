"""`qualif servir`, whose tabs run the application on the mini base."""

from __future__ import annotations

import sys

from expert.command.main import main
from tui.browser import launch

if __name__ == "__main__":
    launch.WINDOW = (sys.executable, "-m", "tests.browser.mini_window")  # type: ignore[misc]
    sys.exit(main(["servir", *sys.argv[1:]]))
