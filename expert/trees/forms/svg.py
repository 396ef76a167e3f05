"""The trees of a chapter drawn on A3 sheets: boxes for questions, one line a branch.

Colours only repeat what a sign and a word say. Texts are XML text: nothing in a rule can become
markup, and no script, font or picture is called from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape

from expert.plain_text import one_line, tied
from expert.trees.chapter import Chapter, Part
from expert.trees.forms.letters import Run, wrap_runs
from expert.trees.forms.sheet import (
    FOOT,
    HEIGHT,
    LINE,
    MARGIN,
    WIDTH,
    Block,
    Kind,
    Placed,
    Sheets,
    set_sheets,
)
from expert.trees.forms.text import SIGNS
from expert.trees.headings import (
    LEGEND,
    chapter_law,
    chapter_rules,
    chapter_title,
    cited_lines,
    outcome_lines,
    part_note,
    part_title,
)
from expert.trees.outline import BranchRow, QuestionRow, Row, outline
from expert.trees.rule_text import rule_lines

_FONT = "Arial, Helvetica, 'Liberation Sans', 'Nimbus Sans', sans-serif"
BOLD = ("strong", "held", "not-held", "contested", "goes-on", "elsewhere")
_STYLE = f"""
text {{ font-family: {_FONT}; fill: #111; }}
.strong {{ font-weight: bold; }}
.held {{ font-weight: bold; fill: #1b6e3c; }}
.not-held {{ font-weight: bold; fill: #5a5a5a; }}
.contested {{ font-weight: bold; fill: #8a4f00; }}
.goes-on, .elsewhere {{ font-weight: bold; fill: #1f4e8c; }}
.quiet {{ fill: #444; }}
.box {{ fill: #f1f5fb; stroke: #1f4e8c; stroke-width: 0.25; }}
.split {{ fill: #fff4de; stroke: #8a4f00; stroke-width: 0.3; stroke-dasharray: 1.2 0.8; }}
.spine {{ stroke: #7d8fa8; stroke-width: 0.25; fill: none; }}
.bar {{ fill: #1f4e8c; }}
.link {{ stroke: #7d8fa8; stroke-width: 0.2; stroke-opacity: 0.45; fill: none; }}
"""
_INDENT = 1.5
"""How far one level of the tree goes to the right, in units of the letters."""
_SHORT = 52
"""Letters of the branches that share one line."""
_APART = "\u00a0\u00a0\u00a0"
_PAD = 0.45
"""Room inside a box, in units of the letters."""


def svg_sheets(chapter: Chapter) -> list[str]:
    """Return one SVG document for each A3 sheet: a single one, unless the chapter is too long."""
    cited = chapter_rules(chapter)
    trees = [block for part in chapter.parts for block in _part(chapter, part, cited)]
    sheets = set_sheets([*trees, *_rules(chapter)], _measure)
    return ["\n".join(_sheet(chapter, sheets, n)) + "\n" for n in range(len(sheets.pages))]


def _part(chapter: Chapter, part: Part, cited: Mapping[str, int]) -> Iterator[Block]:
    yield Block("gap", 0, "", (("", ""),))
    title = tied(part_title(chapter, part))
    yield Block("title", 0, "", ((title, "strong"),), together=True)
    if part_note(part):
        yield Block("note", 0, "", ((tied(part_note(part)), "quiet"),), together=True)
    if part.tree is None:
        assert part.rule is not None
        for line in rule_lines(chapter.base, chapter.base.rules[part.rule]):
            depth = (len(line) - len(line.lstrip())) // 2
            yield Block("note", depth, "", ((tied(one_line(line)), ""),))
        return
    yield from _rows(outline(part.tree))
    for letter, held, said, rules in outcome_lines(part.tree, cited):
        style, sign = ("held", "✓") if held else ("not-held", "✗")
        because = ((tied(f"({rules})"), "quiet"),) if rules else ()
        yield Block("outcome", 0, "", ((tied(f"{sign} {letter}. {said}"), style), *because))


def _rules(chapter: Chapter) -> Iterator[Block]:
    yield Block("gap", 0, "", (("", ""),))
    yield Block("title", 0, "", (("Règles citées", "strong"),), together=True)
    for number, said in cited_lines(chapter):
        yield Block("reason", 0, "", ((f"{number}.", "strong"), (tied(said), "")))


def _rows(rows: Sequence[Row]) -> Iterator[Block]:
    """Yield the rows of a tree; short branches of one question share a line."""
    for row, following in pairwise([*rows, None]):
        if isinstance(row, QuestionRow):
            runs: list[Run] = []
            yield _question(row)
        elif row is not None:
            runs += _branch(row)
            if isinstance(following, BranchRow) and _length(runs + _branch(following)) <= _SHORT:
                runs.append((_APART, ""))
            else:
                yield Block("branch", row.depth, "", tuple(runs))
                runs = []


def _question(row: QuestionRow) -> Block:
    sign = "≠ " if row.contested else ""
    text = (tied(f"{sign}{row.text}"), "strong")
    kind: Kind = "contested" if row.contested else "question"
    return Block(kind, row.depth, f"{row.number}.", (text,), together=True)


def _branch(row: BranchRow) -> list[Run]:
    return [(tied(f"{row.text} →"), ""), (tied(f"{SIGNS[row.mark]} {row.leads_to}"), row.mark)]


def _length(runs: Sequence[Run]) -> int:
    return sum(len(text) for text, _ in runs)


def _measure(
    block: Block, width: float, size: float
) -> tuple[tuple[tuple[tuple[str, str], ...], ...], float]:
    """Return the lines of a block in a column, and its height in millimetres."""
    room = width / size - _left(block) - 2 * _PAD
    lines = tuple(tuple(line) for line in wrap_runs(block.runs, room, BOLD))
    above = {"question": 0.9, "contested": 0.9, "title": 0.8, "gap": 0.4, "outcome": 0.25}
    return lines, size * (LINE * len(lines) + above.get(block.kind, 0.0))


def _left(block: Block) -> float:
    """Return where the text of a block starts, in units of the letters."""
    inside = {"question": 2.3, "contested": 2.3, "branch": 3.0}.get(block.kind, _PAD)
    return _INDENT * block.depth + inside


def _sheet(chapter: Chapter, sheets: Sheets, number: int) -> Iterator[str]:
    several = len(sheets.pages) > 1
    which = f" Feuille {number + 1} sur {len(sheets.pages)}." if several else ""
    drawn = [line for placed in sheets.pages[number] for line in _placed(placed, sheets.size)]
    legend = wrap_runs(((tied(LEGEND), "quiet"),), (WIDTH - 2 * MARGIN) / 2.6)
    for line, runs in enumerate(legend):
        drawn.append(written(MARGIN, HEIGHT - FOOT + 3 + 3.2 * line, 2.6, runs))
    return page(chapter_title(chapter), f"{chapter_law(chapter)}{which}", drawn)


def page(title: str, law: str, drawn: Iterable[str]) -> Iterator[str]:
    """Yield the lines of one A3 sheet: its title, the law it draws, and what is drawn."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}mm" height="{HEIGHT:g}mm" '
        f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
    )
    yield f"<title>{_safe(title)}</title>"
    yield f"<style>{_STYLE}</style>"
    yield f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#ffffff"/>'
    yield written(MARGIN, 9.5, 5.0, ((title, "strong"),))
    yield written(MARGIN, 13.6, 2.6, ((law, "quiet"),))
    yield from drawn
    yield "</svg>"


def _placed(placed: Placed, size: float) -> Iterator[str]:
    block, x = placed.block, placed.x + _INDENT * placed.block.depth * size
    top = placed.y
    if block.kind in ("question", "contested"):
        top += 0.3 * size
        yield _box(x, top, placed, size)
        top += 0.15 * size
        yield written(x + _PAD * size, top + 0.95 * size, size, ((block.lead, "strong"),))
    elif block.kind == "title":
        where = f'x="{x:.2f}" y="{top:.2f}" width="{placed.width:.2f}" height="0.5"'
        yield f'<rect class="bar" {where}/>'
        top += 0.4 * size
    elif block.kind == "branch":
        yield from _elbow(x + 0.9 * size, placed, size)
    left = placed.x + _left(block) * size
    for number, runs in enumerate(placed.lines):
        yield written(left, top + (0.95 + LINE * number) * size, size, runs)


def _box(x: float, top: float, placed: Placed, size: float) -> str:
    kind = "split" if placed.block.kind == "contested" else "box"
    width = placed.width - (x - placed.x)
    height = (LINE * len(placed.lines) + 0.3) * size
    return (
        f'<rect class="{kind}" x="{x:.2f}" y="{top:.2f}" width="{width:.2f}" '
        f'height="{height:.2f}" rx="{0.5 * size:.2f}"/>'
    )


def _elbow(x: float, placed: Placed, size: float) -> Iterator[str]:
    """Yield the line that ties a branch to the question above it."""
    middle = placed.y + 0.65 * size
    yield f'<path class="spine" d="M{x:.2f} {placed.y:.2f}V{middle:.2f}h{1.5 * size:.2f}"/>'
    yield f'<path class="spine" d="M{x:.2f} {middle:.2f}V{placed.y + placed.height:.2f}"/>'


def written(x: float, y: float, size: float, runs: Iterable[Run]) -> str:
    """Return one line of styled text."""
    spans = "".join(
        f'<tspan class="{style}">{_safe(text)}</tspan>' if style else _safe(text)
        for text, style in runs
    )
    place = f'x="{x:.2f}" y="{y:.2f}" font-size="{size:.2f}"'
    return f'<text {place} xml:space="preserve">{spans}</text>'


def _safe(text: str) -> str:
    return escape(text.replace("\u00a0", " "))
