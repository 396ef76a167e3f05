"""Incidents that an older version saved in the clear: taken into the store, then removed.

Each is read back from the store before its file goes; what cannot be read stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from expert.cases.changes.answers import opened_case
from expert.incident_files import read_incidents, save_problem
from expert.office.desk import Desk
from expert.office.errors import DamagedCaseError
from expert.plain_text import one_line
from expert.store.errors import StoreError
from knowledge import InputError, KnowledgeBase

_SUFFIX: Final = ".json"
_OF_THE_FOLDER: Final = (".liste", ".verrou")
"""What an older version kept beside its files: the titles, in the clear, and a lock."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many were taken, and which files were left, each with the reason."""

    taken: int
    left: tuple[tuple[str, str], ...]


def clear_files(folder: Path) -> Sequence[Path]:
    """Return the files of a folder that may be incidents in the clear; none through a link."""
    try:
        found = [path for path in folder.iterdir() if path.suffix == _SUFFIX]
    except OSError:
        return ()
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def take_in(desk: Desk, base: KnowledgeBase, files: Sequence[Path]) -> TakenIn:
    """Take each file into the store, then remove it."""
    left: list[tuple[str, str]] = []
    for path in files:
        try:
            _take(desk, base, path)
        except InputError as refusal:
            left.append((one_line(path.name), refusal.message))
        except OSError as error:
            left.append((one_line(path.name), save_problem(error)))
        except (StoreError, DamagedCaseError) as error:
            left.append((one_line(path.name), str(error)))
    for folder in {path.parent for path in files}:
        for name in _OF_THE_FOLDER:
            with suppress(OSError):
                (folder / name).unlink()
    return TakenIn(len(files) - len(left), tuple(left))


def _take(desk: Desk, base: KnowledgeBase, path: Path) -> None:
    (incident, *others) = read_incidents(path, base)
    if others:
        raise DamagedCaseError("plusieurs incidents dans un même fichier")
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    case = opened_case(base, incident, desk.account.id, at)
    desk.create(case)
    if desk.open(case.id).case != case:
        raise DamagedCaseError("relu autrement qu'il n'a été écrit : le fichier est gardé")
    path.unlink()
