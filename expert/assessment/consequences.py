"""What may follow: penalties of the right article, articles excluded, sanctions, deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from expert.assessment.conclusions import Concluder
from expert.assessment.model import (
    Certainty,
    DeadlineResult,
    ExcludedText,
    PenaltyResult,
    SanctionGroupResult,
    Sanctions,
)
from expert.calendar import add_duration, prudent_day
from expert.incident import Key, Spot
from expert.inference.statuses import GoalStatus
from knowledge.models.procedure import Deadline, Scale
from knowledge.models.sources import Provision

_CERTAINTY: dict[str, Certainty] = {
    "certain": "certain",
    "de-memoire": "from-memory",
    "conteste": "contested",
}


def facts_day(concluder: Concluder, unit: int | None) -> date | None:
    """Return the day of the facts of a unit (its first publication), when it is known."""
    if unit is None:
        return None
    spot = Spot(concluder.situation.units[unit][1].publication)
    answer = concluder.situation.incident.answers_at(spot).get("first_online_date")
    if isinstance(answer, datetime):
        return answer.date()
    return answer if isinstance(answer, date) else None


def penalties(concluder: Concluder) -> Iterator[PenaltyResult]:
    """Yield the maximum of each offence that holds, is contested, or lacks only proof."""
    for conclusion in concluder.base.conclusions.values():
        if not conclusion.penalty_texts:
            continue
        for unit in concluder.situation.units_at(conclusion.scope):
            found = concluder.statuses.atom(conclusion.id, unit)
            if found.status == "excluded" or (found.status == "open" and found.matters):
                continue
            for text in conclusion.penalty_texts:
                if _is_right_text(concluder, conclusion.id, text, unit):
                    yield from _penalty(concluder, conclusion.id, text, unit, found)


def _is_right_text(concluder: Concluder, conclusion: str, text: str, unit: int | None) -> bool:
    """Whether a text may be the right one among those of an offence (false once excluded)."""
    condition = concluder.base.penalty_conditions.get((conclusion, text))
    if condition is None:
        return True
    return concluder.statuses.node(concluder.program.node_of(condition), unit).status != "excluded"


def _penalty(
    concluder: Concluder, conclusion: str, text: str, unit: int | None, found: GoalStatus
) -> Iterator[PenaltyResult]:
    provision = concluder.base.sources[text]
    day = facts_day(concluder, unit)
    if not isinstance(provision, Provision) or provision.penalty is None:
        return
    if day is not None and not provision.in_force_on(day):
        return
    declared = concluder.base.conclusions[conclusion]
    complementary = tuple(
        item.label
        for item in provision.penalty.complementary
        if day is None or item.since is None or item.since <= day
    )
    yield PenaltyResult(
        conclusion=conclusion,
        label=declared.label,
        status=found.status,
        fine_eur=provision.penalty.fine_eur,
        prison_months=provision.penalty.prison_months,
        contravention_class=provision.penalty.contravention_class,
        complementary=complementary,
        text=text,
        unit=concluder.unit_name(unit, declared.scope),
    )


def excluded_texts(concluder: Concluder) -> Iterator[ExcludedText]:
    """Yield each penal article that does not apply, with the first missing element."""
    for conclusion in concluder.base.conclusions.values():
        for text in conclusion.penalty_texts:
            for unit in concluder.situation.units_at(conclusion.scope):
                if concluder.statuses.atom(conclusion.id, unit).status == "excluded":
                    because = concluder.proof(conclusion.id, unit).line
                elif not _is_right_text(concluder, conclusion.id, text, unit):
                    because = f"{conclusion.label} : ce que ce texte punit n'est pas en cause"
                else:
                    continue
                name = concluder.unit_name(unit, conclusion.scope)
                yield ExcludedText(text=text, because=because, unit=name)


def sanctions(concluder: Concluder) -> Sanctions:
    """Return what the law opens for the status of the author. Nothing is chosen."""
    status = concluder.situation.incident.answers.get("author_status")
    fact = concluder.base.facts.get("author_status")
    label = fact.values.get(status, "") if fact and isinstance(status, str) else ""
    scale = next((s for s in concluder.base.scales.values() if status in s.statuses), None)
    if not isinstance(status, str) or scale is None:
        unknown = (
            "statut de l'auteur à établir" if not label else f"{label} : aucune échelle connue"
        )
        return Sanctions(
            status=status if isinstance(status, str) else None,
            scale=None,
            label=unknown,
            authority=None,
        )
    return _sanctions(concluder, scale, status)


def _sanctions(concluder: Concluder, scale: Scale, status: str) -> Sanctions:
    groups = tuple(
        SanctionGroupResult(
            id=group.id,
            label=group.label,
            sanctions=group.sanctions,
            body=group.body,
            sources=concluder.prover.citable(group.sources),
        )
        for group in scale.groups
    )
    return Sanctions(
        status=status,
        scale=scale.id,
        label=scale.label,
        authority=scale.authority,
        groups=groups,
        bodies=tuple(dict.fromkeys(group.body for group in groups if group.body)),
        steps=scale.steps,
        notes=scale.notes,
        sources=concluder.prover.citable(scale.sources),
    )


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
