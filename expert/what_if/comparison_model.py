"""Two situations side by side, as data: what differs, what is the same, and by which rules."""

from __future__ import annotations

from typing import Literal

from expert.assessment.model import BaseIdentity, Software
from expert.explanation.model import Citation, Part
from expert.status import Status

FORMAT = "qualif-comparaison/1"

Topic = Literal["penalty", "sanction", "deadline"]


class Side(Part):
    """One of the two situations, and the ids of its publications and passages."""

    name: str
    title: str
    examined_on: str
    publications: tuple[str, ...]


class AnswerDifference(Part):
    """An answer that is not the same; None: not given, or no such place in that situation."""

    key: str
    label: str
    question: str
    unit: str | None
    first: str | None
    second: str | None


class RuleResult(Part):
    """A rule that gives its conclusion in one situation only; `exception`: it defeats others."""

    rule: str
    statement: str
    exception: bool
    sources: tuple[str, ...]


class ConclusionDifference(Part):
    """A conclusion whose status is not the same; None: no such publication or passage there.

    `first_reason` and `second_reason` are its proofs in one line; `first_rules` and `second_rules`
    are the rules of these proofs that hold in that situation and not in the other. `through` are
    the labels of other conclusions that differ and that it rests on: their rules are told there.
    """

    conclusion: str
    label: str
    unit: str | None
    layer: str
    first: Status | None
    second: Status | None
    first_reason: str = ""
    second_reason: str = ""
    first_rules: tuple[RuleResult, ...] = ()
    second_rules: tuple[RuleResult, ...] = ()
    through: tuple[str, ...] = ()


class SameConclusion(Part):
    """A conclusion that has the same status in both situations."""

    conclusion: str
    label: str
    unit: str | None
    status: Status


class ToldDifference(Part):
    """A penalty, a sanction or a delay, in the words of each assessment; None: not told there."""

    topic: Topic
    label: str
    unit: str | None
    first: str | None
    second: str | None


class Comparison(Part):
    """Two situations for one reader.

    `hidden`: protected answers differ too; they are not repeated. `same` leaves out what both
    exclude, counted by `both_excluded`. `citations` are those of the rules. `other_words`: two
    titles, and no words that both quote: the units of one are not those of the other.
    """

    format: str = FORMAT
    software: Software
    base: BaseIdentity
    reader: str
    first: Side
    second: Side
    answers: tuple[AnswerDifference, ...]
    hidden: bool
    conclusions: tuple[ConclusionDifference, ...]
    same: tuple[SameConclusion, ...]
    both_excluded: int
    other_words: bool = False
    told: tuple[ToldDifference, ...]
    citations: tuple[Citation, ...]

    @property
    def several_units(self) -> bool:
        """Whether a unit has to be named."""
        differing = {each.unit for each in self.conclusions if each.unit}
        return len(differing | {each.unit for each in self.same if each.unit}) > 1
