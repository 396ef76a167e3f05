"""The lines of the decision trees: the chapters, then the rows of one tree.

Marks say what colours repeat: ► the path of the incident, · what is still possible, – what its
answers have closed. What nothing leads to any more is folded in one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from expert.library.links import Place
from expert.trees.chapter import notion_of
from expert.trees.cutting import CONCLUSION
from expert.trees.forms.plan_text import layer_words, size_words
from expert.trees.forms.text import SIGNS
from expert.trees.headings import part_note, part_title
from expert.trees.model import Ask, Outcome
from expert.trees.outline import BranchRow, QuestionRow, Row, outline
from expert.trees.overview import Place as Placed
from expert.trees.overview import by_layer
from expert.trees.rule_text import rule_lines
from expert.trees.words import outcome_words, rule_words
from tui.library.page import Page, said
from tui.plain import plain
from tui.widgets.line_list import Line, heading
from tui.widgets.paragraphs import Paragraph
from tui.widgets.path_lines import PROTECTED_ANSWER
from tui.widgets.status import status_text

if TYPE_CHECKING:
    from expert.trees.chapter import Chapter as Drawn
    from expert.trees.chapter import Part
    from expert.trees.live import LivePath
    from expert.trees.model import Tree
    from tui.widgets.tree_live import Live

PATH: Final = "►"
POSSIBLE: Final = "·"
CLOSED: Final = "–"
_STEP, _DEEPEST = 2, 8
_COLOURS: Final = {
    "held": "bold $etabli", "not-held": "$ecarte", "contested": "bold $conteste",
    "goes-on": "$titre", "elsewhere": "$titre",
}  # fmt: skip


@dataclass(frozen=True)
class Chapter:
    """A chapter to open."""

    notion: str


@dataclass(frozen=True)
class Text:
    """A text to read above the tree."""

    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Folded:
    """Lines that are folded."""


def plan_lines(places: Iterable[Placed]) -> Iterator[Line]:
    """Yield the chapters under their layer."""
    for layer, found in by_layer(places):
        yield heading(layer_words(layer), first=layer == 1)
        for place in found:
            text = plain(place.title) + plain(f"  {size_words(place)}", "$second")
            yield Line((Paragraph(text, plain("  ")),), Chapter(place.notion))


def chapter_lines(drawn: Drawn, live: Live | None, *, unfolded: bool) -> Iterator[Line]:
    """Yield every tree of a chapter; without an incident nothing is marked nor folded."""
    for number, part in enumerate(drawn.parts):
        yield heading(part_title(drawn, part), first=number == 0)
        if part_note(part):
            yield Line((Paragraph(plain(part_note(part), "$second"), plain("  ")),))
        if live is not None and part.rule is None:
            yield from _standing(drawn, part, live)
        if part.tree is None:
            assert part.rule is not None
            for line in rule_lines(drawn.base, drawn.base.rules[part.rule]):
                yield Line((Paragraph(plain(line.lstrip()), plain(_indent(line))),))
            continue
        scope = drawn.base.conclusions[part.conclusions[0]].scope
        path = None if live is None else live.path(part.tree, scope)
        yield from _tree(part.tree, live, path, unfolded=unfolded)


def _indent(line: str) -> str:
    return "  " + line[: len(line) - len(line.lstrip())]


def _standing(drawn: Drawn, part: Part, live: Live) -> Iterator[Line]:
    """Yield where each conclusion of a tree stands, as the interview says it."""
    for name in part.conclusions:
        conclusion = drawn.base.conclusions[name]
        for value, status in live.standing(conclusion):
            label = f"{conclusion.label} : {value}" if value else conclusion.label
            text = plain(f"{label} : ") + status_text(status)
            yield Line((Paragraph(text, plain("  Votre dossier : ", "$second")),))


def _tree(
    tree: Tree, live: Live | None, path: LivePath | None, *, unfolded: bool
) -> Iterator[Line]:
    rows = outline(tree)
    if not rows:
        outcome = tree.nodes[0]
        assert isinstance(outcome, Outcome)
        yield Line((Paragraph(plain(f"Toujours {outcome_words(tree, outcome)}"), plain("  ")),))
        return

    def is_folded(row: Row) -> bool:
        return path is not None and not unfolded and row.node not in path.reached

    for folded, group in groupby(rows, is_folded):
        if folded:
            yield _folded(list(group))
        else:
            for row in group:
                yield _line(tree, row, live, path)


def _folded(rows: Sequence[Row]) -> Line:
    questions = sum(isinstance(row, QuestionRow) for row in rows)
    said = (
        "1 question fermée par vos réponses"
        if questions == 1
        else f"{questions} questions fermées par vos réponses"
    )
    text = plain(f"{said} (Entrée les montre)", "$second")
    return Line((Paragraph(text, plain(f"{CLOSED} ", "$second")),), Folded())


def _line(tree: Tree, row: Row, live: Live | None, path: LivePath | None) -> Line:
    indent = " " * (_STEP * min(row.depth, _DEEPEST))
    mark = _mark(row, path)
    shown = plain(f"{mark} ", "$second" if mark == CLOSED else "bold $titre")
    if isinstance(row, BranchRow):
        style = "$second" if mark == CLOSED else "bold" if mark == PATH else ""
        colour = "$second" if mark == CLOSED else _COLOURS[row.mark]
        text = plain(f"{row.text} → ", style) + plain(f"{SIGNS[row.mark]} {row.leads_to}", colour)
        return Line((Paragraph(text, shown + plain(f"{indent}   ")),), _outcome(tree, row))
    text = plain(row.text, "$second" if mark == CLOSED else "bold")
    if path is not None and row.node in path.hidden:
        text += plain(f" ({PROTECTED_ANSWER})", "$second")
    elif path is not None and row.node in path.certain and row.node not in path.settled:
        text += plain(" ← votre dossier en est là", "$titre")
    sign = "≠ " if row.contested else ""
    number = plain(f"{indent}{row.number}. {sign}", "bold $conteste" if row.contested else "bold")
    return Line((Paragraph(text, shown + number),), _question(tree, row, live))


def _mark(row: Row, path: LivePath | None) -> str:
    if path is None:
        return " "
    if row.node not in path.reached:
        return CLOSED
    if isinstance(row, QuestionRow):
        return PATH if row.node in path.certain else POSSIBLE
    if not path.is_open(row.node, row.branch):
        return CLOSED
    return PATH if row.node in path.certain and row.node in path.settled else POSSIBLE


def _question(tree: Tree, row: QuestionRow, live: Live | None) -> object:
    """Return what Enter opens on a question: it, its chapter, or what the base says of it."""
    asked = tree.nodes[row.node]
    assert isinstance(asked, Ask)
    variable, base = tree.program.graph.variables[asked.variable], tree.program.base
    if variable.scope == CONCLUSION:
        return Chapter(notion_of(base, variable.source))
    if variable.source in base.facts:
        fact = base.facts[variable.source]
        if live is not None:
            return live.key(asked.variable)
        return _text("Question", fact.question, fact.definition, fact.reason)
    if variable.source in base.zones:
        zone = base.zones[variable.source]
        readings = (f"Lecture : {reading.statement}" for reading in zone.readings)
        prudent = f"Issue prudente : {zone.prudent}"
        return _text("Point de droit discuté", zone.question, *readings, prudent)
    if variable.source in base.rules:
        return _text("Règle à l'appui faible", rule_words(base, base.rules[variable.source]))
    return None


def _text(title: str, *sentences: str) -> Text:
    return Text(title, tuple(Paragraph(plain(sentence)) for sentence in sentences))


def _outcome(tree: Tree, row: BranchRow) -> object:
    """Return the rules behind the outcome of a branch, or nothing when it leads to a question."""
    outcome = tree.nodes[row.branch.to]
    if isinstance(outcome, Ask):
        return None
    base = tree.program.base
    lines = [said(outcome_words(tree, outcome), "bold")]
    for lead, rules in (("Règle", tree.told_by), ("Exception", tree.excepted_by)):
        for name in rules.get(row.branch.to, ()):
            text = Paragraph(
                plain(rule_words(base, base.rules[name])), plain(f"{lead} : ", "$titre")
            )
            lines.append(Line((Paragraph(plain("")), text), Place("règle", name)))
    if len(lines) == 1:
        lines.append(said("Aucune règle ne conclut ici.", "$second"))
    return Page("Issue", tuple(lines), "issue")
