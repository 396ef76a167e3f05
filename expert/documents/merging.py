"""Saying once what holds of several passages: « Injure (P1a, P1b) : … »."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from expert.documents.outline import Item
from expert.documents.source_text import SourceText


def merged(source: SourceText, items: Iterable[tuple[str | None, Item]]) -> list[Item]:
    """Return the items, those that differ only by their unit told once with all their units."""
    units: dict[Item, list[str]] = {}
    for unit, item in items:
        named = units.setdefault(item, [])
        if unit and source.several_units:
            named.append(source.unit_name(unit))
    return [
        replace(item, strong=f"{item.strong} ({', '.join(named)})") if named else item
        for item, named in units.items()
    ]
