"""Reasoning from cases by factors, on sets alone: what is shared, what differs, what is forced.

After HYPO (on point, more on point, counter-examples), CATO (differences downplayed or emphasised
through more general ideas) and the reason model of precedent (a fortiori). Definitions:

* A decision is *on point* when it shares a factor with the case; *more on point* than another when
  what it shares strictly contains what the other shares. The order is that of inclusion: two
  decisions may stand side by side.
* A decision *forces* a case a fortiori when a factor that favoured its winner is in the case, every
  factor that favoured its winner is in the case, and every factor against that is in the case was
  in the decision.
* A difference is *downplayed* when the one that lacks the factor has another for the same side
  under a shared idea; otherwise it is *emphasised*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.models.precedents import OTHER_SIDE, Side

FactorId = str
Factors = frozenset[FactorId]

Force = Literal["forced", "not-forced", "may-force"]
"""Whether a decision forces a case, in every way of settling its possible factors, none, or some"""


@dataclass(frozen=True, slots=True)
class FactorTable:
    """Whom each factor of one question favours, and every idea it falls under."""

    sides: Mapping[FactorId, Side]
    ideas: Mapping[FactorId, frozenset[str]]

    def of_side(self, factors: Iterable[FactorId], side: Side) -> Factors:
        """Return the factors that favour a side."""
        return frozenset(f for f in factors if self.sides[f] == side)


@dataclass(frozen=True, slots=True)
class Precedent:
    """What the reasoning reads of a decision on one question: its factors, and who won."""

    decision: str
    factors: Factors
    winner: Side


@dataclass(frozen=True, slots=True)
class Difference:
    """A factor that one has and the other has not.

    `here`: the case has it and the decision has not. `helps`: it makes the case stronger than the
    decision for whoever won it. `answered_by` are the factors, same side and same idea, of the one
    that lacks it: the difference is downplayed by them, emphasised when there is none.
    """

    factor: FactorId
    here: bool
    helps: bool
    answered_by: tuple[FactorId, ...] = ()

    @property
    def downplayed(self) -> bool:
        """Whether a factor of the other falls under the same idea."""
        return bool(self.answered_by)


def shared(precedent: Precedent, case: Factors) -> Factors:
    """Return the factors that the decision and the case both have."""
    return precedent.factors & case


def most_on_point(precedents: Collection[Precedent], case: Factors) -> list[Precedent]:
    """Return the decisions that share something and that no other is more on point than."""
    found = [(p, shared(p, case)) for p in precedents]
    on_point = [(p, s) for p, s in found if s]
    return [p for p, s in on_point if not any(s < other for _, other in on_point)]


def forces(table: FactorTable, precedent: Precedent, case: Factors) -> bool:
    """Whether a decision decides a case a fortiori (strict definition of the module)."""
    winning = table.of_side(precedent.factors, precedent.winner)
    against = table.of_side(case, OTHER_SIDE[precedent.winner])
    return bool(winning) and winning <= case and against <= precedent.factors


def force(table: FactorTable, precedent: Precedent, present: Factors, possible: Factors) -> Force:
    """Return whether a decision forces a case whose `possible` factors are not settled.

    The case hardest to force has no possible factor for the winner and all of those against; the
    easiest has the contrary. Every other way of settling them stands between the two.
    """
    winner = precedent.winner
    against = table.of_side(possible, OTHER_SIDE[winner])
    if forces(table, precedent, present | against):
        return "forced"
    favourable = table.of_side(possible, winner)
    return "may-force" if forces(table, precedent, present | favourable) else "not-forced"


def differences(table: FactorTable, precedent: Precedent, case: Factors) -> list[Difference]:
    """Return what distinguishes a case from a decision, both ways, in the order of the table."""
    found = []
    for factor, side in table.sides.items():
        here, there = factor in case, factor in precedent.factors
        if here == there:
            continue
        other = precedent.factors if here else case
        answers = tuple(
            answer
            for answer, its_side in table.sides.items()
            if answer in other
            and its_side == side
            and answer != factor
            and table.ideas[answer] & table.ideas[factor]
        )
        helps = here == (side == precedent.winner)
        found.append(Difference(factor, here, helps, answers))
    return found


def counter_examples(
    precedents: Collection[Precedent], precedent: Precedent, case: Factors
) -> list[Precedent]:
    """Return the decisions won by the other side that are at least as on point."""
    common = shared(precedent, case)
    return [p for p in precedents if p.winner != precedent.winner and shared(p, case) >= common]


def prediction(precedents: Collection[Precedent], case: Factors) -> Side | None:
    """Return the side of the most on point decisions when they all agree, to measure agreement.

    It serves the published figures only: no incident is ever told what a court would decide.
    """
    sides = {p.winner for p in most_on_point(precedents, case)}
    return next(iter(sides)) if len(sides) == 1 else None
