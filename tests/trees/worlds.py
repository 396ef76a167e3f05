"""Values of the tests of a tree in one complete world, read outside the trees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from expert.inference.kleene import Reference
from expert.trees.chapter import Chapter, draw_notion
from expert.trees.cutting import CONCLUSION, NO_VALUE, PASSAGES
from expert.trees.model import Tree
from knowledge import load_base
from knowledge.conditions import AtLeast
from tests.support.random_incidents import World as Numbers

Holds = Callable[[str], bool]
"""Whether an atom holds in a world, on the unit the tree is about."""


@cache
def real_chapter(notion: str) -> Chapter:
    """Return a chapter of the shipped base on the day of its law."""
    base = load_base()
    return draw_notion(base, base.law_as_of, notion)


def real_chapters() -> list[Chapter]:
    """Return every chapter of the shipped base."""
    notions = load_base().notions.values()
    return [real_chapter(notion.id) for notion in notions if notion.conclusions]


def trees_of(chapters: Iterable[Chapter]) -> list[tuple[Chapter, Tree]]:
    """Return every tree of some chapters, with its chapter."""
    return [(c, part.tree) for c in chapters for part in c.parts if part.tree is not None]


def real_trees() -> list[tuple[Chapter, Tree]]:
    """Return every tree of the shipped base, with its chapter."""
    return trees_of(real_chapters())


def value_of(
    tree: Tree, facts: Callable[[int], int], holds: Holds, counts: Callable[[AtLeast], bool]
) -> Callable[[int], int]:
    """Return the value of each test of a tree, from what a world says of facts and atoms."""

    def value(variable: int) -> int:
        declared = tree.program.graph.variables[variable]
        if declared.scope == PASSAGES:
            return 0 if counts(tree.program.counts[declared.id]) else 1
        if declared.scope != CONCLUSION:
            return facts(variable)
        if not tree.program.base.conclusions[declared.source].values:
            return 0 if holds(declared.source) else 1
        (found,) = [
            v for v in declared.values if v != NO_VALUE and holds(f"{declared.source}={v}")
        ] or [NO_VALUE]
        return declared.values.index(found)

    return value


def reference_value(tree: Tree, world: Numbers, reference: Reference) -> Callable[[int], int]:
    """Return the value of each test of a tree in a world that the reference reads."""
    program = reference.situation.program

    def holds(atom: str) -> bool:
        scope = program.base.atom_conclusion(atom).scope
        truth = reference.truth(program.atoms[atom], None if scope == "incident" else 0)
        assert truth is not None
        return truth

    def counted(condition: AtLeast) -> bool:
        return bool(reference.truth(program.node_of(condition), None))

    return value_of(tree, world.__getitem__, holds, counted)
