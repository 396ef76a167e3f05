"""The penalties an offence opens: the right article and its maximum, and the articles set aside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from expert.assessment.conclusions import Concluder
from expert.assessment.model import AggravationResult, ExcludedText, PenaltyResult
from expert.incident import Spot
from expert.inference.statuses import GoalStatus
from knowledge.models.sources import Provision


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
    aggravations = tuple(_aggravations(concluder, conclusion, provision, unit, day))
    highest = (provision.penalty.prison_months, provision.penalty.fine_eur)
    for aggravation in aggravations:
        if aggravation.status == "established":
            highest = max(highest, (aggravation.prison_months, aggravation.fine_eur))
    prison, fine = highest
    yield PenaltyResult(
        conclusion=conclusion,
        label=declared.label,
        status=found.status,
        fine_eur=fine,
        prison_months=prison,
        contravention_class=provision.penalty.contravention_class,
        complementary=complementary,
        aggravations=aggravations,
        text=text,
        unit=concluder.unit_name(unit, declared.scope),
    )


def _aggravations(
    concluder: Concluder, conclusion: str, provision: Provision, unit: int | None, day: date | None
) -> Iterator[AggravationResult]:
    """Yield the higher maxima of an article that are not excluded on the day of the facts."""
    for penalty in provision.aggravated:
        condition = concluder.base.aggravation_conditions.get(
            (conclusion, provision.id, penalty.id)
        )
        if condition is None or (day is not None and not penalty.in_force_on(day)):
            continue
        status = concluder.statuses.node(concluder.program.node_of(condition), unit).status
        if status != "excluded":
            yield AggravationResult(
                id=penalty.id,
                label=penalty.label,
                status=status,
                fine_eur=penalty.fine_eur,
                prison_months=penalty.prison_months,
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
