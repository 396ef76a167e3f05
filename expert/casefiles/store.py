"""Open, and save after every answer: the folder is 0700 and each file 0600."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from expert.casefiles.lock import folder_lock
from expert.incident import Incident
from expert.incident_files import read_incidents, write_incident
from knowledge import KnowledgeBase

Stamp = str
"""What a file held when it was last read or written here: the SHA-256 of its bytes."""


class CaseChangedError(RuntimeError):
    """The file was changed or deleted elsewhere since it was read here; nothing was written."""

    def __init__(self, path: Path, *, deleted: bool) -> None:
        self.path = path
        self.deleted = deleted
        what = "supprimé" if deleted else "modifié"
        super().__init__(f"Ce dossier a été {what} dans une autre fenêtre : rien n'a été écrasé.")


def open_case(path: Path, base: KnowledgeBase) -> tuple[Incident, Stamp]:
    """Return the incident of a file, with the stamp that a later save must present.

    Raises:
        InputError: the file is not one incident, in a French sentence with its place.
        OSError: the file cannot be read.
    """
    stamp = _stamp(path)
    (incident,) = read_incidents(path, base)
    return incident, stamp


def save_case(path: Path, incident: Incident, stamp: Stamp | None) -> Stamp:
    """Write the incident and return its new stamp; `stamp` None creates the file.

    Raises:
        CaseChangedError: the file is no longer the one that was read; it is left as it is.
        OSError: nothing was written, the previous file is intact.
    """
    _make_private(path.parent)
    with folder_lock(path.parent):
        _check(path, stamp)
        write_incident(incident, path)
        return _stamp(path)


def _make_private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def _check(path: Path, stamp: Stamp | None) -> None:
    try:
        found = _stamp(path)
    except FileNotFoundError:
        if stamp is not None:
            raise CaseChangedError(path, deleted=True) from None
        return
    if found != stamp:
        raise CaseChangedError(path, deleted=False)


def _stamp(path: Path) -> Stamp:
    return sha256(path.read_bytes()).hexdigest()
