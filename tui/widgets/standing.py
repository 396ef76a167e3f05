"""Where the qualification stands: a banner of counts on a narrow screen, a pane on a wide one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from expert.documents.chapters.headline import PARTS, SANCTIONABLE
from tui.plain import plain
from tui.widgets.paragraphs import Paragraph
from tui.widgets.status import status_text

if TYPE_CHECKING:
    from expert.interview.session import Standing
    from expert.status import Status

_HEADS: Final = (SANCTIONABLE, *(atom for atom, _, _ in PARTS))
_COUNTED: Final[tuple[tuple[Status, str, str], ...]] = (
    ("established", "point établi", "points établis"),
    ("contested", "contesté", "contestés"),
    ("open", "à établir", "à établir"),
)


def banner(standing: Sequence[Standing]) -> str:
    """Return the counts, in words: no fraction, no score."""
    counts = Counter(line.status for line in standing)
    parts = [
        f"{counts[status]} {one if counts[status] == 1 else many}"
        for status, one, many in _COUNTED
        if counts[status]
    ]
    return f"Où j'en suis : {', '.join(parts)}" if parts else "Où j'en suis : rien encore"


def standing_paragraphs(standing: Sequence[Standing]) -> Iterator[Paragraph]:
    """Yield the breach and what it takes, then what else stands; the excluded are counted only."""
    heads = [line for name in _HEADS for line in standing if line.id == name]
    yield from (_line(line) for line in heads)
    for status, _, _ in _COUNTED:
        lines = [line for line in standing if line.status == status and line.id not in _HEADS]
        yield from _group(status, lines)
    excluded = sum(line.status == "excluded" for line in standing)
    if excluded:
        said = "point écarté" if excluded == 1 else "points écartés"
        yield Paragraph(plain(""))
        yield Paragraph(plain(f"{excluded} {said}, à lire dans le résultat", "$second"))


def _group(status: Status, lines: Sequence[Standing]) -> Iterator[Paragraph]:
    """Yield the goals of one status, those of several passages together."""
    places: dict[str, list[str]] = {}
    for line in lines:
        places.setdefault(line.label, []).append(line.unit or "")
    if places:
        yield Paragraph(plain(""))
        yield Paragraph(status_text(status))
    for label, units in places.items():
        where = ", ".join(filter(None, units))
        said = f"{label} ({where})" if where else label
        yield Paragraph(plain(said), plain("  · "))


def _line(line: Standing) -> Paragraph:
    return Paragraph(plain(f"{line.label} : ") + status_text(line.status))
