"""How well comparing by factors agrees with what courts held: published, never told of an incident.

Each decision is set aside in turn and compared with the others (leave-one-out), or with the earlier
ones only (time split). The answer is that of the decisions most on point when they all agree; it
abstains otherwise. A second answer keeps only what is decided a fortiori.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from expert.explanation.model import Part
from expert.precedents.cases import DecidedCase, case_base, not_citable, table_of
from expert.precedents.reasoning import FactorTable, Precedent, forces, prediction
from expert.replay.outcomes import Expected
from expert.replay.report import ComparedPoint, Figures, figures_of
from expert.status import Status
from knowledge.base_model import KnowledgeBase
from knowledge.models.precedents import Side

FIRST_YEAR_TRIED = 2022
"""The time split compares decisions from this year on with those before it."""

NOTE = (
    "Accord avec des décisions publiées et commentées, que l'on peut citer. Les facteurs ont été "
    "choisis en lisant ces mêmes décisions, et une partie des faits rapportés dit déjà ce que le "
    "juge en a pensé : l'accord est donc plus élevé qu'il ne serait sur des décisions nouvelles. "
    "Là où presque toutes vont dans un sens, comme devant le juge administratif, comparer ne fait "
    "guère mieux que répondre toujours ce sens. "
    "Ces chiffres ne disent rien d'un cas particulier, et Qualif ne prédit aucune décision."
)

_STATUS: dict[Side | None, Status] = {
    "mesure": "established",
    "personne": "excluded",
    None: "open",
}
_EXPECTED: dict[Side, Expected] = {"mesure": "oui", "personne": "non"}


class Measured(Part):
    """The figures of a group of cases. `majority_baseline` there is over all of them.

    `usual_on_given`: on the cases that got an answer, how many the most frequent outcome of their
    question would have got right.
    """

    figures: Figures
    usual_on_given: int


class YearError(ValueError):
    """A year that has all the decisions on one side, told in one French sentence."""


class Agreement(Part):
    """Figures of one way to answer: over all, by question and by order of court."""

    overall: Measured
    by_question: dict[str, Measured]
    by_order: dict[str, Measured]


class PrecedentReport(Part):
    """Everything `qualif base precedents` says.

    `cases` counts questions settled, `decisions` the decisions that settled them; `left_out` those
    that may not be cited. `earlier` compares with the decisions before `first_year` only.
    """

    decisions: int
    cases: int
    left_out: int
    first_year: int
    leave_one_out: Agreement
    a_fortiori: Agreement
    earlier: Agreement
    earlier_a_fortiori: Agreement
    note: str = NOTE


Tried = tuple[DecidedCase, ComparedPoint]
Answering = Callable[[FactorTable, Sequence[Precedent], DecidedCase], Side | None]


def report(base: KnowledgeBase, first_year: int = FIRST_YEAR_TRIED) -> PrecedentReport:
    """Measure the agreement of the case base with itself. Raises `InputError` or `YearError`."""
    cases = case_base(base)
    dated = [case for case in cases if case.year is not None]
    before = [case for case in dated if (case.year or 0) < first_year]
    after = [case for case in dated if (case.year or 0) >= first_year]
    if dated and not (before and after):
        years = [case.year or 0 for case in dated]
        raise YearError(
            f"{first_year} ne sépare aucune décision d'une autre ; "
            f"elles vont de {min(years)} à {max(years)}"
        )
    return PrecedentReport(
        decisions=len({case.decision for case in cases}),
        cases=len(cases),
        left_out=not_citable(base),
        first_year=first_year,
        leave_one_out=_agreement(base, cases, cases, _on_point),
        a_fortiori=_agreement(base, cases, cases, _forced),
        earlier=_agreement(base, before, after, _on_point),
        earlier_a_fortiori=_agreement(base, before, after, _forced),
    )


def _on_point(_: FactorTable, known: Sequence[Precedent], case: DecidedCase) -> Side | None:
    return prediction(known, case.precedent.factors)


def _forced(table: FactorTable, known: Sequence[Precedent], case: DecidedCase) -> Side | None:
    """Return the only side that some decision gives a fortiori, if there is one."""
    sides = {p.winner for p in known if forces(table, p, case.precedent.factors)}
    return next(iter(sides)) if len(sides) == 1 else None


def _agreement(
    base: KnowledgeBase,
    known: Iterable[DecidedCase],
    tried: Iterable[DecidedCase],
    answer: Answering,
) -> Agreement:
    """Compare each case tried with the known ones of its question, its own decision aside."""
    tables = {name: table_of(base, name) for name in base.judged_questions}
    every = list(known)
    points: list[Tried] = []
    for case in tried:
        others = [o.precedent for o in every
                  if o.question == case.question and o.decision != case.decision]  # fmt: skip
        said = answer(tables[case.question], others, case)
        points.append((case, _point(case, said)))
    usual = _usual(points)
    return Agreement(
        overall=_measured([point for _, point in points], usual),
        by_question={name: _measured(found, usual)
                     for name in base.judged_questions
                     if (found := [p for c, p in points if c.question == name])},
        by_order={name: _measured([p for c, p in points if c.order == name], usual)
                  for name in sorted({c.order for c, _ in points})},
    )  # fmt: skip


def _point(case: DecidedCase, said: Side | None) -> ComparedPoint:
    return ComparedPoint(
        issue=case.question,
        conclusion=case.question,
        unit=None,
        expected=_EXPECTED[case.precedent.winner],
        status=_STATUS[said],
    )


def _usual(points: Sequence[Tried]) -> dict[str, Expected]:
    """Return the most frequent outcome of each question among the cases tried."""
    counts: dict[str, Counter[Expected]] = {}
    for case, point in points:
        counts.setdefault(case.question, Counter())[point.expected] += 1
    return {name: found.most_common(1)[0][0] for name, found in counts.items()}


def _measured(points: list[ComparedPoint], usual: dict[str, Expected]) -> Measured:
    given = [point for point in points if point.verdict != "abstain"]
    return Measured(
        figures=figures_of(points),
        usual_on_given=sum(point.expected == usual[point.conclusion] for point in given),
    )
