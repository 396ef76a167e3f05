"""The parts of an explanation as lines: one line, syllogism, tree, why not, what is enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from expert.documents.explanation import (
    line_blocks,
    sufficient_blocks,
    syllogism_blocks,
    why_not_blocks,
)
from expert.documents.explanation_words import Words
from expert.documents.outline import Block, Paragraph
from expert.explanation.explain import Explainer
from expert.explanation.quoted_sources import sources_of_routes, sources_under
from tui.results.reader_pages import block_lines
from tui.results.reasoning import tree_lines
from tui.widgets.line_list import Line

if TYPE_CHECKING:
    from expert.assessment.model import Assessment
    from expert.explanation.model import Proof

_NOTHING_MISSING = {
    "established": "Cette conclusion est établie : il ne lui manque rien.",
    "contested": "Cette conclusion est contestée : aucune réponse ne lui manque. Elle dépend de la "
    "lecture du droit, dite dans le premier onglet.",
}
_NOTHING_ENOUGH = (
    "Cette conclusion reste à établir : aucun ensemble de vos réponses ne la règle. L'onglet "
    "« Pourquoi pas » dit ce qui manque."
)


def conclusion_at(assessment: Assessment, target: object) -> Proof | None:
    """Return the proof of the conclusion a line stands for; a reading is told with its own."""
    name = str(target).partition("#")[0]
    return next((proof for proof in assessment.proofs if proof.id == name), None)


def line_part(explainer: Explainer, atom: str, unit: int | None) -> Iterator[Line]:
    """Yield the conclusion in one line."""
    yield from block_lines(
        line_blocks(explainer.line(atom, unit), explainer.conclusion(atom, unit))
    )


def syllogism_part(explainer: Explainer, atom: str, unit: int | None) -> Iterator[Line]:
    """Yield the rule, the facts, the conclusion; then those it rests on."""
    found = explainer.syllogisms(atom, unit)
    words = _words(explainer, [source for each in found for source in each.sources])
    nothing: list[Block] = [Paragraph("Aucune règle ne conclut ici : voyez l'arbre.")]
    yield from block_lines(syllogism_blocks(found, words) if found else nothing)


def tree_part(explainer: Explainer, atom: str, unit: int | None) -> Iterator[Line]:
    """Yield the whole tree; a line stands for its step."""
    tree = explainer.tree(atom, unit)
    yield from tree_lines(tree, explainer.cited(sources_under(tree)))


def why_not_part(explainer: Explainer, atom: str, unit: int | None) -> Iterator[Line]:
    """Yield what each rule lacks and the smallest changes, where something is missing."""
    said = _NOTHING_MISSING.get(explainer.status(atom, unit))
    if said is not None:
        yield from block_lines([Paragraph(said)])
        return
    found = explainer.why_not(atom, unit)
    words = _words(explainer, sources_of_routes(found))
    yield from block_lines(why_not_blocks(found, words))


def sufficient_part(explainer: Explainer, atom: str, unit: int | None) -> Iterator[Line]:
    """Yield the answers that settle the conclusion whatever the others."""
    if explainer.status(atom, unit) == "open":
        yield from block_lines([Paragraph(_NOTHING_ENOUGH)])
        return
    yield from block_lines(sufficient_blocks(explainer.sufficient(atom, unit)))


def _words(explainer: Explainer, sources: Iterable[str]) -> Words:
    return Words(explainer.cited(sources), several_units=explainer.several_units)
