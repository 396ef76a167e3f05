"""The delays that concern an incident, as dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from expert.assessment.conclusions import Concluder
from expert.assessment.model import Certainty, DeadlineResult
from expert.calendar import add_duration, prudent_day
from expert.incident import Key, Spot
from expert.inference.statuses import GoalStatus
from knowledge.models.procedure import Deadline

_CERTAINTY: dict[str, Certainty] = {
    "certain": "certain",
    "de-memoire": "from-memory",
    "conteste": "contested",
}


def deadlines(concluder: Concluder) -> list[DeadlineResult]:
    """Return the delays that concern the incident, the earliest end first."""
    found = []
    for deadline, _ in concluder.base.deadlines.values():
        for unit in concluder.situation.units_at(deadline.scope):
            node = concluder.program.deadlines[deadline.id]
            status = concluder.statuses.node(node, unit)
            starts = _start(concluder, deadline, unit)
            if status.status == "excluded" or (status.status == "open" and starts is None):
                continue
            found.append(_deadline(concluder, deadline, unit, status, starts))
    return sorted(found, key=lambda d: (d.ends is None, d.ends or "", d.id))


def _start(concluder: Concluder, deadline: Deadline, unit: int | None) -> date | None:
    fact = concluder.base.facts[deadline.start]
    spot = Spot()
    if unit is not None and fact.scope != "incident":
        whole = concluder.situation.units[unit][1]
        spot = Spot(whole.publication) if fact.scope == "publication" else whole
    answer = concluder.situation.incident.answers_at(Key(fact.id, spot).spot).get(fact.id)
    return answer if isinstance(answer, date) else None


def _last_day(ends: date | None) -> date | None:
    """Return the last day of a delay; one that ends at midnight leaves the day before."""
    if not isinstance(ends, datetime):
        return ends
    return (ends - timedelta(microseconds=1)).date()


def _deadline(
    concluder: Concluder,
    deadline: Deadline,
    unit: int | None,
    status: GoalStatus,
    starts: date | None,
) -> DeadlineResult:
    examined = concluder.situation.incident.examined_on
    ends = add_duration(starts, deadline.duration) if starts else None
    last_day = _last_day(ends)
    return DeadlineResult(
        id=deadline.id,
        label=deadline.label,
        unit=concluder.unit_name(unit, deadline.scope),
        for_whom=deadline.for_whom,
        starts=starts.isoformat() if starts else None,
        why_start=deadline.why_start,
        ends=ends.isoformat() if ends else None,
        prudent=prudent_day(last_day).isoformat() if last_day else None,
        expired=last_day < examined if last_day else None,
        interrupted_by=deadline.interrupted_by,
        not_interrupted_by=deadline.not_interrupted_by,
        certainty=_CERTAINTY[deadline.certainty],
        applies=status.status,
        text=concluder.prover.citable(deadline.sources),
        note=deadline.note,
    )
