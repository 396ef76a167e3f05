"""Where the witnesses of the journals are kept: with the person, never with the cases."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_state_path


def witnesses_folder() -> Path:
    """Return the folder of the witnesses, made for its owner alone.

    Raises:
        OSError: it cannot be made.
    """
    folder = user_state_path("qualif", appauthor=False) / "temoins"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
