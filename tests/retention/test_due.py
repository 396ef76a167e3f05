"""When a case is due, by outcome, status and sanction. Days are counted by hand from the texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from expert.cases.casefile import CaseFile
from expert.cases.decisions import Decision
from expert.retention.clock import TrustedDay
from expert.retention.due import Due, due
from expert.retention.due_list import due_list, erasure_refusal, references
from expert.retention.durations import Durations
from tests.support.case_files import base, case_file, decision, freeze, sanctioned

TODAY = TrustedDay(date(2026, 11, 28))
SPRING = date(2026, 3, 15)


def due_of(*decisions: Decision, status: str = "titulaire_fph", **more: object) -> Due:
    case = case_file(*decisions, status=status)
    return due(case, base(), Durations(), TODAY, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("sanction", ["blame", "exclusion-groupe-1"])
def test_group_1_goes_by_law_once_three_years_have_passed(sanction: str) -> None:
    found = due_of(sanctioned(sanction, SPRING))
    assert (found.day, found.what) == (date(2029, 3, 16), "d-office")
    assert "effacés d'office après trois ans sans nouvelle sanction" in found.why
    assert found.sources == ("cgfp-l533-5",)


def test_a_leap_day_ends_with_the_month() -> None:
    assert due_of(sanctioned("blame", date(2024, 2, 29))).day == date(2027, 3, 1)


@pytest.mark.parametrize(
    "sanction",
    ["radiation-du-tableau", "abaissement-d-echelon", "exclusion-groupe-2", "retrogradation",
     "exclusion-groupe-3"],
)  # fmt: skip
def test_groups_2_and_3_have_ten_years_as_their_bound(sanction: str) -> None:
    found = due_of(sanctioned(sanction, SPRING))
    assert (found.day, found.what, found.refusable) == (date(2036, 3, 16), "borne-haute", "")
    assert "peut demander l'effacement après dix ans de service" in found.why
    assert "à confirmer par le délégué à la protection des données" in found.why
    assert found.sources == ("cgfp-l533-6",)


def test_another_sanction_since_lets_the_request_be_refused() -> None:
    other = case_file(sanctioned("blame", date(2028, 5, 2)), id="D-0000-0001")
    found = due_of(sanctioned("retrogradation", SPRING), others=[other])
    assert found.day == date(2036, 3, 16)
    assert found.refusable == (
        "Une autre sanction a été prise le 02/05/2028 : la demande peut être refusée."
    )
    before = case_file(sanctioned("blame", date(2025, 5, 2)), id="D-0000-0001")
    assert due_of(sanctioned("retrogradation", SPRING), others=[before]).refusable == ""


def test_another_sanction_within_three_years_stops_the_erasure_by_law() -> None:
    within = case_file(sanctioned("blame", date(2029, 3, 15)), id="D-0000-0001")
    found = due_of(sanctioned("blame", SPRING), others=[within])
    assert (found.day, found.what) == (None, "a-fixer")
    assert "l'effacement d'office n'a pas joué" in found.why
    after = case_file(sanctioned("blame", date(2029, 3, 16)), id="D-0000-0001")
    assert due_of(sanctioned("blame", SPRING), others=[after]).what == "d-office"


def test_a_sanction_of_another_case_that_was_withdrawn_stops_nothing() -> None:
    other = case_file(
        sanctioned("blame", date(2027, 1, 4)),
        decision("retrait-sanction", date(2027, 6, 1)),
        id="D-0000-0001",
    )
    assert due_of(sanctioned("blame", SPRING), others=[other]).what == "d-office"


@pytest.mark.parametrize("sanction", ["mise-a-pied", "avertissement", "retrogradation"])
def test_an_employee_s_sanction_is_too_old_after_three_years(sanction: str) -> None:
    found = due_of(sanctioned(sanction, SPRING), status="prive")
    assert (found.day, found.what) == (date(2029, 3, 16), "non-invocable")
    assert found.sources == ("ct-l1332-5", "cnil-referentiel-rh")
    assert references(base(), found.sources) == (
        "Code du travail, art. L1332-5",
        "Référentiel CNIL gestion des ressources humaines (délibération 2019-160 du 21 novembre "
        "2019) (de mémoire, à vérifier)",
    )


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (decision("sans-suite", SPRING), "Clos sans suite le 15/03/2026"),
        (decision("rappel", SPRING), "Rappel des règles, sans sanction, du 15/03/2026"),
        (sanctioned("avertissement", SPRING), "L'avertissement n'est pas inscrit au dossier."),
    ],
)
def test_where_no_text_says_the_establishment_s_short_term_runs(made: Decision, told: str) -> None:
    found = due_of(made)
    assert (found.day, found.what) == (date(2026, 9, 16), "etablissement")
    assert found.why.startswith(told)
    assert found.why.endswith(
        "6 mois, réglage provisoire, à fixer par le délégué à la protection des données."
    )


def test_the_officer_s_own_durations() -> None:
    chosen = Durations(without_sanction=3, reminder=12, set_by_officer=True)
    closed = due(case_file(decision("sans-suite", SPRING)), base(), chosen, TODAY)
    assert closed.day == date(2026, 6, 16) and "à fixer" not in closed.why
    reminded = due(case_file(decision("rappel", SPRING)), base(), chosen, TODAY)
    assert reminded.day == date(2027, 3, 16)


@pytest.mark.parametrize(
    ("sanction", "status"),
    [
        ("revocation", "titulaire_fph"),
        ("retraite-d-office", "titulaire_fph"),
        ("licenciement", "prive"),
        ("blame", "stagiaire_fph"),
        ("blame", ""),
        ("une-sanction-inconnue", "titulaire_fph"),
        ("", "titulaire_fph"),
    ],
)
def test_a_sanction_that_no_text_erases_waits_for_the_officer(sanction: str, status: str) -> None:
    found = due_of(sanctioned(sanction, SPRING), status=status)
    assert (found.day, found.what) == (None, "a-fixer")
    assert "à fixer par le délégué à la protection des données" in found.why
    case = case_file(sanctioned(sanction, SPRING), status=status)
    fixed = due(case, base(), Durations(without_text=24), TODAY)
    assert (fixed.day, fixed.what) == (date(2028, 3, 16), "etablissement")


def test_every_sanction_of_every_scale_has_a_due_or_says_who_fixes_it() -> None:
    """None is silent, whatever the status."""
    for scale in base().scales.values():
        for status in scale.statuses:
            for group in scale.groups:
                for sanction in (s for s in group.sanctions if s.in_force_on(SPRING)):
                    found = due_of(sanctioned(sanction.id, SPRING), status=status)
                    assert found.day is not None or "à fixer par le délégué" in found.why
                    assert sanction.label in found.why


def test_a_sanction_that_nobody_fixed_keeps_the_case_whatever_the_others() -> None:
    found = due_of(sanctioned("avertissement", SPRING), sanctioned("revocation", SPRING))
    assert (found.day, found.what) == (None, "a-fixer") and "révocation" in found.why


def test_a_sanction_withdrawn_the_same_day_does_not_stand() -> None:
    assert due_of(sanctioned("blame", SPRING), decision("retrait-sanction", SPRING)).what == (
        "etablissement"
    )


def test_an_erasure_of_the_base_is_read_within_its_dates() -> None:
    """The same law, had it ended the day before."""
    name, known = next(
        (name, p) for name, p in base().procedures.items() if "titulaire_fph" in p.statuses
    )
    ended = tuple(e.model_copy(update={"until": date(2026, 11, 27)}) for e in known.erasures)
    changed = known.model_copy(update={"erasures": ended})
    law = replace(base(), procedures={**base().procedures, name: changed})
    case = case_file(sanctioned("blame", SPRING))
    assert due(case, law, Durations(), date(2026, 11, 27)).what == "d-office"
    assert due(case, law, Durations(), TODAY).what == "a-fixer"


def test_a_sanction_has_the_name_it_had_on_its_day() -> None:
    """Before 06/08/2019 the bounds of that exclusion were others, which nobody read."""
    before = due_of(sanctioned("exclusion-groupe-2", date(2019, 8, 5))).why
    after = due_of(sanctioned("exclusion-groupe-2", date(2019, 8, 6))).why
    assert "bornes d'alors non lues" in before and "bornes d'alors" not in after


def test_an_open_case_is_due_for_nothing() -> None:
    for made in ((), (decision("saisine", SPRING),), (decision("autre", SPRING),)):
        assert (due_of(*made).day, due_of(*made).what) == (None, "ouvert")


def test_a_withdrawn_sanction_leaves_the_establishment_s_term() -> None:
    found = due_of(sanctioned("retrogradation", SPRING), decision("retrait-sanction", TODAY))
    assert (found.day, found.what) == (date(2027, 5, 29), "etablissement")


def test_of_two_sanctions_the_last_to_go_keeps_the_case() -> None:
    found = due_of(sanctioned("blame", date(2026, 6, 1)), sanctioned("exclusion-groupe-3", SPRING))
    assert (found.what, found.day) == ("borne-haute", date(2036, 3, 16))
    assert "01/06/2026" in found.refusable


# the list, the warning, the freezes

CLOSED = case_file(decision("sans-suite", date(2026, 5, 31)), id="D-0000-0001")  # due 01/12/2026
PAST = case_file(decision("sans-suite", date(2026, 5, 27)), id="D-0000-0002")  # due 28/11/2026
LATER = case_file(sanctioned("blame", SPRING), id="D-0000-0003")
UNFIXED = case_file(sanctioned("revocation", SPRING), id="D-0000-0004")
OPEN = case_file(id="D-0000-0005")
FROZEN = PAST.model_copy(update={"id": "D-0000-0006", "freezes": (freeze(date(2027, 2, 1)),)})
ALL = (OPEN, LATER, UNFIXED, FROZEN, CLOSED, PAST)


def test_the_list_begins_with_what_presses() -> None:
    lines = due_list(ALL, base(), Durations(), TODAY)
    assert [(line.due.case, line.state) for line in lines] == [
        ("D-0000-0002", "echu"),
        ("D-0000-0001", "bientot"),
        ("D-0000-0006", "gele"),
        ("D-0000-0004", "a-fixer"),
        ("D-0000-0003", "a-venir"),
        ("D-0000-0005", "ouvert"),
    ]
    said = [line.sentence(TODAY) for line in lines]
    assert said[0].startswith("D-0000-0002 : à effacer depuis le 28/11/2026 (durée fixée par")
    assert said[1].startswith(
        "D-0000-0001 : bientôt à effacer, gardé jusqu'à la veille du 01/12/2026, dans 3 jours ("
    )
    assert "gelé jusqu'au 01/02/2027 compris, échéance du 28/11/2026" in said[2]


def test_the_warning_comes_thirty_days_before() -> None:
    def state(day: date) -> str:
        return due_list([CLOSED], base(), Durations(), TrustedDay(day))[0].state

    assert state(date(2026, 10, 31)) == "a-venir"
    assert state(date(2026, 11, 1)) == "bientot"
    assert state(date(2026, 11, 30)) == "bientot"
    assert state(date(2026, 12, 1)) == "echu"


def test_the_list_tells_nothing_of_a_case() -> None:
    secret = case_file(decision("sans-suite", date(2026, 5, 27)), incident={"incident": "Jeanne"})
    told = due_list([secret], base(), Durations(), TODAY)[0].model_dump_json()
    assert "Jeanne" not in told and "Motif" not in told


def refusal(case: CaseFile, day: date = TODAY) -> str | None:
    return erasure_refusal(case, base(), Durations(), TrustedDay(day))


def test_a_case_is_erased_on_its_day_and_not_the_day_before() -> None:
    assert refusal(PAST, date(2026, 11, 27)) == (
        "Le dossier D-0000-0002 se garde jusqu'à la veille du 28/11/2026."
    )
    assert refusal(PAST, date(2026, 11, 28)) is None
    assert refusal(OPEN) == (
        "Le dossier D-0000-0005 n'a pas de date d'effacement : dossier sans décision qui le "
        "termine."
    )
    assert "à fixer par le délégué" in (refusal(UNFIXED) or "")


def test_a_freeze_holds_until_its_last_day_included() -> None:
    assert refusal(FROZEN, date(2027, 2, 1)) == (
        "Le dossier D-0000-0006 est gelé jusqu'au 01/02/2027 compris : il n'est pas effacé."
    )
    assert refusal(FROZEN, date(2027, 2, 2)) is None


def test_the_last_of_several_freezes_counts_and_a_lifted_one_does_not() -> None:
    lifted = freeze(date(2029, 1, 1), lifted_at=datetime(2026, 11, 2, tzinfo=UTC))
    both = PAST.model_copy(
        update={"freezes": (freeze(date(2026, 12, 1)), freeze(date(2027, 3, 1)), lifted)}
    )
    assert "01/03/2027" in (refusal(both) or "")
    assert refusal(both, date(2027, 3, 2)) is None


def test_on_its_day_each_outcome_goes_and_never_before() -> None:
    """Every outcome, every day around its term: arithmetic by hand for the terms above."""
    terms = {
        "blame": date(2029, 3, 16),
        "retrogradation": date(2036, 3, 16),
        "avertissement": date(2026, 9, 16),
    }
    for sanction, day in terms.items():
        case = case_file(sanctioned(sanction, SPRING))
        for shift in range(-400, 400, 7):
            on = day + timedelta(days=shift)
            assert (refusal(case, on) is None) == (on >= day)
