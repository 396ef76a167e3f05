"""An incident compared with the decisions of the case base, question by question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from expert.explanation.citations import citation
from expert.incident import Incident, key_text
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.precedents.cases import DecidedCase, case_base, factors_of, not_citable, table_of
from expert.precedents.model import (
    ComparedDecision,
    DifferenceResult,
    FactorHere,
    Precedents,
    QuestionCompared,
)
from expert.precedents.presence import Place, Presence, Shown, places, shown
from expert.precedents.reasoning import (
    Factors,
    FactorTable,
    Precedent,
    counter_examples,
    differences,
    force,
    most_on_point,
    shared,
)
from knowledge.base_model import KnowledgeBase
from knowledge.models.precedents import JudgedQuestion

REPORT_ONLY = "rapport-seul"
"""Holds when the reporter is aimed at, a witness, or the one who captured the content."""


def compare(
    statuses: Statuses, question: str | None = None, *, most_only: bool = False
) -> Precedents:
    """Compare an incident with the decisions on each question it raises, or on one.

    With `most_only`, only the decisions most on point, and those that force, are kept.

    Raises:
        InputError: the decisions shipped with the law cannot be read.
    """
    base = statuses.program.base
    cases = case_base(base)
    found: list[QuestionCompared] = []
    for judged, condition in base.judged_questions.values():
        if question not in (None, judged.id):
            continue
        if condition is not None:
            concerns = statuses.node(statuses.program.node_of(condition)).status
            if concerns == "excluded":
                continue
        found += _compared(statuses, judged, [c for c in cases if c.question == judged.id],
                           most_only=most_only)  # fmt: skip
    return Precedents(questions=tuple(found), left_out=not_citable(base) if found else 0)


def compare_incident(
    base: KnowledgeBase, incident: Incident, question: str | None = None
) -> Precedents | None:
    """Compare an incident; None where its reporter is a party to it, and only reports the facts.

    Raises:
        InputError: the decisions shipped with the law cannot be read.
    """
    statuses = Statuses(situate(compile_base(base, incident.examined_on), incident))
    alone = REPORT_ONLY in base.conclusions
    if alone and statuses.atom(REPORT_ONLY).status == "established":
        return None
    return compare(statuses, question)


def _compared(
    statuses: Statuses, question: JudgedQuestion, cases: Sequence[DecidedCase], *, most_only: bool
) -> Iterator[QuestionCompared]:
    """Yield one comparison a place; places that show the same factors are told once."""
    base = statuses.program.base
    told: list[dict[str, Presence]] = []
    for place in places(statuses, question.scope):
        here = {
            factor.id: shown(statuses, factor, condition, question.scope, place)
            for factor, condition in factors_of(base, question.id)
        }
        presences = {factor: found.presence for factor, found in here.items()}
        present = frozenset(f for f, presence in presences.items() if presence == "present")
        if presences in told or not present:
            continue
        told.append(presences)
        comparison = _Comparison(base, question, tuple(cases), present, here)
        if comparison.on_point:
            yield comparison.result(_unit_name(statuses, question, place), most_only=most_only)


def _unit_name(statuses: Statuses, question: JudgedQuestion, place: Place) -> str | None:
    if place is None:
        return None
    spot = statuses.situation.units[place][1]
    return spot.publication if question.scope == "publication" else spot.passage


def _reading_order(decision: ComparedDecision) -> tuple[bool, bool]:
    """Order decisions as they are read: the most on point, those that force first."""
    return not decision.most_on_point, decision.force != "forced"


@dataclass
class _Comparison:
    """One question at one place: the cases, the factors present, and how each factor shows."""

    base: KnowledgeBase
    question: JudgedQuestion
    cases: tuple[DecidedCase, ...]
    present: Factors
    here: dict[str, Shown]
    table: FactorTable = field(init=False)

    def __post_init__(self) -> None:
        self.table = table_of(self.base, self.question.id)
        self.possible = frozenset(f for f, s in self.here.items() if s.presence == "possible")
        self.precedents = [case.precedent for case in self.cases]
        self.on_point = [c for c in self.cases if shared(c.precedent, self.present)]
        self.most = most_on_point(self.precedents, self.present)

    def result(self, unit: str | None, *, most_only: bool) -> QuestionCompared:
        decisions = [self._decision(case) for case in self.on_point]
        kept = [d for d in decisions if not most_only or d.most_on_point or d.force == "forced"]
        return QuestionCompared(
            question=self.question.id,
            label=self.question.label,
            unit=unit,
            measure=self.question.measure,
            person=self.question.person,
            factors=tuple(self._factors()),
            decisions=tuple(sorted(kept, key=_reading_order)),
            on_point={
                "mesure": sum(d.winner == "mesure" for d in decisions),
                "personne": sum(d.winner == "personne" for d in decisions),
            },
        )

    def _factors(self) -> Iterator[FactorHere]:
        for factor, _ in factors_of(self.base, self.question.id):
            found = self.here[factor.id]
            yield FactorHere(
                factor=factor.id,
                label=factor.label,
                side=factor.side,
                presence=found.presence,
                asks=tuple(key_text(key) for key in found.keys),
            )

    def _decision(self, case: DecidedCase) -> ComparedDecision:
        """Return one decision on point. It is cited through the registry, or `NotCitableError`."""
        precedent = case.precedent
        cited = citation(self.base, case.decision)
        against = counter_examples(self.precedents, precedent, self.present)
        return ComparedDecision(
            source=cited.id,
            reference=cited.reference,
            applied_to=cited.applied_to,
            level_label=cited.level_label,
            caution=cited.caution,
            held=self.question.won_by(precedent.winner),
            winner=precedent.winner,
            most_on_point=precedent in self.most,
            force=force(self.table, precedent, self.present, self.possible),
            shared=tuple(f for f in self.table.sides if f in shared(precedent, self.present)),
            differences=tuple(self._differences(case, precedent)),
            unsettled=tuple(f for f in self.table.sides
                            if f in precedent.factors & self.possible),
            against=tuple(dict.fromkeys(p.decision for p in against)),
        )  # fmt: skip

    def _differences(self, case: DecidedCase, precedent: Precedent) -> Iterator[DifferenceResult]:
        """Yield what distinguishes the incident; what it has not told yet is no difference."""
        for found in differences(self.table, precedent, self.present):
            if not found.here and found.factor in self.possible:
                continue
            factor = self.base.factors[found.factor][0]
            yield DifferenceResult(
                factor=factor.id,
                label=factor.label,
                side=factor.side,
                here=found.here,
                helps=found.helps,
                untold=found.here and found.factor in case.untold,
                answered_by=found.answered_by,
            )
