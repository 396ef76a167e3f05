"""The overview of the base on one A3 sheet: one box a notion, one column a layer.

Each box names by number the notions it reads, so that no line has to be followed; a light line
joins it to them all the same. A box links to the sheet of its notion, `NOTION.svg`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from expert.plain_text import one_line, tied
from expert.trees.forms.letters import Run, wrap_runs
from expert.trees.forms.plan_text import PLAN, layer_words, plan_law, size_words
from expert.trees.forms.sheet import HEIGHT, LINE, MARGIN, WIDTH
from expert.trees.forms.svg import BOLD, page, written
from expert.trees.overview import Place, by_layer
from knowledge.base_model import KnowledgeBase

_SIZES = tuple(3.0 - 0.1 * step for step in range(13))
_TOP, _FLOOR, _GAP = 22.0, HEIGHT - 7.0, 2.0
_BETWEEN = 10.0
_LEGEND = (
    "Chaque chapitre porte un numéro ; « lit » donne les chapitres dont il lit des conclusions."
)


@dataclass(frozen=True, slots=True)
class _Box:
    place: Place
    number: int
    lines: tuple[tuple[Run, ...], ...]
    x: float
    y: float
    height: float


def plan_svg(base: KnowledgeBase, places: Sequence[Place]) -> str:
    """Return the sheet, in the largest letters that fit."""
    for size in _SIZES:
        boxes, width = _boxes(places, size)
        if all(box.y + box.height <= _FLOOR for box in boxes):
            break
    lines = (f"{plan_law(base)} {_LEGEND}", *_drawn(places, boxes, width, size))
    return "\n".join(page(PLAN, lines[0], lines[1:])) + "\n"


def _boxes(places: Sequence[Place], size: float) -> tuple[list[_Box], float]:
    layers = list(by_layer(places))
    width = (WIDTH - 2 * MARGIN - _BETWEEN * (len(layers) - 1)) / len(layers)
    numbers = {place.notion: number for number, place in enumerate(places, 1)}
    boxes: list[_Box] = []
    for column, (_, found) in enumerate(layers):
        y = _TOP
        for place in found:
            lines = tuple(tuple(line) for line in _lines(place, numbers, width / size - 1.2))
            height = (LINE * len(lines) + 0.8) * size
            x = MARGIN + column * (width + _BETWEEN)
            boxes.append(_Box(place, numbers[place.notion], lines, x, y, height))
            y += height + _GAP
    return boxes, width


def _lines(place: Place, numbers: dict[str, int], room: float) -> Iterator[list[Run]]:
    title = tied(f"{numbers[place.notion]}. {one_line(place.title)}")
    yield from wrap_runs(((title, "strong"),), room, BOLD)
    yield from wrap_runs(((size_words(place), "quiet"),), room)
    if place.reads:
        read = ", ".join(map(str, sorted(numbers[notion] for notion in place.reads)))
        yield from wrap_runs(((f"lit {read}", "goes-on"),), room, BOLD)


def _drawn(
    places: Sequence[Place], boxes: Sequence[_Box], width: float, size: float
) -> Iterator[str]:
    at = {box.place.notion: box for box in boxes}
    for box in boxes:
        for notion in box.place.reads:
            yield _line(at[notion], box, width)
    for column, (layer, _) in enumerate(by_layer(places)):
        x = MARGIN + column * (width + _BETWEEN)
        yield written(x, _TOP - 2, 2.8, ((layer_words(layer), "strong"),))
    for box in boxes:
        yield f"<a href={quoteattr(f'{box.place.notion}.svg')}>"
        yield (
            f'<rect class="box" x="{box.x:.2f}" y="{box.y:.2f}" width="{width:.2f}" '
            f'height="{box.height:.2f}" rx="1"/>'
        )
        for number, runs in enumerate(box.lines):
            y = box.y + (1.15 + LINE * number) * size
            yield written(box.x + 0.6 * size, y, size, runs)
        yield "</a>"


def _line(start: _Box, end: _Box, width: float) -> str:
    """Return the line from a notion to one that reads it; in one layer, on the right side."""
    x, y = start.x + width, start.y + start.height / 2
    to_y = end.y + end.height / 2
    if start.x == end.x:
        curve = f"C{x + 7:.1f} {y:.1f} {x + 7:.1f} {to_y:.1f} {x:.1f} {to_y:.1f}"
    else:
        middle = (x + end.x) / 2
        curve = f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {end.x:.1f} {to_y:.1f}"
    return f'<path class="link" d="M{x:.1f} {y:.1f}{curve}"/>'
