"""What courts held against a person, in their favour, or annulled for: a list, without a weight."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.conclusions import Concluder
from expert.assessment.model import Bearing, IndicatorResult
from expert.status import STATUS_FR
from knowledge.models.rules import Conclusion

_BEARINGS: dict[str, Bearing] = {"contre": "against", "pour": "for", "annulation": "annulment"}


def indicators(concluder: Concluder) -> Iterator[IndicatorResult]:
    """Yield the indicators that are not excluded, in the order of the base, for every reader.

    A settled one carries the sources of the rules that decide it; an open one carries none.
    """
    for conclusion in concluder.base.conclusions.values():
        if conclusion.bearings:
            for unit in concluder.situation.units_at(conclusion.scope):
                yield from _indicator(concluder, conclusion, unit)


def _indicator(
    concluder: Concluder, conclusion: Conclusion, unit: int | None
) -> Iterator[IndicatorResult]:
    status = concluder.statuses.atom(conclusion.id, unit).status
    if status == "excluded":
        return
    sources: tuple[str, ...] = ()
    if status != "open":
        proved = concluder.prover.prove(conclusion.id, unit)
        sources = concluder.sources_of(conclusion.id, proved, unit)
    said = conclusion.when_open if status == "open" else conclusion.when_established
    for bearing in conclusion.bearings:
        yield IndicatorResult(
            conclusion=conclusion.id,
            label=conclusion.label,
            bearing=_BEARINGS[bearing],
            status=status,
            unit=concluder.unit_name(unit, conclusion.scope),
            sentence=said or f"{conclusion.label} : {STATUS_FR[status]}.",
            sources=sources,
        )
