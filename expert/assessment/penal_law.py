"""The penal law of one day, applied to the facts: does an offence hold, and what is its maximum.

The same reading serves the law of the day of the facts and each later one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from expert.assessment.model import AggravationResult
from expert.inference.statuses import GoalStatus, Statuses
from knowledge.models.sources import EarlierPenalty, Penalty, Provision

Amounts = tuple[int, int]
"""Months of prison, then euros of fine: prison is compared first."""


@dataclass(frozen=True)
class PenalLaw:
    """The law of `day` (unknown: the present one) on the facts behind `statuses`."""

    statuses: Statuses
    day: date | None

    def offence(self, conclusion: str, unit: int | None) -> GoalStatus:
        """Return the status of an offence under this law."""
        return self.statuses.node(self.statuses.program.atom(conclusion), unit)

    def is_right_text(self, conclusion: str, text: str, unit: int | None) -> bool:
        """Whether a text may be the right one among those of an offence (false once excluded)."""
        program = self.statuses.program
        condition = program.base.penalty_conditions.get((conclusion, text))
        if condition is None:
            return True
        return self.statuses.node(program.node_of(condition), unit).status != "excluded"

    def maximum(self, text: str) -> Penalty | EarlierPenalty | None:
        """Return what an article sets on that day, before any aggravation."""
        provision = self.statuses.program.base.sources[text]
        return provision.maximum_on(self.day) if isinstance(provision, Provision) else None

    def aggravations(
        self, conclusion: str, text: str, unit: int | None
    ) -> Iterator[AggravationResult]:
        """Yield the higher maxima of an article that are not excluded on that day."""
        program = self.statuses.program
        provision = program.base.sources[text]
        for penalty in provision.aggravated if isinstance(provision, Provision) else ():
            condition = program.base.aggravation_conditions.get((conclusion, text, penalty.id))
            if condition is None or (self.day is not None and not penalty.in_force_on(self.day)):
                continue
            status = self.statuses.node(program.node_of(condition), unit).status
            if status != "excluded":
                yield AggravationResult(
                    id=penalty.id,
                    label=penalty.label,
                    status=status,
                    fine_eur=penalty.fine_eur,
                    prison_months=penalty.prison_months,
                )


def highest(
    maximum: Penalty | EarlierPenalty,
    aggravations: tuple[AggravationResult, ...],
    *,
    established_only: bool = True,
) -> Amounts:
    """Return the maximum once the aggravations count: the established ones, or all that may."""
    counted = [
        (found.prison_months, found.fine_eur)
        for found in aggravations
        if found.status == "established" or not established_only
    ]
    return max(((maximum.prison_months, maximum.fine_eur), *counted))
