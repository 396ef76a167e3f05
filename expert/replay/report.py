"""The figures of a replay: coverage first, then agreement, with the majority baseline beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from pydantic import computed_field

from expert.explanation.model import Part
from expert.replay.outcomes import Expected, Side
from expert.replay.registry import NotReplayed
from expert.status import Status

Verdict = Literal["agree", "disagree", "abstain"]

NOTE = (
    "Accord avec des décisions publiées et commentées, choisies parce que leurs faits sont assez "
    "décrits ; les mesures confirmées y sont plus nombreuses que dans la réalité, et la plupart "
    "de ces décisions ont servi à écrire les règles. Ce chiffre ne dit rien d'un cas particulier."
)


class ComparedPoint(Part):
    """One point: what the court said, the status « if nothing more is proved », the verdict.

    A status « established » is read as yes, « excluded » as no; otherwise Qualif abstains.
    `explanation` is the legal reason written in the file of the decision.
    """

    issue: str
    conclusion: str
    unit: str | None
    expected: Expected
    status: Status
    explanation: str | None = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def verdict(self) -> Verdict:
        """Whether the result given is the court's, is not, or is not given."""
        given = {"established": "oui", "excluded": "non"}.get(self.status)
        if given is None:
            return "abstain"
        return "agree" if given == self.expected else "disagree"


class Case(Part):
    """One decision replayed.

    `cited`: a rule of the base names it among its sources. `left_out` counts the points its
    outcome decides and its published facts do not allow to replay.
    """

    decision: str
    order: str
    cited: bool
    citable: bool
    side: Side
    left_out: int
    points: tuple[ComparedPoint, ...]


class Figures(Part):
    """Counts of points and the three ratios, between 0 and 1 (None without a point to count).

    `majority_baseline` is the share of points that would be right by always answering the most
    frequent outcome of each conclusion.
    """

    points: int
    agree: int
    disagree: int
    abstain: int
    coverage: float | None
    agreement: float | None
    majority_baseline: float | None


class ReplayReport(Part):
    """Everything `qualif base rejouer` says.

    `by_citation` separates the decisions that a rule cites from those no rule was written from;
    `by_expected` shows whether silence falls on one side (what the court denied, or admitted);
    `by_side`, on what stood before the court, or fell; `decisions_by` counts decisions in the same
    groups. `not_replayed` is the rest of the registry, with its reasons.
    """

    replayed: int
    points: int
    agree: int
    disagree: int
    abstain: int
    coverage: float | None
    agreement: float | None
    majority_baseline: float | None
    by_order: dict[str, Figures]
    by_issue: dict[str, Figures]
    by_citation: dict[str, Figures]
    by_expected: dict[str, Figures]
    by_side: dict[str, Figures]
    by_citable: dict[str, Figures]
    decisions_by: dict[str, dict[str, int]]
    left_out: int
    not_replayed: tuple[NotReplayed, ...]
    cases: tuple[Case, ...]
    note: str = NOTE

    def unexplained(self) -> list[tuple[Case, ComparedPoint]]:
        """Return the disagreements without a legal reason in their file."""
        return [
            (case, point)
            for case in self.cases
            for point in case.points
            if point.verdict == "disagree" and point.explanation is None
        ]


def report_of(cases: Sequence[Case], others: tuple[NotReplayed, ...] = ()) -> ReplayReport:
    """Count everything there is to count in replayed decisions."""
    pairs = [(case, point) for case in cases for point in case.points]
    return ReplayReport(
        replayed=len(cases),
        **figures_of(point for _, point in pairs).model_dump(),
        by_order=_by(pairs, lambda case, _: case.order),
        by_issue=_by(pairs, lambda _, point: point.issue),
        by_citation=_by(pairs, lambda case, _: _citation(case)),
        by_expected=_by(pairs, lambda _, point: point.expected),
        by_side=_by(pairs, lambda case, _: case.side),
        by_citable=_by(pairs, lambda case, _: _citable(case)),
        decisions_by={
            "order": _count(cases, lambda case: case.order),
            "side": _count(cases, lambda case: case.side),
            "citable": _count(cases, _citable),
            "citation": _count(cases, _citation),
        },
        left_out=sum(case.left_out for case in cases),
        not_replayed=others,
        cases=tuple(cases),
    )


def to_json(report: ReplayReport) -> str:
    """Return the report as JSON (keys of the published contract)."""
    return report.model_dump_json(indent=2)


def _citable(case: Case) -> str:
    return "citable" if case.citable else "not_citable"


def _citation(case: Case) -> str:
    return "cited" if case.cited else "uncited"


def _count(cases: Sequence[Case], key: Callable[[Case], str]) -> dict[str, int]:
    return dict(sorted(Counter(map(key, cases)).items()))


def _by(
    pairs: Sequence[tuple[Case, ComparedPoint]], key: Callable[[Case, ComparedPoint], str]
) -> dict[str, Figures]:
    groups: dict[str, list[ComparedPoint]] = {}
    for case, point in pairs:
        groups.setdefault(key(case, point), []).append(point)
    return {name: figures_of(groups[name]) for name in sorted(groups)}


def figures_of(points: Iterable[ComparedPoint]) -> Figures:
    """Count points and their verdicts."""
    every = list(points)
    verdicts = Counter(point.verdict for point in every)
    given = verdicts["agree"] + verdicts["disagree"]
    outcomes: dict[str, Counter[str]] = {}
    for point in every:
        outcomes.setdefault(point.conclusion, Counter())[point.expected] += 1
    most_frequent = sum(max(counts.values()) for counts in outcomes.values())
    return Figures(
        points=len(every),
        agree=verdicts["agree"],
        disagree=verdicts["disagree"],
        abstain=verdicts["abstain"],
        coverage=_ratio(given, len(every)),
        agreement=_ratio(verdicts["agree"], given),
        majority_baseline=_ratio(most_frequent, len(every)),
    )


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
