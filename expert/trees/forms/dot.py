"""The trees of a chapter as one DOT graph, for Graphviz and what reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.trees.chapter import Chapter
from expert.trees.forms.graph import Drawing, Shape, drawings
from expert.trees.headings import chapter_law, chapter_title

_STYLES: dict[Shape, str] = {
    "question": 'shape=box style="rounded,filled" fillcolor="#f4f7fb" color="#1f4e8c"',
    "contested": 'shape=hexagon style="dashed,filled" fillcolor="#fff4de" color="#9a5b00"',
    "held": 'shape=box style="filled,bold" fillcolor="#e6f4ea" color="#1b6e3c"',
    "not-held": 'shape=box style="filled" fillcolor="#f2f2f2" color="#6b6b6b"',
    "note": 'shape=note color="#6b6b6b"',
}


def dot_of(chapter: Chapter) -> str:
    """Return the graph."""
    return "\n".join(_lines(chapter)) + "\n"


def _lines(chapter: Chapter) -> Iterator[str]:
    yield "digraph arbre {"
    title = quoted((chapter_title(chapter), chapter_law(chapter)))
    yield f'  graph [label={title} labelloc=t rankdir=TB fontname="Arial"]'
    yield '  node [fontname="Arial" fontsize=10]'
    yield '  edge [fontname="Arial" fontsize=9]'
    for drawing in drawings(chapter):
        yield from _cluster(drawing)
    yield "}"


def _cluster(drawing: Drawing) -> Iterator[str]:
    yield f"  subgraph cluster_{drawing.name} {{"
    yield f"    label={quoted(drawing.title)}"
    for box in drawing.boxes:
        yield f"    {box.name} [label={quoted(box.lines)} {_STYLES[box.shape]}]"
    for arrow in drawing.arrows:
        yield f"    {arrow.start} -> {arrow.end} [label={quoted(arrow.lines)}]"
    yield "  }"


def quoted(lines: Iterable[str]) -> str:
    """Return lines as one quoted DOT text: the backslash and the quote are the only signs read."""
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\l".join(escaped) + '\\l"'
