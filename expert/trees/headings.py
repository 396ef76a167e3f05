"""What is said above the trees of a chapter, and above each of them, in every form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expert.calendar import french_date
from expert.plain_text import one_line
from expert.trees.chapter import Chapter, Part
from expert.trees.model import Outcome, Tree
from expert.trees.words import cited_rules, outcome_words, reasons_words, rule_words, title_words

LEGEND = (
    "Chaque question porte un numéro, chaque issue une lettre ; « voir n° » renvoie à une suite "
    "déjà écrite. Un point contesté montre ses lectures, une branche chacune. « Je ne sais pas » "
    "n'est pas une branche : la conclusion reste à établir."
)


def chapter_title(chapter: Chapter) -> str:
    """Return « Qui pouvait lire (acces) »."""
    return one_line(f"Arbre de décision : {chapter.title} ({chapter.id})")


def chapter_law(chapter: Chapter) -> str:
    """Return which law is drawn, and on which day its delays are read."""
    base = chapter.base
    day = next((p.tree.program.examined_on for p in chapter.parts if p.tree), base.law_as_of)
    return (
        f"Base {base.version}, droit au {french_date(base.law_as_of)} ; délais lus au "
        f"{french_date(day)}. Dessiné depuis les règles."
    )


def part_title(chapter: Chapter, part: Part) -> str:
    """Return the name of one tree."""
    title = title_words(chapter.base, part.conclusions)
    if part.rule is None:
        return title
    return f"{title}, règle : {rule_words(chapter.base, chapter.base.rules[part.rule])}"


def part_note(part: Part) -> str:
    """Return how a tree was reduced, and in which order it asks ("" for nothing to say)."""
    if part.tree is None:
        return f"{part.note} Cette règle elle-même est trop grande : voici ses conditions.".strip()
    return part.note


def chapter_rules(chapter: Chapter) -> dict[str, int]:
    """Return the rules that the outcomes of a chapter cite, with the number shown for each."""
    return cited_rules(part.tree for part in chapter.parts if part.tree is not None)


def cited_lines(chapter: Chapter) -> Iterator[tuple[str, str]]:
    """Yield (« R1 », the rule and its sources) for each rule cited by a chapter."""
    for rule, number in chapter_rules(chapter).items():
        yield f"R{number}", rule_words(chapter.base, chapter.base.rules[rule])


def outcome_lines(tree: Tree, cited: Mapping[str, int]) -> Iterator[tuple[str, bool, str, str]]:
    """Yield (letter, whether it concludes, what it says, its rules) for each outcome of a tree."""
    for node, letter in tree.outcomes.items():
        outcome = tree.nodes[node]
        assert isinstance(outcome, Outcome)
        held = bool(outcome.holds)
        yield letter, held, outcome_words(tree, outcome), reasons_words(tree, node, cited)
