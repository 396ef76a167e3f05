"""Curves on logarithmic axes, as an SVG file: a hundred lines, and nothing to install.

A chart of a few curves does not deserve a drawing library in the lock file: text and lines are
enough, and each curve is named at its end, by a word and by the shape of its points.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

Points = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 460, 84, 190, 54, 56
_COLOURS = ("#1b6e3c", "#1f4e8c", "#9a5b00", "#8c1f4e", "#444444", "#00797a")
_SHAPES = "●■▲◆○□"


def chart(title: str, across: str, up: str, curves: Mapping[str, Points]) -> list[str]:
    """Return the lines of one chart, drawn from (0, 0)."""
    every = [point for points in curves.values() for point in points]
    xs, ys = _Axis([x for x, _ in every]), _Axis([y for _, y in every])
    lines = [_text(_LEFT, 26, title, size=17, bold=True)]
    lines += _frame(xs, ys, across, up)
    ends: list[float] = []
    named = sorted(curves.items(), key=lambda curve: -curve[1][-1][1])
    for number, (name, points) in enumerate(named):
        colour, shape = _COLOURS[number % 6], _SHAPES[number % 6]
        placed = [(_x(xs, x), _y(ys, y)) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines += [_text(x, y + 4, shape, colour=colour, middle=True) for x, y in placed]
        end = max([placed[-1][1] + 4, *(y + 16 for y in ends[-1:])])
        ends.append(end)
        lines.append(_text(_WIDTH - _RIGHT + 12, end, f"{shape} {name}", colour=colour))
    return lines


def page(charts: Sequence[Sequence[str]]) -> str:
    """Return one SVG document with charts one under the other."""
    height = _HEIGHT * len(charts)
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for number, lines in enumerate(charts):
        body += [f'<g transform="translate(0 {number * _HEIGHT})">', *lines, "</g>"]
    return "\n".join([*body, "</svg>"]) + "\n"


class _Axis:
    """A logarithmic axis over whole powers of ten."""

    def __init__(self, values: Sequence[float]) -> None:
        self.low = math.floor(math.log10(min(values)))
        self.high = max(math.ceil(math.log10(max(values))), self.low + 1)

    def part(self, value: float) -> float:
        """Return where a value stands, from 0 to 1."""
        return (math.log10(value) - self.low) / (self.high - self.low)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Yield each power of ten with its name."""
        for power in range(self.low, self.high + 1):
            yield 10.0**power, f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"


def _x(axis: _Axis, value: float) -> float:
    return _LEFT + axis.part(value) * (_WIDTH - _LEFT - _RIGHT)


def _y(axis: _Axis, value: float) -> float:
    return _HEIGHT - _BOTTOM - axis.part(value) * (_HEIGHT - _TOP - _BOTTOM)


def _frame(xs: _Axis, ys: _Axis, across: str, up: str) -> Iterator[str]:
    for value, name in ys.ticks():
        y = _y(ys, value)
        yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#dddddd"/>'
        yield _text(_LEFT - 8, y + 4, name, end=True)
    for value, name in xs.ticks():
        x = _x(xs, value)
        yield f'<path d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#dddddd"/>'
        yield _text(x, _HEIGHT - _BOTTOM + 18, name, middle=True)
    yield _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 14, across, middle=True)
    yield _text(_LEFT, _TOP - 10, up)


def _text(
    x: float, y: float, text: str, *, colour: str = "#222222", size: int = 13,
    bold: bool = False, middle: bool = False, end: bool = False,
) -> str:  # fmt: skip
    anchor = "middle" if middle else "end" if end else "start"
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="Arial, sans-serif" font-size="{size}" '
        f'fill="{colour}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'
    )
