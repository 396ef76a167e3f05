"""The settings of the person at the desk: read once, changed from a screen or the menu, kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from expert.settings.file import read_settings, settings_path, write_settings
from expert.settings.model import Settings
from expert.system_errors import said

_NOT_KEPT: Final = (
    "Ce choix vaut pour cette fois : les réglages ne peuvent pas être écrits ({why})."
)
_ASIDE: Final = "Réglages enregistrés. L'ancien fichier, qui n'a pas pu être lu, est gardé : {path}"


class Preferences:
    """What was chosen, and the file it is kept in; without `path` nothing is ever written."""

    def __init__(
        self,
        settings: Settings,
        path: Path | None = None,
        refused: str | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.settings = settings
        self.path = path
        self.refused = refused
        self._clock = clock

    def change(self, **chosen: Any) -> str | None:
        """Keep other settings; return what must be said of it, if anything."""
        self.settings = replace(self.settings, **chosen)
        if self.path is None:
            return None
        try:
            aside = write_settings(self.path, self.settings, self._clock())
        except OSError as error:
            return _NOT_KEPT.format(why=said(error))
        self.refused = None
        return None if aside is None else _ASIDE.format(path=aside)


def unsaid() -> Preferences:
    """Return settings that are kept nowhere and welcome nobody: for a test, a bench."""
    return Preferences(Settings(welcome=False))


def kept_preferences() -> Preferences:
    """Return the settings of the person who runs the application."""
    path = settings_path()
    settings, refused = read_settings(path)
    return Preferences(settings, path, refused)
