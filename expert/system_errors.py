"""What the system answers to a file that cannot be read or written, in French."""

from __future__ import annotations

from errno import EDQUOT, ENAMETOOLONG, ENOSPC, EROFS

_WORDS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "dossier ou fichier introuvable"),
    (IsADirectoryError, "c'est un dossier"),
    (NotADirectoryError, "ce n'est pas un dossier"),
    (PermissionError, "accès refusé"),
)

_NUMBERS = {
    ENOSPC: "il n'y a plus de place",
    EDQUOT: "il n'y a plus de place pour vous",
    EROFS: "ce lieu est en lecture seule",
    ENAMETOOLONG: "ce nom est trop long",
}


def said(error: OSError) -> str:
    """Return the reason of an error in a few French words, whatever the language of the system."""
    if error.errno in _NUMBERS:
        return _NUMBERS[error.errno]
    found = next((words for kind, words in _WORDS if isinstance(error, kind)), None)
    return found or "refus du système"
