"""What is left of the record, and that the rules of the base read the same."""

from __future__ import annotations

from datetime import date

import pytest

from expert.cases.decisions import Decision
from expert.incident import Incident
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.retention.record import (
    GONE,
    EffectiveRecord,
    effective_record,
    invoked_though_gone,
    with_record,
)
from tests.support.case_files import base, case_file, decision, sanctioned

SPRING = date(2023, 3, 15)
LAST_DAY = date(2026, 3, 15)
AFTER = date(2026, 3, 16)


def record(
    *decisions: Decision, day: date = AFTER, status: str = "titulaire_fph"
) -> EffectiveRecord:
    return effective_record([case_file(*decisions, status=status)], base(), day)


def standings(found: EffectiveRecord) -> list[str]:
    return [line.standing for line in found.lines]


def test_an_erased_sanction_leaves_the_record() -> None:
    found = record(sanctioned("blame", SPRING))
    assert standings(found) == ["effacee"] and found.answers == {}
    assert found.lines[0].sentence.startswith(
        "Blâme du 15/03/2023 : effacée, ne peut plus être invoquée."
    )
    assert found.lines[0].sources == ("cgfp-l533-5",)


def test_it_counts_until_the_last_day_of_the_third_year() -> None:
    found = record(sanctioned("blame", SPRING), day=LAST_DAY)
    assert standings(found) == ["compte"]
    assert found.answers == {
        "prior_record": "sanctioned",
        "prior_sanction_date": SPRING,
        "prior_sanction_kind": "group_1",
    }


@pytest.mark.parametrize("day", [LAST_DAY, AFTER])
@pytest.mark.parametrize(
    ("sanction", "status"), [("blame", "titulaire_fph"), ("mise-a-pied", "prive")]
)
def test_the_rules_of_the_base_say_the_same(sanction: str, status: str, day: date) -> None:
    """A user who typed the same sanction gets the same answer from the rules."""
    ours = record(sanctioned(sanction, SPRING), day=day, status=status)
    typed = {
        "author_status": status,
        "prior_record": "sanctioned",
        "prior_sanction_kind": "group_1" if status == "titulaire_fph" else None,
        "prior_sanction_date": SPRING,
        "new_sanction_since": "non",
    }
    answers = {fact: value for fact, value in typed.items() if value is not None}
    situation = situate(compile_base(base(), day), Incident("Essai", day, answers))
    told = Statuses(situation).atom("antecedent-non-invocable").status
    assert (told == "established") == (standings(ours) != ["compte"])


def test_an_employee_s_old_sanction_is_too_old() -> None:
    found = record(sanctioned("mise-a-pied", SPRING), status="prive")
    assert standings(found) == ["non-invocable"] and found.answers == {}
    assert "trop ancienne, ne peut plus être invoquée" in found.lines[0].sentence


def test_groups_2_and_3_count_until_the_agent_asked_and_the_authority_erased() -> None:
    found = record(sanctioned("retrogradation", SPRING), day=date(2036, 1, 1))
    assert standings(found) == ["compte"]
    assert found.answers["prior_sanction_kind"] == "groups_2_3"
    erased = sanctioned("retrogradation", SPRING, erased_on=date(2034, 5, 1))
    assert standings(record(erased, day=date(2034, 4, 30))) == ["compte"]
    gone = record(erased, day=date(2034, 5, 1))
    assert standings(gone) == ["effacee"] and GONE in gone.lines[0].sentence


def test_another_sanction_in_the_three_years_keeps_the_first() -> None:
    two = (sanctioned("blame", SPRING), sanctioned("blame", date(2024, 1, 10)))
    found = record(*two, day=date(2027, 6, 1))
    assert standings(found) == ["compte", "effacee"]
    assert found.answers == {
        "prior_record": "sanctioned",
        "prior_sanction_date": SPRING,
        "prior_sanction_kind": "group_1",
        "new_sanction_since": "oui",
    }


def test_another_sanction_after_the_three_years_changes_nothing() -> None:
    found = record(
        sanctioned("blame", SPRING), sanctioned("blame", date(2026, 6, 1)), day=date(2026, 9, 1)
    )
    assert standings(found) == ["effacee", "compte"]


def test_the_last_sanction_that_counts_is_the_one_answered() -> None:
    found = record(
        sanctioned("retrogradation", date(2019, 2, 1)), sanctioned("blame", date(2025, 2, 3))
    )
    assert found.answers["prior_sanction_date"] == date(2025, 2, 3)
    assert found.answers["prior_sanction_kind"] == "group_1"


def test_a_warning_counts_as_the_question_says() -> None:
    assert record(sanctioned("avertissement", SPRING)).answers["prior_sanction_kind"] == "warning"


def test_a_withdrawn_sanction_counts_for_nothing() -> None:
    found = record(sanctioned("blame", date(2025, 1, 6)), decision("retrait-sanction", AFTER))
    assert standings(found) == ["retiree"] and found.answers == {}


def test_a_reminder_is_a_warning_given_and_never_a_sanction() -> None:
    assert record(decision("rappel", SPRING)).answers == {"prior_record": "warned"}
    assert record(decision("sans-suite", SPRING)).answers == {}


def test_no_known_case_answers_nothing() -> None:
    """What these cases do not show is not known: never « aucun antécédent »."""
    assert effective_record([], base(), AFTER).answers == {}


def test_what_came_after_the_day_is_not_an_antecedent() -> None:
    assert record(sanctioned("blame", date(2026, 6, 1))).lines == ()


def test_every_answer_offered_is_one_of_the_base() -> None:
    """Whatever the sanction and the status: facts and values that the questions know."""
    for scale in base().scales.values():
        for status in scale.statuses:
            for sanction in (s.id for group in scale.groups for s in group.sanctions):
                found = record(sanctioned(sanction, date(2025, 9, 1)), status=status).answers
                for fact, value in found.items():
                    known = base().facts[fact]
                    assert value in known.values if known.kind != "date" else value


COUNTS = record(sanctioned("blame", SPRING), day=LAST_DAY)


def test_the_record_answers_the_questions_nobody_answered() -> None:
    empty = Incident("Essai", AFTER, {"author_status": "titulaire_fph"})
    assert with_record(empty, COUNTS).answers == {**empty.answers, **COUNTS.answers}
    assert with_record(empty, record(sanctioned("blame", SPRING))) == empty


@pytest.mark.parametrize("said", ["none", "warned", None])
def test_what_a_person_answered_stays(said: str | None) -> None:
    answered = Incident("Essai", AFTER, {"prior_record": said})
    assert with_record(answered, COUNTS) == answered


def test_a_sanction_that_is_invoked_though_it_was_erased_is_told() -> None:
    gone = record(sanctioned("blame", SPRING))
    invoked = {"prior_record": "sanctioned", "prior_sanction_date": SPRING}
    told = invoked_though_gone(Incident("Essai", AFTER, invoked), gone)
    assert [GONE in sentence for sentence in told] == [True]
    assert invoked_though_gone(Incident("Essai", AFTER, invoked), COUNTS) == ()
    for answers in (
        {**invoked, "prior_sanction_date": AFTER},
        {**invoked, "prior_record": "warned"},
        {},
    ):
        assert invoked_though_gone(Incident("Essai", AFTER, answers), gone) == ()
