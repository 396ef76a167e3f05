"""What differs in the rest of a case: each part is taken whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from expert.cases.casefile import CaseFile
from expert.cases.decisions import STAGE_FR
from expert.two_versions.difference import Difference

PARTS: Final[Mapping[str, str]] = {
    "stage": "étape du dossier",
    "affair": "affaire",
    "people": "personnes",
    "notes": "notes de travail",
    "pieces": "pièces",
    "assessments": "résultats gardés",
    "decisions": "décisions",
    "due_dates": "échéances",
    "freezes": "gels",
    "exports": "copies sorties",
}


def parts(ours: CaseFile, theirs: CaseFile) -> Iterator[Difference]:
    """Yield the parts that differ."""
    for name, label in PARTS.items():
        mine, other = getattr(ours, name), getattr(theirs, name)
        if mine != other:
            yield Difference(label, _part_said(mine), _part_said(other), lambda i: i, part=name)


def _part_said(part: Any) -> str:
    if isinstance(part, tuple):
        return f"{len(part)} en tout" if part else "rien"
    return "aucune" if part is None else STAGE_FR.get(part, str(part))
