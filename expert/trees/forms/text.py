"""The trees of a chapter as plain text, wrapped on the width of the output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expert.documents.text import wrapped
from expert.trees.chapter import Chapter, Part
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
from expert.trees.model import Tree
from expert.trees.outline import BranchRow, Mark, Row, outline
from expert.trees.rule_text import rule_lines
from expert.trees.words import reads_words

SIGNS: dict[Mark, str] = {
    "held": "✓", "not-held": "✗", "contested": "≠", "goes-on": "↓", "elsewhere": "↑",
}  # fmt: skip
"""The sign of where a branch leads, the same in every form."""

_STEP = 3


def text_of(chapter: Chapter, width: int) -> str:
    """Return the whole chapter."""
    return "\n".join(_lines(chapter, width)) + "\n"


def _lines(chapter: Chapter, width: int) -> Iterator[str]:
    for sentence in (chapter_title(chapter), chapter_law(chapter), LEGEND):
        yield from _wrapped(sentence, width)
    for part in chapter.parts:
        yield from ("", *_part_lines(chapter, part, width))
    yield from ("", "■ Règles citées")
    for number, said in cited_lines(chapter):
        yield from _wrapped(said, width, f"  {number}. ")


def _part_lines(chapter: Chapter, part: Part, width: int) -> Iterator[str]:
    title = part_title(chapter, part)
    yield from _wrapped(title, width, "■ ")
    if part_note(part):
        yield from _wrapped(part_note(part), width, "  ")
    if part.tree is None:
        assert part.rule is not None
        for line in rule_lines(chapter.base, chapter.base.rules[part.rule]):
            yield from _wrapped(line.lstrip(), width, "  " + " " * (len(line) - len(line.lstrip())))
        return
    for row in outline(part.tree):
        yield from row_lines(row, width)
    yield from _outcome_lines(part.tree, chapter_rules(chapter), width)


def row_lines(row: Row, width: int) -> Iterator[str]:
    """Yield the lines of one row."""
    indent = " " * (_STEP * row.depth + 1)
    if isinstance(row, BranchRow):
        sign = SIGNS[row.mark]
        yield from _wrapped(f"{row.text} → {sign} {row.leads_to}", width, f"{indent}   - ")
    else:
        contested = "≠ " if row.contested else ""
        yield from _wrapped(f"{contested}{row.text}", width, f"{indent}{row.number}. ")


def _outcome_lines(tree: Tree, cited: Mapping[str, int], width: int) -> Iterator[str]:
    yield "  Issues"
    for letter, _, said, rules in outcome_lines(tree, cited):
        yield from _wrapped(f"{said} ({rules})" if rules else said, width, f"   {letter}. ")
    reads = reads_words(tree)
    if reads:
        yield "  Conclusions lues ici, qui ont leur arbre"
        for name, label in reads:
            yield from _wrapped(f"{label} (qualif base arbre {name})", width, "   - ")


def _wrapped(text: str, width: int, lead: str = "") -> list[str]:
    """Wrap a text under its lead; at least twenty columns are left to it."""
    return wrapped(text, max(width, len(lead) + 20), lead, " " * len(lead)) or [lead.rstrip()]
