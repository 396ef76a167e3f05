"""Writes a text where there was no file, for its owner only."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_new(path: Path, text: str) -> None:
    """Create `path`, readable by its owner alone, and write `text`; nothing is ever overwritten.

    The file is taken away again if all of it cannot be written. Raises `FileExistsError`, or
    another `OSError` or `ValueError` when it cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
