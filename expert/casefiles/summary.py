"""What a line of the list shows of a file, read from the file alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from expert.casefiles.noted import HANDS_OVER, READER, NotedConclusion, noted_conclusion
from expert.plain_text import one_line
from expert.status import STATUS_FR

LARGEST: Final = 1_000_000
"""Bytes of the longest file that is read: an incident takes some thousands."""

_LONGEST_NAME: Final = 300
_UNREADABLE: Final = "fichier illisible : ce n'est pas un dossier enregistré par Qualif"
_HEADLINE: Final = "Procédure disciplinaire possible"
_NOT_ANSWERS: Final = ("format", "incident", "examen", "publications", "notes")
_PLACES: Final = {"relecture": "relecture", "résultat": "résultat"}


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A line of the list. `problem` is a French sentence when the file cannot be read."""

    path: Path
    title: str
    saved_at: datetime
    examined_on: str = ""
    step: str = ""
    conclusion: NotedConclusion | None = None
    problem: str | None = None

    @property
    def name(self) -> str:
        """The title, on one line that a screen may show."""
        return one_line(self.title)[:_LONGEST_NAME]

    @property
    def qualification(self) -> str:
        """The conclusion in one phrase, or nothing where the file remembers none."""
        if self.conclusion is None:
            return ""
        return f"{_HEADLINE} : {STATUS_FR[self.conclusion.status]}"

    def outdated(self, base: str) -> bool:
        """Whether the rules are no longer those of the conclusion; `base` is their digest."""
        return self.conclusion is not None and self.conclusion.base != base


def unread(path: Path, saved_at: datetime) -> CaseSummary:
    """Return the line of a file that cannot be read."""
    return CaseSummary(path, path.name, saved_at, problem=_UNREADABLE)


def read_summary(path: Path, saved_at: datetime, size: int) -> CaseSummary:
    """Return the line of a file of `size` bytes."""
    try:
        if size > LARGEST:
            raise ValueError
        data = json.loads(path.read_bytes())
        if not isinstance(data, Mapping):
            raise ValueError
    except (OSError, ValueError, RecursionError):
        return unread(path, saved_at)
    return CaseSummary(
        path,
        str(data.get("incident") or path.name),
        saved_at,
        examined_on=str(data.get("examen") or ""),
        step=step_of(data),
        conclusion=noted_conclusion(data),
    )


def step_of(data: Mapping[str, Any]) -> str:
    """Return how far a file went: what was being read when it was left, else its answers."""
    notes = data.get("notes")
    notes = notes if isinstance(notes, Mapping) else {}
    place = _PLACES.get(str(notes.get("place")))
    if place is not None:
        return place
    if notes.get(READER) == HANDS_OVER and notes.get("rapport"):
        return "rapport"
    publications = data.get("publications")
    inside = any(isinstance(p, Mapping) and len(p) > 1 for p in publications or ())
    return "questions" if inside or any(key not in _NOT_ANSWERS for key in data) else "à commencer"
