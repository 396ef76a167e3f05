"""A variant of an incident: some answers changed, every other one kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from expert.incident import Answer, Incident, Key

VARIANT_NAMES = ("Aujourd'hui", "Variante")
"""How the two sides are named when the second is a variant of the first."""


def variant(incident: Incident, answers: Mapping[Key, Answer]) -> Incident:
    """Return the incident with these answers, in memory only; no other answer is lost."""
    changed = incident
    for key, answer in answers.items():
        changed = changed.with_answer(key, answer)
    return replace(changed, title=f"{incident.title} (variante)")
