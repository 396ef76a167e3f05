"""The published figures, counted a second time by hand-written loops over the cases."""

from __future__ import annotations

from fractions import Fraction

import pytest

from expert.precedents.cases import DecidedCase, case_base
from expert.precedents.figures import FIRST_YEAR_TRIED, PrecedentReport, YearError, report
from knowledge import KnowledgeBase, load_base

Counts = tuple[int, int, int]


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


@pytest.fixture(scope="module")
def found(law: KnowledgeBase) -> PrecedentReport:
    return report(law)


def _nearest_say(case: DecidedCase, others: list[DecidedCase]) -> set[str]:
    """The winners of the decisions whose shared factors no other decision's strictly contain."""
    mine = set(case.precedent.factors)
    winners = set()
    for one in others:
        common = mine & set(one.precedent.factors)
        if not common:
            continue
        if any(common < (mine & set(other.precedent.factors)) for other in others):
            continue
        winners.add(one.precedent.winner)
    return winners


def _decided_say(law: KnowledgeBase, case: DecidedCase, others: list[DecidedCase]) -> set[str]:
    """The winners of the decisions that decide the case a fortiori."""
    winners = set()
    for one in others:
        side = {f: law.factors[f][0].side for f in one.precedent.factors | case.precedent.factors}
        winning = {f for f in one.precedent.factors if side[f] == one.precedent.winner}
        against = {f for f in case.precedent.factors if side[f] != one.precedent.winner}
        if winning and winning <= case.precedent.factors and against <= one.precedent.factors:
            winners.add(one.precedent.winner)
    return winners


def _counted(
    law: KnowledgeBase, tried: list[DecidedCase], known: list[DecidedCase], *, forced: bool
) -> Counts:
    agree = disagree = abstain = 0
    for case in tried:
        others = [o for o in known if o.question == case.question and o.decision != case.decision]
        said = _decided_say(law, case, others) if forced else _nearest_say(case, others)
        if said == {case.precedent.winner}:
            agree += 1
        elif len(said) == 1:
            disagree += 1
        else:
            abstain += 1
    return agree, disagree, abstain


def test_leave_one_out_counted_again(law: KnowledgeBase, found: PrecedentReport) -> None:
    cases = list(case_base(law))
    for forced, measured in ((False, found.leave_one_out), (True, found.a_fortiori)):
        figures = measured.overall.figures
        counts = (figures.agree, figures.disagree, figures.abstain)
        assert counts == _counted(law, cases, cases, forced=forced)
        for question in law.judged_questions:
            own = [c for c in cases if c.question == question]
            figures = measured.by_question[question].figures
            counts = (figures.agree, figures.disagree, figures.abstain)
            assert counts == _counted(law, own, own, forced=forced)


def test_the_time_split_knows_earlier_decisions_only(
    law: KnowledgeBase, found: PrecedentReport
) -> None:
    dated = [c for c in case_base(law) if c.year is not None]
    before = [c for c in dated if c.year is not None and c.year < FIRST_YEAR_TRIED]
    after = [c for c in dated if c.year is not None and c.year >= FIRST_YEAR_TRIED]
    assert len(before) > 100
    assert len(after) > 100
    for forced, measured in ((False, found.earlier), (True, found.earlier_a_fortiori)):
        figures = measured.overall.figures
        counts = (figures.agree, figures.disagree, figures.abstain)
        assert counts == _counted(law, after, before, forced=forced)


def test_the_baseline_always_gives_the_most_frequent_outcome_of_the_question(
    law: KnowledgeBase, found: PrecedentReport
) -> None:
    cases = list(case_base(law))
    right = 0
    for question in law.judged_questions:
        won = [c.precedent.winner for c in cases if c.question == question]
        right += max(won.count("mesure"), won.count("personne"))
    share = Fraction(right, len(cases))
    assert found.leave_one_out.overall.figures.majority_baseline == round(float(share), 4)
    assert sum(m.figures.points for m in found.leave_one_out.by_order.values()) == len(cases)
    assert sum(m.usual_on_given for m in found.leave_one_out.by_question.values()) == (
        found.leave_one_out.overall.usual_on_given
    )


def test_the_caution_says_what_the_figures_show(found: PrecedentReport) -> None:
    """Where nearly all decisions go one way, comparing hardly does better than that answer."""
    measured = found.leave_one_out.by_order["administratif"]
    given = measured.figures.agree + measured.figures.disagree
    assert abs(measured.figures.agree - measured.usual_on_given) <= given / 50
    assert "comme devant le juge administratif, comparer ne fait guère mieux" in found.note
    labour = found.leave_one_out.by_order["travail"]
    assert labour.usual_on_given < labour.figures.agree


def test_another_year_moves_the_split(law: KnowledgeBase, found: PrecedentReport) -> None:
    later = report(law, found.first_year + 2)
    assert 0 < later.earlier.overall.figures.points < found.earlier.overall.figures.points


@pytest.mark.parametrize("year", [1900, 2999])
def test_a_year_that_parts_no_decision_is_refused(law: KnowledgeBase, year: int) -> None:
    with pytest.raises(YearError, match=f"{year} ne sépare aucune décision d'une autre"):
        report(law, year)
