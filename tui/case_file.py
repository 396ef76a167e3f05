"""The case of an incident open on the desk: saved after every step, left where the reader stands.

What is written is always the whole incident. A save that fails loses nothing and is told; that a
window works on the case is known to the others, until it leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from expert.office.presence import Presence, arrive

if TYPE_CHECKING:
    from expert.cases import casefile as cases
    from expert.incident import Incident
    from expert.journal.acts import Act
    from expert.office.working import WorkingCase
    from expert.vault.envelope import Operation
    from tui.services import Services

SAMPLE: Final = "Le dossier d'exemple n'est pas enregistré : rien ne s'y ajoute."

PLACE_NOTE: Final = "place"
"""Where the reader is found again, among the notes of the incident."""


class Change(NamedTuple):
    """A change of the case: what makes it, given who and when; its act of journal; its files."""

    make: Callable[[cases.CaseFile, str, datetime], cases.CaseFile]
    act: Act
    operation: Operation = "repondre"
    files: Mapping[str, bytes] | None = None


class CaseFile:
    """Where an incident is saved, and when it last was. Without `kept` (the example), nowhere.

    When a save fails the answers stay on screen, `saved_at` is None and `on_trouble` is told why.
    """

    def __init__(
        self,
        services: Services,
        kept: WorkingCase | None,
        folder: Path | None,
        clock: Callable[[], datetime],
        on_trouble: Callable[[Exception], None] | None,
    ) -> None:
        self.services = services
        self.kept = kept
        self.folder = folder
        self.saved_at = _local(kept.saved_at) if kept is not None else None
        self.presence: Presence | None = None
        self.on_trouble = on_trouble or _raise
        self.drafts: dict[str, dict[str, str]] = {}
        """What was written in a form of the case and is not recorded yet, by form."""
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
        """Save the case. Raises what `WorkingCase.save` does: nothing is lost."""
        if self.kept is not None:
            created = self.kept.number == 0
            self.kept.save(self.placed)
            self.saved_at = self._clock()
            if created:
                self._arrive()

    def record(self, change: Change) -> None:
        """Change the case itself and save it. Raises what the change and the save do."""
        kept = self.stored()
        case = change.make(kept.case, kept.desk.account.id, kept.desk.clock())
        kept.save_case(case, act=change.act, operation=change.operation, files=change.files)
        self.saved_at = self._clock()

    def meet(self, trouble: Exception) -> bool:
        """Have both versions shown when a save found that somebody else saved; tell whether."""
        beside = self.kept is not None and bool(self.kept.beside)
        if beside:
            self.saved_at = None
            self.on_trouble(trouble)
        return beside

    def stored(self) -> WorkingCase:
        """Return the case as it is stored, its answers first. Raises what `save` does."""
        if self.kept is None:
            raise RuntimeError(SAMPLE)
        if self.saved_at is None:
            self.save()
        return self.kept

    def now(self) -> datetime:
        """Return what the clock of the application tells."""
        return self._clock()

    @property
    def placed(self) -> Incident:
        """The incident as it is saved: with the place where the reader is."""
        place = {PLACE_NOTE: self._place} if self._place else {}
        return replace(self.incident, notes={**self.incident.notes, **place})

    def continue_in_copy(self) -> None:
        """Go on in a new case: the one that somebody else changed is left as it is."""
        if self.kept is not None:
            self.leave()
            self.kept = self.kept.copy()
            self.save_now()

    def go_on_with(self, kept: WorkingCase) -> None:
        """Go on with the same case, as it was read again."""
        self.kept, self.saved_at = kept, _local(kept.saved_at)

    def leave(self) -> None:
        """Say that this window no longer works on the case."""
        if self.presence is not None:
            self.presence.leave()
            self.presence = None

    @property
    def place(self) -> str:
        """Where the reader was left, as `stand_at` was told: nothing for the next question."""
        return self._place

    def stand_at(self, place: str) -> None:
        """Remember where the reader is, to come back there; `place` names a question or a screen.

        A case that another window works on is not saved for so little.
        """
        if place != self._place:
            self._place = place
            if self.presence is not None and self.saved_at is not None:
                self.save_unasked()

    def save_unasked(self) -> None:
        """Save what nobody asked to save: a failure is not told, and no second version is made."""
        with suppress(OSError, ValueError, RuntimeError):
            if self.kept is not None and self.kept.is_last():
                self.save()

    def save_now(self) -> None:
        """Save the case; tell `on_trouble` when it cannot be."""
        try:
            self.save()
        except (OSError, ValueError, RuntimeError) as trouble:
            self.saved_at = None
            self.on_trouble(trouble)

    def _arrive(self) -> None:
        if self.kept is not None and self.folder is not None:
            self.presence = arrive(self.folder, self.kept.id)


def _local(moment: datetime | None) -> datetime | None:
    """Return a moment of the store as the clock of the computer tells it."""
    return None if moment is None else moment.astimezone().replace(tzinfo=None)


def _raise(trouble: Exception) -> None:
    raise trouble
