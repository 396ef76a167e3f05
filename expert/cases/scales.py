"""The sanctions that the base opens for a case: those of the scale of the status answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from expert.cases.casefile import CaseFile
from expert.cases.decisions import Decision
from expert.retention.outcomes import sanction_words, status_of
from knowledge.base_model import KnowledgeBase
from knowledge.models.sanctions import SanctionGroup


class Named(NamedTuple):
    """A sanction and its group, in the words of the base; empty for what is no sanction."""

    sanction: str
    group: str


def groups_open(base: KnowledgeBase, case: CaseFile) -> Iterator[SanctionGroup]:
    """Yield the groups of the scale of the case; of every scale while the status is not known."""
    scales = list(base.scales.values())
    status = status_of(case)
    own = [scale for scale in scales if status in scale.statuses]
    for scale in own or scales:
        yield from scale.groups


def sanction_named(base: KnowledgeBase, case: CaseFile, decision: Decision) -> Named:
    """Return how the base calls the sanction of a decision, and its group."""
    if decision.act != "sanction":
        return Named("", "")
    groups = (group.label for group in groups_open(base, case) if group.id == decision.group)
    return Named(sanction_words(base, status_of(case), decision), next(groups, decision.group))
