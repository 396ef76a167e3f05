"""Working notes, one a question and a place: kept beside the answers, read by no rule.

They stand in the notes of the incident, under a key of their own, so that an older Qualif reads
the file and keeps them. No document repeats them: they are the working paper of who answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from expert.incident import Incident, Key, key_text, parse_key

QUESTION_NOTES: Final = "notes_de_question"
"""Where they stand among the notes of an incident."""

LONGEST_NOTE: Final = 2_000
"""Characters of one note: a thought about an answer, not a report."""


def note_of(incident: Incident, key: Key) -> str:
    """Return the note of a question, or nothing."""
    return _raw(incident).get(key_text(key), "")


def notes_of(incident: Incident) -> dict[Key, str]:
    """Return every note, by question."""
    return {parse_key(name): text for name, text in _raw(incident).items()}


def with_note(incident: Incident, key: Key, text: str) -> Incident:
    """Return the incident with the note of a question replaced; an empty one is removed."""
    kept = {name: note for name, note in _raw(incident).items() if name != key_text(key)}
    if text.strip():
        kept[key_text(key)] = text[:LONGEST_NOTE]
    notes = {name: value for name, value in incident.notes.items() if name != QUESTION_NOTES}
    return replace(incident, notes={**notes, QUESTION_NOTES: kept} if kept else notes)


def _raw(incident: Incident) -> dict[str, str]:
    """Return the notes that a file holds; what is none of ours is left aside."""
    found = incident.notes.get(QUESTION_NOTES)
    if not isinstance(found, Mapping):
        return {}
    return {str(name): text for name, text in found.items() if isinstance(text, str) and text}
