"""Each change of the law, the day before, the day of, the day after; and none is forgotten.

What changes a result (a dated rule, a maximum, an added penalty) has its triple written as data
beside this file. A text that only begins or ends is tried here on each of its days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest

from expert.assessment import assess
from expert.assessment.conclusions import Concluder
from expert.assessment.model import PenaltyResult
from expert.assessment.penalties import penalties
from expert.explanation.citations import citation
from expert.explanation.proof import Prover
from expert.explanation.truths import EngineTruths
from expert.incident import Incident
from expert.inference.eras import force_days, result_days
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from knowledge import load_base
from knowledge.base_model import KnowledgeBase
from knowledge.models.sources import Provision
from knowledge.succession import sources_on
from tests.eras.spec import Era, ExpectedDay, read_eras
from tests.notions.penalties import check_penalty
from tests.notions.spec import STATUS, read_cases

ONE_DAY = timedelta(days=1)
ERAS = read_eras()
ANNOUNCED = {
    date.fromisoformat(day)
    for day in (
        "2020-08-01", "2020-12-25", "2021-08-26", "2022-03-01", "2022-09-01", "2024-03-23",
        "2024-05-23", "2024-10-04", "2025-07-11", "2025-10-01", "2026-01-14",
    )
}  # fmt: skip
"""The changes the legal dossier announces against its founding documents: each has its triple."""
CASES = [
    pytest.param(era, number, id=f"{era.id}-{name}")
    for era in ERAS
    for number, name in enumerate(("veille", "jour", "lendemain"))
]


@cache
def law() -> KnowledgeBase:
    """Return the shipped law, loaded once."""
    return load_base()


def concluder(incident: Incident) -> Concluder:
    """Return what concludes for an incident."""
    situation = situate(compile_base(law(), incident.examined_on), incident)
    return Concluder(situation, Prover(EngineTruths(situation)), Statuses(situation))


@pytest.mark.parametrize(("era", "number"), CASES)
def test_the_day_before_the_day_of_and_the_day_after(era: Era, number: int) -> None:
    day, expected = era.triple.days()[number]
    incident = era.incident(law(), day)
    found = concluder(incident)
    _check_results(found, expected)
    _check_penalties(found, expected)
    _check_citations(found, expected)
    for text, maximum in expected.maxima.items():
        provision = law().sources[text]
        assert isinstance(provision, Provision)
        set_ = provision.maximum_on(day)
        assert set_ is not None
        assert (set_.fine_eur, set_.prison_months) == (maximum.fine_eur, maximum.prison_months)
    if expected.in_force or expected.scale:
        _check_published(incident, expected)


def _check_results(found: Concluder, expected: ExpectedDay) -> None:
    shown = {text: _unit_status(found, text) for text in expected.results}
    assert shown == {text: STATUS[word] for text, word in expected.results.items()}


def _unit_status(found: Concluder, atom: str) -> str:
    (unit,) = found.situation.units_at(law().atom_conclusion(atom).scope)
    return found.statuses.atom(atom, unit).status


def _check_penalties(found: Concluder, expected: ExpectedDay) -> None:
    shown: dict[str, list[PenaltyResult]] = defaultdict(list)
    for penalty in penalties(found) if expected.penalties else ():
        shown[penalty.conclusion].append(penalty)
    for conclusion, wanted in expected.penalties.items():
        if isinstance(wanted, str):
            assert wanted == "aucune"
            assert conclusion not in shown
        else:
            (penalty,) = shown[conclusion]
            check_penalty(penalty, wanted)


def _check_citations(found: Concluder, expected: ExpectedDay) -> None:
    for atom in expected.citations.keys() | expected.not_cited.keys():
        (unit,) = found.situation.units_at(law().atom_conclusion(atom).scope)
        cited = set(found.conclude(atom, unit, goal=True).sources)
        assert set(expected.citations.get(atom, ())) <= cited, atom
        assert not set(expected.not_cited.get(atom, ())) & cited, atom


def _check_published(incident: Incident, expected: ExpectedDay) -> None:
    published = assess(law(), incident)
    scale = published.sanctions
    rested = {*scale.sources, *(s for group in scale.groups for s in group.sources)}
    assert set(expected.scale) <= rested
    in_force = {c.id for c in published.citations if c.in_force}
    assert {text: text in in_force for text in expected.in_force} == expected.in_force


def _texts() -> Iterator[tuple[str, date]]:
    for day, texts in force_days(law()).items():
        yield from ((text, day) for text in texts)


@pytest.mark.parametrize(("text", "day"), list(_texts()))
def test_a_text_is_cited_as_in_force_from_its_first_day_to_its_last(text: str, day: date) -> None:
    provision = law().sources[text]
    assert isinstance(provision, Provision)
    begins = provision.in_force_from == day
    for offset, in_force in ((-1, not begins), (0, begins), (1, begins)):
        on = day + offset * ONE_DAY
        assert citation(law(), text, [on]).in_force is in_force
        cited = sources_on(law(), [text], [on])
        assert (text in cited) or not in_force
        others = {*provision.succeeds, *law().successors.get(text, ())}
        replaced = others & {o for o in others if citation(law(), o, [on]).in_force}
        assert in_force or set(cited) == (replaced or {text})


def _tried_beside_their_notion() -> set[date]:
    """Return the days whose day before, day of and day after are cases of `tests/notions`."""
    days = {
        answer
        for case in read_cases()
        for publication in case.incident(law()).publications
        if isinstance(answer := publication.answers.get("first_online_date"), date)
    }
    return {day for day in days if {day - ONE_DAY, day + ONE_DAY} <= days}


def test_no_change_of_result_is_without_its_triple() -> None:
    tried = {era.triple.day for era in ERAS} | _tried_beside_their_notion()
    missing = {d: what for d, what in result_days(law()).items() if d not in tried}
    assert missing == {}
    assert ANNOUNCED - tried == set()


def test_a_triple_is_about_a_day_on_which_something_changes() -> None:
    known = result_days(law()).keys() | force_days(law()).keys()
    assert {era.triple.day for era in ERAS} - known == set()


def test_the_three_days_do_not_all_give_the_same() -> None:
    same = [era.id for era in ERAS if era.triple.before == era.triple.on]
    assert same == []
