"""Writes a file where there was none, for its owner only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def write_new(path: Path, text: str) -> None:
    """Create `path`, readable by its owner alone, and write `text`; nothing is ever overwritten.

    The file is taken away again if all of it cannot be written. Raises `FileExistsError`, or
    another `OSError` or `ValueError` when it cannot be written.
    """
    with new_file(path) as file:
        file.write(text.encode("utf-8", errors="replace"))


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that did not exist; it is taken away again when anything fails meanwhile.

    Raises `FileExistsError`, or another `OSError` or `ValueError` when it cannot be made.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
