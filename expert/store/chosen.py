"""Which store was chosen: the file of the data folder, or the PostgreSQL of a team.

Light on purpose: the first screen asks it before the libraries of the store are imported.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platformdirs import user_data_path

from expert.store.place import FILE_NAME

if TYPE_CHECKING:
    from expert.store.opening import Store

FOLDER_VARIABLE: Final = "QUALIF_DOSSIER"
"""The environment variable that names another folder for the cases."""

ADDRESS_VARIABLE: Final = "QUALIF_BASE"
"""The environment variable that names the PostgreSQL of a team."""

_PASSWORD = re.compile(r"(://[^/?#]*?):[^/?#]*@")
_PASSWORD_OPTION = re.compile(r"([?&]password=)[^&#]*", re.I)


@dataclass(frozen=True)
class ChosenStore:
    """Where the cases are. `address` empty: the file of `folder`, which also holds the presences.

    The address is never shown as it is: it might hold a password (`said`).
    """

    folder: Path
    address: str = ""

    @property
    def path(self) -> Path:
        """The file of the store of one computer."""
        return self.folder / FILE_NAME

    @property
    def said(self) -> str:
        """Where the cases are, for a screen or a log: never a password."""
        return without_password(self.address) if self.address else str(self.path)

    def may_be_founded(self) -> bool:
        """Whether there may be an account, as far as can be told without opening the store."""
        return bool(self.address) or self.path.exists()

    def open(self) -> Store:
        """Open the store, made if there is none.

        Raises:
            StoreError: it cannot be used.
        """
        from expert.store.opening import open_address, open_file  # noqa: PLC0415  slow to import

        return open_address(self.address) if self.address else open_file(self.path)


def data_folder(chosen: Path | None = None) -> Path:
    """Return the folder of the cases, without creating it.

    The environment comes before what the settings `chosen` say, and both before the system's.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    return chosen or user_data_path("qualif", appauthor=False) / "incidents"


def chosen_store(folder: Path | None = None, address: str = "") -> ChosenStore:
    """Return the store that the environment names, else the one that the settings say."""
    return ChosenStore(data_folder(folder), os.environ.get(ADDRESS_VARIABLE) or address)


def without_password(address: str) -> str:
    """Return an address as it may be shown."""
    return _PASSWORD_OPTION.sub(r"\1…", _PASSWORD.sub(r"\1@", address))


def holds_password(address: str) -> bool:
    """Whether an address holds a password, which no settings file should keep."""
    return without_password(address) != address
