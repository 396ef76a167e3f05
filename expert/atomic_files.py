"""Writing a file at once: after a crash or a full disk the old file or the new one is there, whole.

Temporary file in the same folder (0600), fsync, rename, fsync of the folder.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` at `path`, readable by its owner alone.

    Raises:
        OSError: nothing was written, the file that was there is untouched.
    """
    with replacing(path) as stream:
        stream.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Write at `path` what the block writes, once the block ended well; for its owner alone.

    Raises:
        OSError: nothing was written, the file that was there is untouched.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "folder")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
