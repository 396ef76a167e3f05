"""What the system answers to a file that cannot be read or written, in French."""

from __future__ import annotations

_WORDS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "dossier ou fichier introuvable"),
    (IsADirectoryError, "c'est un dossier"),
    (NotADirectoryError, "ce n'est pas un dossier"),
    (PermissionError, "accès refusé"),
)


def said(error: OSError) -> str:
    """Return the reason of an error in a few French words, whatever the language of the system."""
    found = next((words for kind, words in _WORDS if isinstance(error, kind)), None)
    return found or "refus du système"
