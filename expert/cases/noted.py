"""The conclusion that a file remembers: it holds for the very answers it was drawn from, or not.

A result that was read is noted in the file with a digest of the answers. Whatever changes them
afterwards (another answer, an undo, a hand) makes the note void: nobody has to think of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from expert.status import STATUS_FR, Status

CONCLUSION_NOTE: Final = "conclusion"
"""Where it stands among the notes of the file."""

READER: Final = "lecteur"
HANDS_OVER: Final = "manager"
"""The reader who only hands over: no conclusion is noted nor shown for that one."""

_APART: Final = ("notes",)


@dataclass(frozen=True, slots=True)
class NotedConclusion:
    """The status of the headline, and the base that gave it (its digest, and how it is named)."""

    status: Status
    base: str
    version: str


def conclusion_note(
    data: Mapping[str, Any], status: Status, base: str, version: str, reader: str
) -> dict[str, str]:
    """Return what to note in a file whose content is `data`."""
    return {
        "statut": status,
        "base": base,
        "version": version,
        "lecteur": reader,
        "reponses": _digest(data),
    }


def noted_conclusion(data: Mapping[str, Any]) -> NotedConclusion | None:
    """Return the conclusion that a file remembers, if it still holds for its answers."""
    notes = data.get("notes")
    note = notes.get(CONCLUSION_NOTE) if isinstance(notes, Mapping) else None
    if not isinstance(notes, Mapping) or not isinstance(note, Mapping):
        return None
    reader, status = notes.get(READER), note.get("statut")
    if (
        reader == HANDS_OVER
        or reader != note.get("lecteur")
        or note.get("reponses") != _digest(data)
    ):
        return None
    for known in STATUS_FR:
        if known == status:
            return NotedConclusion(known, str(note.get("base")), str(note.get("version")))
    return None


def _digest(data: Mapping[str, Any]) -> str:
    kept = {key: value for key, value in data.items() if key not in _APART}
    return sha256(json.dumps(kept, sort_keys=True).encode("utf-8", "replace")).hexdigest()
