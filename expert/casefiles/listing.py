"""Where the saved incidents are. Needs neither base nor models.

A file is named after the moment it was created and a few random letters, never after its title: a
folder listing must not tell whose incident it is.
"""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path

FOLDER_VARIABLE = "QUALIF_DOSSIER"
"""The environment variable that names another folder for the saved incidents."""

SUFFIX = ".json"


def incidents_folder(chosen: Path | None = None) -> Path:
    """Return the folder of the saved incidents, without creating it.

    The environment comes before what the settings `chosen` say, and both before the system's.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    return chosen or user_data_path("qualif", appauthor=False) / "incidents"


def new_file(folder: Path, now: datetime) -> Path:
    """Return a name for a new incident, which says nothing of its content."""
    return folder / f"incident-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}{SUFFIX}"
