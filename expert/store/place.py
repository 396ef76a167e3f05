"""Where the default store is, and why some folders cannot keep it.

SQLite relies on the locks of the file system: on a network share they are not to be trusted, and
two computers would damage the file. A team uses PostgreSQL.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from expert.store.errors import StoreError
from expert.store.windows_access import close_to_others

FILE_NAME: Final = "dossiers.sqlite"

_SHARES: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "fuse.sshfs", "davfs"}
)
_MOUNTS: Final = Path("/proc/mounts")


def private_folder(folder: Path) -> None:
    """Make a folder that its owner alone enters, or make it so.

    Raises:
        StoreError: it is a link, a network share, or it cannot be made.
    """
    if folder.is_symlink():
        raise StoreError("Le dossier des données est un lien : indiquez le dossier lui-même.")
    new = not folder.exists()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise StoreError(
            f"Le dossier des données ne peut pas être préparé : {error.strerror}."
        ) from None
    if new and os.name == "nt":
        close_to_others(folder)
    if on_network_share(folder):
        raise StoreError(
            "Le dossier des données est sur un partage réseau, où un dossier peut être abîmé : "
            "choisissez un dossier de ce poste, ou la base PostgreSQL de l'équipe."
        )


def private_file(path: Path) -> None:
    """Make an empty file that its owner alone reads, unless there is one; never through a link.

    Raises:
        StoreError: it is a link, or it cannot be made.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, flags, 0o600)
    except OSError:
        raise StoreError(
            "La base des dossiers ne peut pas être ouverte en écriture : "
            "vérifiez les droits sur son dossier, et que ce n'est pas un lien."
        ) from None
    try:
        if os.name == "posix" and os.fstat(descriptor).st_mode & 0o077:
            os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def on_network_share(folder: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether a folder is on a share, as far as the system tells."""
    resolved = folder.resolve()
    if str(resolved).startswith("\\\\"):  # a Windows share named by its address
        return True
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    kinds = {
        Path(fields[1].replace("\\040", " ")): fields[2]
        for line in lines
        if len(fields := line.split()) > 2
    }
    holding = max(
        (point for point in kinds if resolved.is_relative_to(point)),
        key=lambda point: len(point.parts),
        default=None,
    )
    return holding is not None and kinds[holding] in _SHARES
