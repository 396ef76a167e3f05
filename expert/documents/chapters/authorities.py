"""Decisions of every side on one qualification: held, held but too heavy, not held."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.reader_parts import GriefResult
from expert.documents.outline import Item
from expert.documents.source_text import SourceText

_SIDES = (
    ("upheld", "Décisions qui l'ont retenu"),
    ("excessive", "Retenu, mais sanction annulée ou écartée comme trop lourde"),
    ("set_aside", "Décisions qui ne l'ont pas retenu"),
)
_NONE = "aucune au registre qui puisse être citée"


def authorities(source: SourceText, grief: GriefResult) -> Iterator[Item]:
    """Yield the decisions of every side, or that the registry has none."""
    for side, title in _SIDES:
        cited = source.sides(getattr(grief, side))
        if cited or side != "excessive":
            yield Item(cited or _NONE, title)
