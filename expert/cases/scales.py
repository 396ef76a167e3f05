"""The sanctions that the base opens for a case: those of the scale of the status answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from expert.cases.casefile import CaseFile
from expert.cases.decisions import Decision
from knowledge.base_model import KnowledgeBase
from knowledge.models.sanctions import SanctionGroup

STATUS_FACT: Final = "author_status"
"""The answer that says which scale of sanctions is open."""


class Named(NamedTuple):
    """A sanction and its group, in the words of the base; empty for what is no sanction."""

    sanction: str
    group: str


def groups_open(base: KnowledgeBase, case: CaseFile) -> Iterator[SanctionGroup]:
    """Yield the groups of the scale of the case; of every scale while the status is not known."""
    scales = list(base.scales.values())
    status = case.incident.get(STATUS_FACT)
    own = [scale for scale in scales if status in scale.statuses]
    for scale in own or scales:
        yield from scale.groups


def sanction_named(base: KnowledgeBase, case: CaseFile, decision: Decision) -> Named:
    """Return how the base calls the sanction of a decision; its ids where it no longer does."""
    for group in groups_open(base, case):
        if group.id == decision.group:
            for sanction in group.sanctions:
                if sanction.id == decision.sanction:
                    return Named(sanction.label, group.label)
    return Named(decision.sanction, decision.group)
