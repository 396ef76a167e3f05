"""Running the command line in a process of its own, as a user's terminal does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "expert" / "samples").glob("*.yaml"))
ENTRY = "import sys; from expert.command.main import main; sys.exit(main())"


def command(*arguments: str) -> list[str]:
    """Return the words that run `qualif` with the interpreter of the tests."""
    return [sys.executable, "-c", ENTRY, *arguments]


def environment(**more: str) -> dict[str, str]:
    """Return an environment where the checkout is importable, and `more`."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **more}


def run(
    *arguments: str, given: str = "", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `qualif` with `given` on its standard input."""
    return subprocess.run(
        command(*arguments),
        input=given,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        env=env or environment(),
        check=False,
    )
