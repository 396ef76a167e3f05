"""What to do, to avoid and to tell at once, as the base says it for this incident and reader.

A manager is shown no article: only whether the law asks for it. Others read the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from expert.assessment.reader_parts import GestureResult
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText, french_day

_TITLES: Final = {
    "d-abord": "D'abord",
    "eviter": "À ne pas faire",
    "faire": "À faire maintenant",
    "prevenir": "Qui prévenir",
}
_RULE: Final = "règle de droit"
_LEGEND: Final = (
    f"Ce qui n'est pas suivi de « ({_RULE}) » est un conseil, sans source de droit vérifiée."
)
_DATED: Final = "À dater et à garder"
_FAVOUR: Final = "En faveur de l'agent, à réunir avec le même soin"


def gestures(source: SourceText) -> Iterator[Block]:
    """Yield safety first, then what not to do, what to do, whom to tell."""
    for number, (kind, title) in enumerate(_TITLES.items()):
        found = source.gestures(kind)
        if found:
            yield Heading(title)
            yield from bullets(Item(_said(source, gesture)) for gesture in found)
        if number == len(_TITLES) - 1 and source.gestures(*_TITLES):
            yield Paragraph(_LEGEND if source.profile == "manager" else "Sans source : conseil.")


def dated(source: SourceText) -> Iterator[Block]:
    """Yield what must be written down with its day: right to silence, file, interview."""
    found = source.gestures("dater")
    if found:
        yield Heading(_DATED)
        yield from bullets(Item(_said(source, gesture)) for gesture in found)


def in_favour(source: SourceText) -> Iterator[Block]:
    """Yield the pieces that may help the person, asked as carefully as the others."""
    found = source.gestures("en-faveur")
    if found:
        yield Heading(_FAVOUR)
        yield from bullets(Item(_said(source, gesture)) for gesture in found)


def warnings(source: SourceText) -> Iterator[Block]:
    """Yield what may undo a file as a whole."""
    found = source.gestures("alerte")
    yield from bullets(Item(_said(source, gesture), "Attention") for gesture in found)


def _said(source: SourceText, gesture: GestureResult) -> str:
    return f"{gesture.text}{_until(source, gesture)}{_borne_by(source, gesture)}"


def _until(source: SourceText, gesture: GestureResult) -> str:
    if gesture.until is None:
        return ""
    past = gesture.until[:10] < source.assessment.examined_on
    end = french_day(gesture.until)
    return f" Délai dépassé depuis le {end} : le dire." if past else f" Avant le {end}."


def _borne_by(source: SourceText, gesture: GestureResult) -> str:
    """Say whether the law asks for it; the source itself is not for a manager."""
    if source.profile == "manager":
        return f" ({_RULE})" if gesture.support == "solid" else ""
    cited = source.references(gesture.sources)
    return f" [{cited}]" if cited else " (conseil)"
