"""Reading the file of a piece once: a regular file, never through a link, within the limit."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from expert.cases.pieces import Shows
from expert.cases.refusal import CaseRefusedError
from expert.evidence.media import Media, recognised
from expert.evidence.names import cleaned
from expert.plain_text import one_line
from expert.system_errors import said

LARGEST: Final = 20_000_000
"""Bytes of a file that is joined (20 Mo)."""

_CHUNK: Final = 1 << 20
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a named pipe would wait for ever
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file as it was read, once: what is kept is these very bytes, of this digest."""

    data: bytes = field(repr=False)
    sha256: str
    size: int
    media: Media
    name: str


def read_once(path: Path) -> CheckedFile:
    """Read the file of a piece and check it. Raises `CaseRefusedError` with the reason."""
    with _opened(path) as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _refusal(path, "le fichier est trop lourd, 20 Mo au plus")
    try:
        media = recognised(data)
    except CaseRefusedError as error:
        raise _refusal(path, str(error)) from None
    name = cleaned(path.name, media.extension)
    return CheckedFile(data, sha256(data).hexdigest(), len(data), media, name)


def original_digest(path: Path, shows: Shows) -> str:
    """Return the digest of an original that is not joined; nothing of it is kept.

    Refused where a minor may be shown in a sexual way: such a file is not opened again.
    """
    if shows == "mineur-sexualise":
        raise _refusal(path, "cette image ne se rouvre pas, même pour son empreinte")
    digest = sha256()
    with _opened(path) as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file that is no link, the same one before and after it is opened."""
    try:
        before = path.lstat()
        if stat.S_ISLNK(before.st_mode):
            raise _refusal(path, "c'est un lien : choisir le fichier lui-même")
        if not stat.S_ISREG(before.st_mode):
            raise _refusal(path, "ce n'est pas un fichier ordinaire")
        with os.fdopen(os.open(path, _FLAGS), "rb") as stream:
            if not os.path.samestat(before, os.fstat(stream.fileno())):
                raise _refusal(path, "le fichier a changé pendant sa lecture : recommencer")
            yield stream
    except OSError as error:
        raise _refusal(path, said(error)) from None
    except ValueError as error:  # a null character in the path
        if isinstance(error, CaseRefusedError):
            raise
        raise _refusal(path, "ce nom de fichier n'existe pas") from None


def _refusal(path: Path, why: str) -> CaseRefusedError:
    return CaseRefusedError(f"{one_line(path.name)[:80]} : {why}")
