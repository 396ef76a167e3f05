"""What Mermaid and DOT share: the nodes of a chapter, with names that no text can disturb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from expert.documents.text import wrapped
from expert.trees.chapter import Chapter, Part
from expert.trees.headings import part_note, part_title
from expert.trees.model import Ask, Outcome
from expert.trees.rule_text import rule_lines
from expert.trees.words import branch_words, outcome_words, question_words, rule_words

Shape = Literal["question", "contested", "held", "not-held", "note"]

_WIDE, _NARROW = 44, 26
"""Columns of a box, and of the words on an arrow."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its name (letters and digits only), its shape, its lines."""

    name: str
    shape: Shape
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between two boxes, and the lines written on it."""

    start: str
    end: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One tree as boxes and arrows, under its title."""

    name: str
    title: tuple[str, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def drawings(chapter: Chapter) -> Iterator[Drawing]:
    """Yield the trees of a chapter as boxes and arrows."""
    for number, part in enumerate(chapter.parts, 1):
        title = " — ".join(filter(None, (part_title(chapter, part), part_note(part))))
        boxes = tuple(_boxes(chapter, part, number))
        yield Drawing(f"t{number}", _lines(title, 2 * _WIDE), boxes, tuple(_arrows(part, number)))


def _boxes(chapter: Chapter, part: Part, number: int) -> Iterator[Box]:
    if part.tree is None:
        assert part.rule is not None
        rule = chapter.base.rules[part.rule]
        said = [line for text in rule_lines(chapter.base, rule) for line in _lines(text, _WIDE)]
        yield Box(f"t{number}n0", "note", tuple(said))
        return
    tree = part.tree
    for node, found in enumerate(tree.nodes):
        name = f"t{number}n{node}"
        if isinstance(found, Ask):
            said_question = question_words(tree.program, found.variable)
            text = f"{tree.questions[node]}. {'≠ ' if tree.is_zone(node) else ''}{said_question}"
            shape: Shape = "contested" if tree.is_zone(node) else "question"
            yield Box(name, shape, _lines(text, _WIDE))
        else:
            sign = "✓" if found.holds else "✗"
            text = f"{sign} {tree.outcomes[node]}. {outcome_words(tree, found)}"
            told = [chapter.base.rules[rule] for rule in tree.told_by.get(node, ())]
            rules = [f"règle : {rule_words(chapter.base, rule)}" for rule in told]
            lines = [line for said in (text, *rules) for line in _lines(said, _WIDE)]
            yield Box(name, "held" if found.holds else "not-held", tuple(lines))


def _arrows(part: Part, number: int) -> Iterator[Arrow]:
    tree = part.tree
    for node, asked in enumerate(tree.nodes if tree else ()):
        if tree is None or isinstance(asked, Outcome):
            continue
        for branch in asked.branches:
            words = branch_words(tree.program, asked.variable, branch.values)
            yield Arrow(f"t{number}n{node}", f"t{number}n{branch.to}", _lines(words, _NARROW))


def _lines(text: str, width: int) -> tuple[str, ...]:
    return tuple(wrapped(text, width)) or ("",)
