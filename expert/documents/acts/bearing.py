"""Which pieces bear which facts: each fact a reasoning rests on, and the pieces of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from expert.assessment.model import ConclusionResult
from expert.documents.acts.disclosable import Disclosable
from expert.documents.source_text import SourceText
from expert.explanation.model import SHOWN_ALREADY, Proof, ProofNode
from expert.explanation.render import main_rule, minor_nodes, told_once

_PROTECTED: Final = "réponse protégée"
"""How the text of a protected answer ends in a reasoning."""

_NOT_TOLD: Final = "une réponse protégée, non reproduite"


def minor(told: Disclosable, proof: Proof) -> Iterator[str]:
    """Yield what the rule of a proof rests on, each with the pieces that bear it."""
    rule = main_rule(proof)
    nodes = {conclusion.text: conclusion for conclusion in _unfolded(proof.root)}
    pieces: dict[str, str] = {}
    for text, node in minor_nodes(rule) if rule else ():
        found = nodes.get(node.text.removesuffix(SHOWN_ALREADY), node)
        keys = [fact.question for fact in held_facts(found) if fact.question]
        shown = text.removesuffix(SHOWN_ALREADY)
        if shown.endswith(_PROTECTED):
            shown, keys = _NOT_TOLD, []
        pieces.setdefault(shown, told.said_bearing(keys) if keys else "")
    for shown in told_once(pieces):
        borne = pieces.get(shown, "")
        yield f"{shown} ({borne})" if borne else shown


def pieces_of(told: Disclosable, proof: Proof) -> tuple[int, ...]:
    """Return the pieces that bear any fact of a reasoning."""
    return told.bearing(fact.question for fact in held_facts(proof.root) if fact.question)


def reproaches(source: SourceText) -> list[ConclusionResult]:
    """Return the griefs that are established or contested, in the order of the base."""
    order = {"established": 0, "contested": 1}
    held = [c for c in source.named if source.is_grief(c) and c.status in order]
    return sorted(held, key=lambda c: order[c.status])


def held_facts(node: ProofNode) -> Iterator[ProofNode]:
    """Yield the answers that hold under a step: what would have to be proved."""
    if node.kind == "fact" and node.truth is True:
        yield node
    for step in node.steps:
        yield from held_facts(step)


def _unfolded(node: ProofNode) -> Iterator[ProofNode]:
    if node.kind == "conclusion" and node.steps:
        yield node
    for step in node.steps:
        yield from _unfolded(step)
