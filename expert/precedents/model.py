"""What a comparison with decisions says, as data: ordered by what is shared, predicting nothing.

Part of the published contract: `qualif qualifier --format json` holds the decisions most on point,
`qualif precedents --format json` every decision on point.
"""

from __future__ import annotations

from expert.explanation.model import Part
from expert.precedents.presence import Presence
from expert.precedents.reasoning import Force
from knowledge.models.precedents import Side

NOTE = (
    "Ces décisions sont rapprochées du dossier par ce qu'elles ont en commun avec lui, d'après les "
    "faits qu'elles rapportent. Elles ne disent pas ce qu'un juge déciderait : elles donnent à "
    "chaque côté de quoi argumenter. Une personne les lit, et décide."
)


class FactorHere(Part):
    """A factor as the incident shows it. `asks`: keys of the questions that would tell."""

    factor: str
    label: str
    side: Side
    presence: Presence
    asks: tuple[str, ...] = ()


class DifferenceResult(Part):
    """What one has and the other has not. `here`: the incident has it, the decision has not.

    `helps`: it makes the incident stronger than the decision for whoever won it. `untold`: the
    decision does not say whether it had it. `answered_by`: what the one that lacks it has, for the
    same side and under the same idea (the difference is downplayed; emphasised without any).
    """

    factor: str
    label: str
    side: Side
    here: bool
    helps: bool
    untold: bool
    answered_by: tuple[str, ...] = ()

    @property
    def downplayed(self) -> bool:
        """Whether something of the other answers it."""
        return bool(self.answered_by)


class ComparedDecision(Part):
    """A citable decision on point: what was held, to whom it applied, what is shared, what differs.

    `force`: whether it decides the question a fortiori, whatever the answers still missing
    (forced), for some of them (may-force), or not. `most_on_point`: no other decision shares
    strictly more. `unsettled`: what the decision had and the incident may have, an answer missing.
    `against`: decisions the other way that share at least as much.
    """

    source: str
    reference: str
    applied_to: str | None
    level_label: str
    caution: str | None
    held: str
    winner: Side
    most_on_point: bool
    force: Force
    shared: tuple[str, ...]
    differences: tuple[DifferenceResult, ...]
    unsettled: tuple[str, ...]
    against: tuple[str, ...]


class QuestionCompared(Part):
    """One question that courts settled: the factors of the incident, the decisions on point.

    `decisions`: most on point first, those that force before the others; `on_point` counts, by
    side, all of those that share a factor, shown here or not. `unit`: the publication or passage
    the question is asked of.
    """

    question: str
    label: str
    unit: str | None
    measure: str
    person: str
    factors: tuple[FactorHere, ...]
    decisions: tuple[ComparedDecision, ...]
    on_point: dict[Side, int]

    def of_side(self, side: Side) -> list[FactorHere]:
        """Return the factors of a side that the incident shows, or may show."""
        return [f for f in self.factors if f.side == side and f.presence != "absent"]

    def won_by(self, side: Side) -> list[ComparedDecision]:
        """Return the decisions that a side won."""
        return [d for d in self.decisions if d.winner == side]

    def label_of(self, factor: str) -> str:
        """Return the words of a factor."""
        return next(f.label for f in self.factors if f.factor == factor)


class Precedents(Part):
    """The questions that the incident raises, compared with what courts held.

    `left_out`: how many decisions of the registry are described but cannot be cited; they are
    compared with nothing.
    """

    questions: tuple[QuestionCompared, ...] = ()
    left_out: int = 0
    note: str = NOTE

    def cited(self) -> tuple[str, ...]:
        """Return every decision that is named."""
        return tuple(dict.fromkeys(d.source for q in self.questions for d in q.decisions))
