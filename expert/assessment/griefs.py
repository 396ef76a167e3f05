"""The griefs of an incident, one by one: plain words, own proof, decisions of every side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.assessment.conclusions import Concluder
from expert.assessment.model import ConclusionResult
from expert.assessment.reader_parts import GriefResult, LookedAt
from expert.explanation.model import ProofNode
from expert.incident import parse_key
from expert.status import STATUS_FR

FAMILIES = ("manquements-agent", "manquements-envers-patient")
"""Conclusions of these families are griefs even when the base says nothing more of them."""

_MOST_PIECES = 8


def is_grief(concluder: Concluder, conclusion: ConclusionResult) -> bool:
    """Whether a conclusion may be reproached as such to the agent."""
    declared = concluder.base.atom_conclusion(conclusion.id)
    named = declared.id in concluder.base.griefs or bool(set(FAMILIES) & set(declared.family))
    return named and declared.layer == "disciplinaire"


def griefs(concluder: Concluder, concluded: Iterable[ConclusionResult]) -> Iterator[GriefResult]:
    """Yield what the base says of each conclusion that is not excluded."""
    found = tuple(concluded)
    for conclusion in found:
        declared = concluder.base.griefs.get(conclusion.id)
        if conclusion.status == "excluded" or not (declared or is_grief(concluder, conclusion)):
            continue
        named = declared.pieces if declared else ()
        pieces = dict.fromkeys((*named, *_own(concluder, conclusion)))
        yield GriefResult(
            conclusion=conclusion.id,
            unit=conclusion.unit,
            plain=declared.plain if declared else conclusion.label,
            pieces=tuple(pieces)[:_MOST_PIECES],
            upheld=concluder.prover.citable(declared.upheld if declared else ()),
            excessive=concluder.prover.citable(declared.excessive if declared else ()),
            set_aside=concluder.prover.citable(declared.set_aside if declared else ()),
            settle_first=tuple(_protections(concluder, found, conclusion.unit)),
        )


def _protections(
    concluder: Concluder, concluded: Iterable[ConclusionResult], unit: str | None
) -> Iterator[LookedAt]:
    """Yield the protections that may still cover the unit a grief rests on."""
    for other in concluded:
        first = concluder.base.atom_conclusion(other.id).settled_first
        if first and other.unit == unit and other.status != "excluded":
            said = STATUS_FR[other.status]
            yield LookedAt(label=other.label, said=said, unit=unit, status=other.status)


def _own(concluder: Concluder, conclusion: ConclusionResult) -> Iterator[str]:
    """Yield the pieces of the facts of the publication that the grief itself rests on."""
    proof = concluder.proofs.get(conclusion.proof or "")
    for node in _facts(proof.root) if proof else ():
        fact = concluder.base.facts.get(parse_key(node.question or "").fact)
        if fact is not None and not fact.protected and fact.scope != "incident":
            yield from fact.pieces


def _facts(node: ProofNode) -> Iterator[ProofNode]:
    if node.kind == "fact" and node.question:
        yield node
    for step in node.steps:
        yield from _facts(step)
