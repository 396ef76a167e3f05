"""The ways open to those concerned: which apply, and the delays that bound them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expert.assessment.conclusions import Concluder
from expert.assessment.given import left_open
from expert.assessment.model import DeadlineResult, RemedyResult, Support
from expert.inference.graph import TRUE
from knowledge.models.remedies import Remedy


def remedies(concluder: Concluder, delays: Sequence[DeadlineResult]) -> Iterator[RemedyResult]:
    """Yield each way that is open, contested, or lacks only proof, in the order of the base.

    `delays` are the delays already computed for the incident: a way names those that bound it.
    """
    for remedy, condition in concluder.base.remedies.values():
        if not left_open(concluder.situation.incident, remedy.answers):
            continue
        node = concluder.program.node_of(condition) if condition is not None else TRUE
        for unit in concluder.situation.units_at(remedy.scope):
            found = concluder.statuses.node(node, unit)
            if found.status == "excluded" or (found.status == "open" and found.matters):
                continue
            name = concluder.unit_name(unit, remedy.scope)
            yield RemedyResult(
                id=remedy.id,
                label=remedy.label,
                holder=remedy.holder,
                unit=name,
                status=found.status,
                who=remedy.who,
                before=remedy.before,
                how=remedy.how,
                gives=remedy.gives,
                limit=remedy.limit,
                deadlines=tuple(_bounding(remedy, delays, name)),
                for_person=remedy.for_person,
                support=_support(concluder, remedy),
                sources=concluder.prover.citable(remedy.sources),
            )


def _bounding(remedy: Remedy, delays: Sequence[DeadlineResult], unit: str | None) -> Iterator[str]:
    """Yield the ids of the delays of the incident that bound a way, in the order it names them."""
    for name in remedy.deadlines:
        if any(d.id == name and (d.unit in (None, unit) or unit is None) for d in delays):
            yield name


def _support(concluder: Concluder, remedy: Remedy) -> Support:
    if remedy.advice:
        return "advice"
    solid = any(concluder.base.sources[source].is_solid for source in remedy.sources)
    return "solid" if solid else "weak"
