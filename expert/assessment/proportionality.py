"""What courts looked at in like cases: indicators side by side, alerts, measures observed."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.conclusions import Concluder
from expert.assessment.indicators import indicators
from expert.assessment.model import Proportionality
from expert.assessment.observed import observed
from expert.assessment.observed_scale import scale_rows


def proportionality(concluder: Concluder) -> Proportionality:
    """Return what counts for and against, and the decisions of like cases. Nothing is weighed."""
    decisions, caution = observed(concluder)
    status = concluder.situation.incident.answers.get("author_status")
    return Proportionality(
        indicators=tuple(indicators(concluder)),
        observed=decisions,
        scale=scale_rows(concluder.base, decisions, str(status)),
        caution=caution,
    )


def proportionality_sources(found: Proportionality) -> Iterator[str]:
    """Yield every source that the indicators and the observed measures quote."""
    yield from (s for indicator in found.indicators for s in indicator.sources)
    yield from (decision.source for decision in found.observed)
