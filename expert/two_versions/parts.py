"""What differs in the rest of a case: each part is taken whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from expert.cases.casefile import CaseFile
from expert.cases.decisions import STAGE_FR
from expert.plain_text import one_line
from expert.two_versions.difference import Difference

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "étape du dossier": ("stage", "stage_changes"),
    "affaire": ("affair", "shared"),
    "personnes": ("people",),
    "notes de travail": ("notes",),
    "pièces": ("pieces", "pieces_numbered"),
    "paroles de la personne": ("statements",),
    "textes lus en entier": ("verified_sources",),
    "résultats gardés": ("assessments",),
    "décisions": ("decisions",),
    "échéances": ("due_dates",),
    "gels": ("freezes",),
    "copies sorties": ("exports",),
}
"""How each part is called, and the fields that are taken together; the first one is told."""

_NAMED_BY: Final = (
    "title",
    "label",
    "name",
    "headline",
    "document",
    "text",
    "reason",
    "words",
    "source",
)
_LONGEST: Final = 60


def parts(ours: CaseFile, theirs: CaseFile) -> Iterator[Difference]:
    """Yield the parts that differ."""
    for label, fields in PARTS.items():
        if all(getattr(ours, each) == getattr(theirs, each) for each in fields):
            continue
        mine, other = getattr(ours, fields[0]), getattr(theirs, fields[0])
        yield Difference(label, _said(mine, other), _said(other, mine), lambda i: i, part=fields)


def _said(part: Any, other: Any) -> str:
    """Say a part: how many there are, then what this version alone holds."""
    if not isinstance(part, tuple):
        return "aucune" if part is None else STAGE_FR.get(part, str(part))
    own = ", ".join(_name(each) for each in part if each not in other)
    return f"{len(part) or 'aucune'}{f', dont {own}' if own else ''}"


def _name(each: Any) -> str:
    found = (str(getattr(each, field, "") or "") for field in _NAMED_BY)
    said = one_line(next(filter(None, found), "sans titre"))
    return f"« {said if len(said) <= _LONGEST else f'{said[:_LONGEST]}…'} »"
