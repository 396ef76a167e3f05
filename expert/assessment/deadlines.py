"""The delays that concern an incident, as dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from expert.assessment.conclusions import Concluder
from expert.assessment.counting import (
    days_between,
    hours_left,
    last_day_of,
    told_computation,
    told_standing,
)
from expert.assessment.model import Certainty, DeadlineResult
from expert.calendar import (
    add_duration,
    earliest_after,
    french_date,
    prudent_day,
    subtract_duration,
)
from expert.holidays import AREAS, COMMON_AREA
from expert.incident import Key, Spot
from expert.inference.statuses import GoalStatus
from knowledge.models.procedure import Deadline, Duration

AREA_FACT = "establishment_area"
"""The descriptive fact that chooses the calendar of public holidays; no rule reads it."""

_CERTAINTY: dict[str, Certainty] = {
    "certain": "certain",
    "de-memoire": "from-memory",
    "conteste": "contested",
    "conseil": "advice",
}


def deadlines(concluder: Concluder) -> list[DeadlineResult]:
    """Return the delays that concern the incident, the earliest end first.

    The delays of one family stay together, where the first of them ends: when their starts differ
    the earliest date is read first, and all are marked as uncertain.
    """
    found = []
    for deadline, _ in concluder.base.deadlines.values():
        for unit in concluder.situation.units_at(deadline.scope):
            node = concluder.program.deadlines[deadline.id]
            status = concluder.statuses.node(node, unit)
            starts = _start(concluder, deadline, unit)
            if status.status == "excluded" or (status.status == "open" and starts is None):
                continue
            if deadline.once_settled and status.status == "open" and status.matters:
                continue
            found.append(_deadline(concluder, deadline, unit, status, starts))
    return _in_order(concluder, found)


def _in_order(concluder: Concluder, found: Sequence[DeadlineResult]) -> list[DeadlineResult]:
    rivals: dict[tuple[str, str | None], list[DeadlineResult]] = {}
    for result in found:
        rivals.setdefault((result.family or result.id, result.unit), []).append(result)
    families = [_uncertain(concluder, sorted(family, key=_rank)) for family in rivals.values()]
    return [result for family in sorted(families, key=lambda f: _rank(f[0])) for result in family]


def _rank(result: DeadlineResult) -> tuple[bool, bool, str, str]:
    """Dated ends first, then waits without an end, then what has no date."""
    day = result.ends or result.earliest
    return result.ends is None, day is None, day or "", result.id


def _uncertain(concluder: Concluder, family: list[DeadlineResult]) -> list[DeadlineResult]:
    """Mark the delays of a family whose known starts differ."""
    if len({result.starts[:10] for result in family if result.starts}) < 2:
        return family
    declared = [concluder.base.deadlines[result.id][0].disputed_start for result in family]
    why = next((reason for reason in declared if reason), None)
    return [result.model_copy(update={"uncertain_start": why}) for result in family]


def _start(concluder: Concluder, deadline: Deadline, unit: int | None) -> date | None:
    if deadline.start is None:
        return None
    fact = concluder.base.facts[deadline.start]
    spot = Spot()
    if unit is not None and fact.scope != "incident":
        whole = concluder.situation.units[unit][1]
        spot = Spot(whole.publication) if fact.scope == "publication" else whole
    answer = concluder.situation.incident.answers_at(Key(fact.id, spot).spot).get(fact.id)
    return answer if isinstance(answer, date) else None


def area_of(concluder: Concluder) -> str | None:
    """Return where the establishment is, when it was said and has its own list of holidays."""
    answer = concluder.situation.incident.answers.get(AREA_FACT)
    return answer if isinstance(answer, str) and answer in AREAS else None


def _end(deadline: Deadline, duration: Duration | None, starts: date, area: str) -> date | None:
    if duration is None:
        return None
    count = subtract_duration if deadline.direction == "avant" else add_duration
    return count(starts, duration, area)


def _prudent(deadline: Deadline, starts: date | None, area: str) -> date | None:
    """Return the working day to aim at, counted more carefully where the base says so."""
    if starts is None:
        return None
    ends = _end(deadline, deadline.aimed or deadline.duration, starts, area)
    return None if ends is None else prudent_day(last_day_of(ends), area)


def _earliest(deadline: Deadline, starts: date | None, area: str) -> date | None:
    """Return the first day allowed by a wait or a window."""
    if starts is None or deadline.earliest is None:
        return None
    return earliest_after(starts, deadline.earliest, area)


def _elsewhere(concluder: Concluder, deadline: Deadline, starts: date | None) -> tuple[str, ...]:
    """Say the days where other holidays apply, while nobody said where the establishment is."""
    examined = concluder.situation.incident.examined_on
    fact = concluder.base.facts.get(AREA_FACT)
    if fact is None or area_of(concluder) is not None:
        return ()
    said = []
    for word, day_in in (("pas avant", _earliest), ("viser", _prudent)):
        common = day_in(deadline, starts, COMMON_AREA)
        if common is None or common < examined:
            continue
        for area in AREAS:
            day = day_in(deadline, starts, area)
            if day is not None and day != common:
                said.append(f"{fact.values[area]} : {word} le {french_date(day)}")
    return tuple(said)


def _deadline(
    concluder: Concluder,
    deadline: Deadline,
    unit: int | None,
    status: GoalStatus,
    starts: date | None,
) -> DeadlineResult:
    examined = concluder.situation.incident.examined_on
    area = area_of(concluder) or COMMON_AREA
    ends = _end(deadline, deadline.duration, starts, area) if starts else None
    earliest = _earliest(deadline, starts, area)
    last_day = last_day_of(ends) if ends else None
    prudent = _prudent(deadline, starts, area)
    return DeadlineResult(
        id=deadline.id,
        label=deadline.label,
        unit=concluder.unit_name(unit, deadline.scope),
        plan=deadline.plan,
        actor=deadline.actor,
        for_whom=deadline.for_whom,
        starts=starts.isoformat() if starts else None,
        why_start=deadline.why_start,
        earliest=earliest.isoformat() if earliest else None,
        ends=ends.isoformat() if ends else None,
        prudent=prudent.isoformat() if prudent else None,
        expired=last_day < examined if last_day else None,
        days_left=days_between(examined, last_day),
        hours_left=hours_left(examined, ends),
        standing=told_standing(examined, earliest, ends, last_day),
        computation=told_computation(deadline, starts) if starts else "",
        direction="before" if deadline.direction == "avant" else "after",
        reference=deadline.start is None,
        family=deadline.family,
        elsewhere=_elsewhere(concluder, deadline, starts),
        still_due=deadline.still_due,
        interrupted_by=deadline.interrupted_by,
        not_interrupted_by=deadline.not_interrupted_by,
        certainty=_CERTAINTY[deadline.certainty],
        applies=status.status,
        text=concluder.prover.citable(deadline.sources),
        note=deadline.note,
    )
