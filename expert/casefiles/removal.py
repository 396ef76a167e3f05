"""Deleting a saved incident: apart from `store`, since the first screen does without the base."""

from __future__ import annotations

from pathlib import Path

from expert.casefiles.lock import folder_lock


def delete_case(path: Path) -> None:
    """Delete a saved incident; one already gone is no error."""
    with folder_lock(path.parent):
        path.unlink(missing_ok=True)
