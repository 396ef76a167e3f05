"""The file of an incident open on the desk: saved after every step, left where the reader stands.

What is written is always the whole incident. A save that fails loses nothing and is told; that a
window works on the file is known to the others, until it leaves.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from expert.casefiles.presence import Presence, arrive

if TYPE_CHECKING:
    from expert.incident import Incident
    from tui.services import Services

PLACE_NOTE: Final = "place"
"""Where the reader is found again, among the notes of the file."""


class CaseFile:
    """Where an incident is saved, and when it last was. Without `path` (the example), nowhere.

    When a save fails the answers stay on screen, `saved_at` is None and `on_trouble` is told why.
    """

    def __init__(
        self,
        services: Services,
        path: Path | None,
        stamp: str | None,
        clock: Callable[[], datetime],
        on_trouble: Callable[[Exception], None] | None,
    ) -> None:
        self.services = services
        self.path = path
        self.saved_at = _written_at(path) if stamp is not None else None
        self.presence: Presence | None = None
        self.on_trouble = on_trouble or _raise
        self._stamp = stamp
        self._clock = clock
        self._place = ""

    @property
    def incident(self) -> Incident:
        """The incident as it is now."""
        raise NotImplementedError

    @property
    def saved_text(self) -> str:
        """When the incident was last saved: « enregistré à 10:42 », with the day if not today."""
        if self.saved_at is None:
            return ""
        if self.saved_at.date() == self._clock().date():
            return f"enregistré à {self.saved_at:%H:%M}"
        return f"enregistré le {self.saved_at:%d/%m/%Y à %H:%M}"

    def save(self) -> None:
        """Write the file. Raises `OSError`, `InputError` or `CaseChangedError`: nothing is lost."""
        if self.path is not None:
            created = self._stamp is None
            place = {PLACE_NOTE: self._place} if self._place else {}
            placed = replace(self.incident, notes={**self.incident.notes, **place})
            self._stamp = self.services.save_case(self.path, placed, self._stamp)
            self.saved_at = self._clock()
            if created:
                self.presence = arrive(self.path)

    def continue_in(self, path: Path) -> None:
        """Go on in a new file: the one that another window changed is left as it is."""
        self.leave()
        self.path, self._stamp = path, None
        self.save_now()

    def leave(self) -> None:
        """Say that this window no longer works on the file."""
        if self.presence is not None:
            self.presence.leave()
            self.presence = None

    @property
    def place(self) -> str:
        """Where the reader was left, as `stand_at` was told: nothing for the next question."""
        return self._place

    def stand_at(self, place: str) -> None:
        """Remember where the reader is, to come back there; `place` names a question or a screen.

        Nobody asked for a save: one that fails is not told, and a file that another window works
        on is not written to for so little.
        """
        if place != self._place:
            self._place = place
            if self.presence is not None and self.saved_at is not None:
                with suppress(OSError, ValueError, RuntimeError):
                    self.save()

    def save_now(self) -> None:
        """Write the file; tell `on_trouble` when it cannot be."""
        try:
            self.save()
        except (OSError, ValueError, RuntimeError) as trouble:
            self.saved_at = None
            self.on_trouble(trouble)


def _written_at(path: Path | None) -> datetime | None:
    """Return when a file was last written, None when that cannot be known."""
    try:
        return None if path is None else datetime.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return None


def _raise(trouble: Exception) -> None:
    raise trouble
