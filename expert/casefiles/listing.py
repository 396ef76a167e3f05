"""Where the saved incidents are, and what each of them is called. Needs neither base nor models.

A file is named after the moment it was created and a few random letters, never after its title: a
folder listing must not tell whose incident it is.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path

FOLDER_VARIABLE = "QUALIF_DOSSIER"
"""The environment variable that names another folder for the saved incidents."""

SUFFIX = ".json"
_LARGEST = 1_000_000
_UNREADABLE = "fichier illisible : ce n'est pas un dossier enregistré par Qualif"


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A line of the list. `problem` is a French sentence when the file cannot be read."""

    path: Path
    title: str
    examined_on: str
    saved_at: datetime
    problem: str | None = None


def incidents_folder() -> Path:
    """Return the folder of the saved incidents, without creating it."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else user_data_path("qualif", appauthor=False) / "incidents"


def saved_incidents(folder: Path) -> list[CaseSummary]:
    """Return the saved incidents, the last saved first; a broken file is listed with its problem.

    Raises:
        OSError: the folder exists and may not be read.
    """
    if not folder.is_dir():
        return []
    files = (path for path in folder.iterdir() if path.suffix == SUFFIX)
    found = [_summary(path) for path in files if path.is_file() and not path.is_symlink()]
    return sorted(found, key=lambda summary: (summary.saved_at, summary.path), reverse=True)


def new_file(folder: Path, now: datetime) -> Path:
    """Return a name for a new incident, which says nothing of its content."""
    return folder / f"incident-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}{SUFFIX}"


def _summary(path: Path) -> CaseSummary:
    status = path.stat()
    saved_at = datetime.fromtimestamp(status.st_mtime)
    try:
        if status.st_size > _LARGEST:
            raise ValueError
        data = json.loads(path.read_bytes())
        if not isinstance(data, Mapping):
            raise ValueError
    except (OSError, ValueError, RecursionError):
        return CaseSummary(path, path.name, "", saved_at, _UNREADABLE)
    title, day = data.get("incident"), data.get("examen")
    return CaseSummary(path, str(title or path.name), str(day or ""), saved_at)
