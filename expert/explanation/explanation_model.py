"""An explanation as data: how, why not, what would change it, what is enough. A published contract.

It is made on demand, for the conclusions asked about; an assessment does not hold it.
"""

from __future__ import annotations

from expert.assessment.model import BaseIdentity, ConclusionResult, Software
from expert.explanation.model import Citation, Part
from expert.explanation.numbering import NumberedNode
from expert.explanation.question_reasons import QuestionReasons
from expert.explanation.why_not import Route
from expert.status import Status

FORMAT = "qualif-explication/1"


class SyllogismResult(Part):
    """Major: the rule and its sources; minor: the facts; conclusion."""

    major: str
    sources: tuple[str, ...]
    minor: tuple[str, ...]
    conclusion: str


class ChangeResult(Part):
    """One answer to give or to change. `question` is its key, `now` the answer given in words.

    `contradicts`: another answer was given; it is told as what would have been needed.
    """

    question: str
    label: str
    values: str
    now: str | None
    contradicts: bool
    sentence: str


class AlternativeResult(Part):
    """Changes that are enough together; `closes_list`: and no other publication exists."""

    changes: tuple[ChangeResult, ...]
    closes_list: bool
    sentence: str


class WhyNotResult(Part):
    """Why a conclusion is not there: each rule with what it lacks, then the smallest changes.

    `target` is the status that the changes give. `exact`: nothing smaller exists, and no change at
    all when there is no alternative. `more`: others of the same size exist.
    """

    routes: tuple[Route, ...]
    target: Status
    alternatives: tuple[AlternativeResult, ...]
    exact: bool
    more: bool


class ReasonResult(Part):
    """One answer of a sufficient set; a protected one is neither named nor repeated."""

    question: str | None
    sentence: str


class SufficientSetResult(Part):
    """Answers that are enough; `only_these_publications`: as long as there is no other one."""

    reasons: tuple[ReasonResult, ...]
    only_these_publications: bool


class SufficientResult(Part):
    """The minimal sets of answers that settle a conclusion whatever the others, the least first.

    `exact`: the first is of least size and each is minimal. `zones` are the questions of law on
    which a contested conclusion hangs.
    """

    status: Status
    sets: tuple[SufficientSetResult, ...]
    exact: bool
    more: bool
    zones: tuple[str, ...] = ()


class Explanation(Part):
    """All that is told of one conclusion; `why_not` and `sufficient` where they have a meaning."""

    conclusion: ConclusionResult
    line: str
    syllogisms: tuple[SyllogismResult, ...]
    tree: NumberedNode
    why_not: WhyNotResult | None
    sufficient: SufficientResult | None


class Explainable(Part):
    """A conclusion that can be explained."""

    id: str
    label: str
    unit: str | None
    layer: str
    status: Status


class ExplainedIncident(Part):
    """What was asked about one incident, or the list of what can be asked.

    `report_only`: the reporter is aimed at, a witness, or made the capture: nothing is explained.
    """

    format: str = FORMAT
    software: Software
    base: BaseIdentity
    title: str
    examined_on: str
    several_units: bool
    report_only: str | None = None
    explainable: tuple[Explainable, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    questions: tuple[QuestionReasons, ...] = ()
    citations: tuple[Citation, ...] = ()
    mention: str = ""
