"""The library of one base: its entries in a reader's order, its search, its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from expert.library import entries
from expert.library.links import SOURCE_KINDS, Kind, Place
from expert.library.rule_sheet import change_sheet, rule_sheet, zone_sheet
from expert.library.search import Entry, Index
from expert.library.sheets import ChangeSheet, RuleSheet, SourceSheet, ZoneSheet
from expert.library.source_sheet import said, source_sheet
from knowledge.base_model import KnowledgeBase
from knowledge.models.sources import Decision, Source
from knowledge.uses import Use, uses

Sheet = SourceSheet | RuleSheet | ZoneSheet | ChangeSheet


class Library:
    """Everything that can be read; what is costly is read once, when it is first asked."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry: texts, decisions (the latest first), contested points, changes, rules."""
        return tuple(self._in_order())

    def of_kind(self, kind: Kind | None) -> Sequence[Entry]:
        """Return the entries of a kind, or all."""
        return self.entries if kind is None else self._by_kind.get(kind, ())

    def find(self, text: str, kind: Kind | None = None) -> Sequence[Entry]:
        """Return the entries of a kind (all: None) that hold every word of `text`, best first."""
        words = text.split()
        if not words:
            return self.of_kind(kind)
        found = self._index.find(words)
        return found if kind is None else [entry for entry in found if entry.kind == kind]

    def warm(self) -> None:
        """Read every word, so that the first search is as quick as the next."""
        self._index  # noqa: B018 - read once, kept

    @property
    def is_warm(self) -> bool:
        """Whether a search is immediate."""
        return "_index" in self.__dict__

    def page(self, place: Place) -> Sheet:
        """Return what a page holds. Raises `KeyError` when the base has no such entry."""
        base = self.base
        if place.kind in SOURCE_KINDS:
            return source_sheet(base, base.sources[place.id], self._uses[place.id], self._sentences)
        if place.kind == "règle":
            return rule_sheet(base, base.rules[place.id])
        if place.kind == "point discuté":
            return zone_sheet(base, base.zones[place.id])
        if place.kind == "changement":
            return change_sheet(base, base.changes[place.id][0])
        raise KeyError(place)

    @cached_property
    def _index(self) -> Index:
        return Index(self.entries)

    @cached_property
    def _by_kind(self) -> Mapping[Kind, Sequence[Entry]]:
        found: dict[Kind, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.kind, []).append(entry)
        return found

    @cached_property
    def _uses(self) -> Mapping[str, tuple[Use, ...]]:
        return uses(self.base)

    @cached_property
    def _sentences(self) -> Mapping[Use, str]:
        return said(self.base)

    def _in_order(self) -> Iterator[Entry]:
        sources = list(entries.source_entries(self.base))
        yield from (entry for entry in sources if entry.kind == "texte")
        decisions = [entry for entry in sources if entry.kind == "décision"]
        yield from sorted(decisions, key=lambda e: _age(self.base.sources[e.id]))
        yield from entries.zone_entries(self.base)
        yield from entries.change_entries(self.base)
        yield from entries.rule_entries(self.base)


def _age(source: Source) -> tuple[bool, int]:
    """Return what puts the latest decision first, and those without a day last."""
    day = source.day if isinstance(source, Decision) else None
    return (day is None, 0 if day is None else -day.toordinal())
