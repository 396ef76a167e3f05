"""What is put to the proof: requirements that must never hold together, in incidents of one shape.

Every obligation on the meaning of a base comes down to that question. A requirement may fix one
answer: « the conclusion holds once this answer is yes » and « it fails once it is no », together,
are what shows that the answer changes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date

from expert.incident import Incident, Passage, Publication
from expert.inference.graph import Node
from expert.inference.program import Program, compile_base
from expert.inference.situation import Instance, Situation
from knowledge.base_model import KnowledgeBase

World = dict[Instance, int]
"""A value index for each instance that a witness names."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """« The node read by the unit holds » (or fails), once some instances have the values fixed."""

    node: Node
    unit: int | None
    holds: bool = True
    fixed: tuple[tuple[Instance, int], ...] = ()


def fails(node: Node, unit: int | None) -> Requirement:
    """Return « the node does not hold »."""
    return Requirement(node, unit, holds=False)


def workbench(base: KnowledgeBase, day: date) -> Program:
    """Return the compiled base in a copy of its own: proofs add nodes to the graph."""
    shared = compile_base(base, day)
    return replace(
        shared,
        graph=deepcopy(shared.graph),
        atoms=dict(shared.atoms),
        applies=dict(shared.applies),
        effective=dict(shared.effective),
        _nodes=dict(shared._nodes),
    )


def shape(program: Program, publications: int = 1, *, still_open: bool = False) -> Situation:
    """Return an incident of so many publications of one passage each, nothing answered.

    While the list is open each count has its free boolean, which stands for every publication
    still to come: what never holds in an open list never holds, however many publications.
    """
    names = [f"P{number + 1}" for number in range(publications)]
    listed = tuple(Publication(name, (Passage(f"{name}a"),)) for name in names)
    closed = None if still_open else True
    return Situation(program, Incident("", program.examined_on, {}, listed, closed), {})


def unit_of(scope: str) -> int | None:
    """Return the unit on which a conclusion or a rule of a scope is proved."""
    return None if scope == "incident" else 0


def counts_passages(program: Program, wanted: Sequence[Requirement]) -> bool:
    """Whether some requirement counts passages, so that their number matters."""
    roots = [requirement.node for requirement in wanted]
    return any(True for _ in program.graph.counts_under(roots))
