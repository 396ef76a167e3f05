"""The trees of a chapter as one Mermaid flowchart, read by wikis and by GitHub.

Every text stands between double quotes, where Mermaid reads entities: what could end the quotes,
open an HTML tag or start Mermaid's own syntax is written as an entity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.trees.chapter import Chapter
from expert.trees.forms.graph import Arrow, Box, Drawing, Shape, drawings
from expert.trees.headings import chapter_law, chapter_title

_ENTITIES = str.maketrans({sign: f"#{ord(sign)};" for sign in '"#&<>`\\\\[]{}|;%$*_~'})
_OPEN: dict[Shape, tuple[str, str]] = {
    "question": ("[", "]"),
    "contested": ("{{", "}}"),
    "held": ("([", "])"),
    "not-held": ("([", "])"),
    "note": ("[/", "/]"),
}
_STYLES = """\
  classDef question fill:#f4f7fb,stroke:#1f4e8c,color:#000
  classDef contested fill:#fff4de,stroke:#9a5b00,stroke-dasharray:5 3,color:#000
  classDef held fill:#e6f4ea,stroke:#1b6e3c,stroke-width:2px,color:#000
  classDef notheld fill:#f2f2f2,stroke:#6b6b6b,color:#000
  classDef note fill:#ffffff,stroke:#6b6b6b,color:#000"""


def mermaid_of(chapter: Chapter) -> str:
    """Return the flowchart."""
    return "\n".join(_lines(chapter)) + "\n"


def _lines(chapter: Chapter) -> Iterator[str]:
    yield f"%% {chapter_title(chapter)}"
    yield f"%% {chapter_law(chapter)}"
    yield "flowchart TD"
    for drawing in drawings(chapter):
        yield from _subgraph(drawing)
    yield _STYLES


def _subgraph(drawing: Drawing) -> Iterator[str]:
    yield f'  subgraph {drawing.name}["{quoted(drawing.title)}"]'
    for box in drawing.boxes:
        yield f"    {_box(box)}"
    for arrow in drawing.arrows:
        yield f"    {_arrow(arrow)}"
    yield "  end"


def _box(box: Box) -> str:
    start, end = _OPEN[box.shape]
    return f'{box.name}{start}"{quoted(box.lines)}"{end}:::{box.shape.replace("-", "")}'


def _arrow(arrow: Arrow) -> str:
    return f'{arrow.start} -- "{quoted(arrow.lines)}" --> {arrow.end}'


def quoted(lines: Iterable[str]) -> str:
    """Return lines as the inside of a quoted Mermaid text."""
    return "<br/>".join(line.strip().translate(_ENTITIES) for line in lines)
