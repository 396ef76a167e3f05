"""Which page stands for a place of the library, and how an entry is noted in its list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from expert.explanation.citations import LEVEL_FR
from expert.library.catalogue import Library
from expert.library.links import Kind, Place
from expert.library.search import Entry
from expert.library.sheets import RuleSheet, SourceSheet, ZoneSheet
from knowledge.base_model import KnowledgeBase
from knowledge.models.changes import DOCUMENT_FR
from knowledge.models.sources import Decision
from tui.library.page import Page
from tui.library.rule_page import change_lines, rule_lines, zone_lines
from tui.library.source_page import source_lines

KINDS: Final[Mapping[Kind, str]] = {
    "texte": "Textes",
    "décision": "Décisions",
    "point discuté": "Points discutés",
    "changement": "Ce qui a changé",
    "règle": "Règles",
}
"""What the library can be narrowed to, and how it is named."""


def page_of(
    library: Library, place: Place, *, penalties: bool = True, notes: Mapping[str, str]
) -> Page:
    """Return the page of a place. `notes` says what of a source matters to the incident, by id."""
    sheet = library.page(place)
    if isinstance(sheet, SourceSheet):
        lines = source_lines(sheet, penalties=penalties, note=notes.get(place.id, ""))
        return Page(sheet.reference, tuple(lines), place.id)
    if isinstance(sheet, RuleSheet):
        return Page(sheet.statement, tuple(rule_lines(sheet)), place.id)
    if isinstance(sheet, ZoneSheet):
        return Page(sheet.question, tuple(zone_lines(sheet)), place.id)
    return Page(sheet.title, tuple(change_lines(sheet)), place.id)


def entry_note(base: KnowledgeBase, entry: Entry) -> str:
    """Return the second line of an entry: what it is, and what tells it from the others."""
    return _NOTES[entry.kind](base, entry.id)


def _source_note(base: KnowledgeBase, name: str) -> str:
    source = base.sources[name]
    if isinstance(source, Decision):
        applied = f"{source.applied_to} · " if source.applied_to else ""
        example = "" if source.is_citable else "ne peut pas être citée · "
        return f"{example}{applied}{LEVEL_FR[source.level]}"
    return source.states


def _rule_note(base: KnowledgeBase, name: str) -> str:
    return f"Règle · {base.notions[base.rules[name].notion].title}"


def _zone_note(base: KnowledgeBase, name: str) -> str:
    return f"Point discuté · {len(base.zones[name].readings)} lectures"


def _change_note(base: KnowledgeBase, name: str) -> str:
    change = base.changes[name][0]
    return f"Ce qui a changé · {DOCUMENT_FR[change.document]} ({change.verdict})"


_NOTES: Final[Mapping[Kind, Callable[[KnowledgeBase, str], str]]] = {
    "texte": _source_note,
    "décision": _source_note,
    "point discuté": _zone_note,
    "changement": _change_note,
    "règle": _rule_note,
}
