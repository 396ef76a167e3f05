"""What moved since the founding documents, kept to what matters to the incident and its reader."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.conclusions import Concluder
from expert.assessment.model import ChangeResult
from expert.inference.kleene import Reference
from knowledge.models.changes import DOCUMENT_FR


def changes(concluder: Concluder, profile: str) -> Iterator[ChangeResult]:
    """Yield each change whose condition surely holds: an open point would tell it for nothing."""
    reference = Reference(concluder.situation)
    for change, condition in concluder.base.changes.values():
        if profile not in change.profiles:
            continue
        if reference.truth(concluder.program.node_of(condition)) is True:
            yield ChangeResult(
                id=change.id,
                title=change.title,
                document=DOCUMENT_FR[change.document],
                said=change.said,
                now=change.now,
                since=change.since,
                days=tuple(day.isoformat() for day in change.days),
                verdict=change.verdict,
                sources=concluder.prover.citable(change.sources, ()),
            )
