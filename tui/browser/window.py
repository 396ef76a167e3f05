"""What one tab of the browser runs: `python -m tui.browser.window`, started by the server."""

from __future__ import annotations

import sys

from tui.app import run

if __name__ == "__main__":
    sys.exit(run(sample="--exemple" in sys.argv[1:]))
