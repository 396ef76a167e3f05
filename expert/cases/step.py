"""How far an incident went, in one word of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from expert.cases.noted import HANDS_OVER, READER

_NOT_ANSWERS: Final = ("format", "incident", "examen", "publications", "notes")
_PLACES: Final = {"relecture": "relecture", "résultat": "résultat"}


def step_of(document: Mapping[str, Any]) -> str:
    """Return what was being read when the incident was left, else how far its answers go."""
    notes = document.get("notes")
    notes = notes if isinstance(notes, Mapping) else {}
    place = _PLACES.get(str(notes.get("place")))
    if place is not None:
        return place
    if notes.get(READER) == HANDS_OVER and notes.get("rapport"):
        return "rapport"
    publications = document.get("publications")
    inside = any(isinstance(p, Mapping) and len(p) > 1 for p in publications or ())
    return "questions" if inside or any(k not in _NOT_ANSWERS for k in document) else "à commencer"
