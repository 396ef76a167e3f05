"""The delays of discipline and of its steps, counted by hand on a printed calendar.

1 November 2026 is a Sunday; every case is examined on Friday 20 November 2026 unless it says so.
"""

from __future__ import annotations

from datetime import date

import pytest

from expert.assessment.deadlines import AREA_FACT
from expert.incident import Answer
from tests.assessment.deadline_cases import STATUS, case, dates, lines


@pytest.mark.dossier("textes:3-12")
def test_the_convocation_is_received_fifteen_days_before_the_council() -> None:
    """Session on Tuesday 15 December: Monday 30 November; in jours francs Sunday 29, so Friday."""
    answers = {STATUS: "titulaire_fph", "council_session_date": date(2026, 12, 15)}
    line = lines(case(answers))["convocation-conseil"]
    assert dates(line) == (None, "2026-11-30", "2026-11-27")
    assert (line.direction, line.expired, line.days_left) == ("before", False, 10)
    assert line.standing == "expire dans 10 jours"
    assert "reçue trop tard" in (line.note or "").lower() and "date d'envoi" in str(line)
    late = lines(case({**answers, "council_session_date": date(2026, 12, 4)}))
    assert late["convocation-conseil"].standing == "expiré depuis le 19/11/2026 (1 jour)"


@pytest.mark.dossier("textes:3-13")
def test_the_opinion_of_the_council_is_indicative_and_from_memory() -> None:
    found = lines(case({STATUS: "stagiaire_fph", "council_seized_date": date(2026, 8, 31)}))
    plain, inquiry = found["avis-du-conseil"], found["avis-du-conseil-avec-enquete"]
    assert plain.ends == "2026-09-30" and plain.computation.startswith("1 mois, fin de mois")
    assert plain.standing == "expiré depuis le 30/09/2026 (51 jours)"
    assert inquiry.ends == "2026-10-31"
    assert {plain.certainty, inquiry.certainty} == {"from-memory"}
    assert "n'annule rien" in (plain.note or "")


@pytest.mark.dossier("textes:3-14")
def test_a_contract_practitioner_has_two_months_to_answer_and_the_director_three() -> None:
    found = lines(
        case(
            {
                STATUS: "praticien_contractuel",
                "griefs_date": date(2026, 9, 30),
                "procedure_opened_date": date(2026, 9, 30),
            }
        )
    )
    wait, decision = found["praticien-contractuel-defense"], found["praticien-contractuel-decision"]
    assert dates(wait) == ("2026-11-30", None, None)
    assert wait.standing == "pas avant le 30/11/2026, dans 10 jours" and wait.expired is None
    assert dates(decision) == (None, "2026-12-30", "2026-12-30")


@pytest.mark.dossier("textes:3-15")
def test_the_medical_commission_is_deemed_to_answer_after_two_months() -> None:
    found = lines(case({STATUS: "ph", "cme_convened_date": date(2026, 10, 15)}))
    assert found["avis-de-la-cme"].ends == "2026-12-15"
    assert found["avis-de-la-cme"].actor == "autre"


@pytest.mark.dossier("textes:3-11")
@pytest.mark.parametrize(
    ("status", "line"),
    [("titulaire_fph", "suspension-agent"), ("contractuel_fph", "suspension-contractuel")],
)
def test_a_suspension_ends_at_four_months(status: str, line: str) -> None:
    """From 31 October to 28 February 2027, a Sunday: aim at Friday 26."""
    found = lines(case({STATUS: status, "suspension_date": date(2026, 10, 31)}))
    assert dates(found[line]) == (None, "2027-02-28", "2027-02-26")
    assert "fin de mois" in found[line].computation
    assert any("poursuites pénales" in stop for stop in found[line].interrupted_by)


@pytest.mark.dossier("textes:3-16")
@pytest.mark.parametrize(("risk", "shown"), [("oui", True), ("non", False), (None, True)])
def test_the_month_of_a_student_is_for_the_safety_of_patients_alone(
    risk: Answer, shown: bool
) -> None:
    found = lines(case({STATUS: "etudiant_sante", "patient_safety_risk": risk}))
    assert ("section-pedagogique" in found) == shown
    if shown:
        assert found["section-pedagogique"].ends == "2026-12-01"
        applies = "established" if risk == "oui" else "open"
        assert found["section-pedagogique"].applies == applies
    other = lines(case({STATUS: "titulaire_fph", "patient_safety_risk": risk}))
    assert "section-pedagogique" not in other


@pytest.mark.dossier("textes:3-18")
@pytest.mark.parametrize(
    ("interview", "area", "window", "prudent"),
    [
        (date(2026, 11, 23), "metropole", ("2026-11-26", "2026-12-23"), "2026-12-23"),
        (date(2026, 12, 24), "metropole", ("2026-12-29", "2027-01-24"), "2027-01-22"),
        (date(2026, 12, 24), "alsace_moselle", ("2026-12-30", "2027-01-24"), "2027-01-22"),
    ],
)
def test_a_sanction_comes_two_working_days_to_a_month_after_the_interview(
    interview: date, area: str, window: tuple[str, str], prudent: str
) -> None:
    answers: dict[str, Answer] = {STATUS: "prive", "interview_date": interview, AREA_FACT: area}
    line = lines(case(answers))["sanction-apres-entretien"]
    assert (line.earliest, line.ends, line.prudent) == (*window, prudent)
    assert "jours ouvrables pleins" in line.computation
    assert line.elsewhere == ()


def test_without_the_place_each_other_first_day_is_told() -> None:
    line = lines(case({STATUS: "prive", "interview_date": date(2026, 12, 24)}))
    told = line["sanction-apres-entretien"].elsewhere
    assert told == ("Bas-Rhin, Haut-Rhin ou Moselle : pas avant le 30/12/2026",)


@pytest.mark.dossier("textes:3-17")
def test_the_earlier_of_two_rival_starts_comes_first_and_both_are_uncertain() -> None:
    """The superior on 26 October, the direction on 2 November: 26 December is a Saturday."""
    answers: dict[str, Answer] = {
        STATUS: "prive",
        "superior_knew_date": date(2026, 10, 26),
        "discovery_date": date(2026, 11, 2),
    }
    found = list(lines(case(answers)).values())[:2]
    assert [line.id for line in found] == ["discipline-salarie-superieur", "discipline-salarie"]
    assert [line.ends for line in found] == ["2026-12-26", "2027-01-02"]
    assert [line.prudent for line in found] == ["2026-12-24", "2026-12-31"]
    assert all("supérieur" in (line.uncertain_start or "") for line in found)


def test_two_starts_on_one_day_are_certain() -> None:
    day = date(2026, 11, 2)
    same: dict[str, Answer] = {STATUS: "prive", "superior_knew_date": day, "discovery_date": day}
    found = lines(case(same))
    for line in ("discipline-salarie", "discipline-salarie-superieur"):
        assert (found[line].ends, found[line].uncertain_start) == ("2027-01-02", None)
    one = lines(case({STATUS: "prive", "discovery_date": day}))
    assert one["discipline-salarie"].uncertain_start is None
    assert one["discipline-salarie-superieur"].starts is None


@pytest.mark.dossier("textes:3-9")
def test_a_civil_servant_has_the_prudent_line_of_the_first_superior() -> None:
    """Direction 20/02/2024, first superior 15/01/2024: 15/01/2027 is a Friday, 20/02 a Saturday."""
    answers: dict[str, Answer] = {
        STATUS: "titulaire_fph",
        "superior_knew_date": date(2024, 1, 15),
        "discovery_date": date(2024, 2, 20),
    }
    found = list(lines(case(answers)).values())
    first, second = (line for line in found if line.family == "discipline-fonctionnaire")
    assert (first.ends, first.prudent, first.certainty) == ("2027-01-15", "2027-01-15", "advice")
    assert (second.ends, second.prudent, second.certainty) == (
        "2027-02-20",
        "2027-02-19",
        "certain",
    )
    assert first.uncertain_start and second.uncertain_start
    authority = lines(case({STATUS: "titulaire_fph", "discovery_date": date(2026, 11, 17)}))
    assert authority["discipline-fonctionnaire"].ends == "2029-11-17"
    assert "discipline-fonctionnaire-superieur" not in authority


@pytest.mark.dossier("textes:3-10")
def test_a_contract_agent_has_three_years_from_memory() -> None:
    found = lines(case({STATUS: "contractuel_fph", "discovery_date": date(2026, 11, 2)}))
    line = found["discipline-contractuel"]
    assert (line.ends, line.certainty) == ("2029-11-02", "from-memory")


@pytest.mark.dossier("textes:3-20", "textes:3-21")
@pytest.mark.parametrize(
    ("mention", "shown"),
    [
        ("oui", {"recours-de-l-agent"}),
        ("non", {"recours-de-l-agent", "recours-sans-mention"}),
        (None, {"recours-de-l-agent", "recours-sans-mention"}),
    ],
)
def test_an_appeal_has_two_months_or_a_year_without_the_mention(
    mention: Answer, shown: set[str]
) -> None:
    answers: dict[str, Answer] = {
        STATUS: "titulaire_fph",
        "sanction_notified_date": date(2026, 10, 15),
        "appeal_routes_given": mention,
    }
    found = lines(case(answers))
    appeals = {line for line in found if line.startswith("recours")}
    assert appeals == shown
    ends = {"recours-de-l-agent": "2026-12-15", "recours-sans-mention": "2027-10-15"}
    assert all(found[line].ends == ends[line] for line in shown)
    assert all(found[line].actor == "agent" for line in shown)
    assert any("sans mention" in said for said in found["recours-de-l-agent"].not_interrupted_by)


@pytest.mark.dossier("textes:2-titulaire")
def test_the_erasure_of_a_sanction_has_its_day() -> None:
    answers: dict[str, Answer] = {
        STATUS: "titulaire_fph",
        "sanction_notified_date": date(2026, 10, 15),
        "sanction_taken": "group_1",
        "prior_record": "sanctioned",
        "prior_sanction_kind": "groups_2_3",
        "prior_sanction_date": date(2016, 2, 29),
    }
    found = lines(case(answers))
    assert found["effacement-groupe-1"].earliest == "2029-10-15"
    assert found["ancienne-sanction-effacable"].earliest == "2026-02-28"
    assert found["ancienne-sanction-effacable"].standing == "possible depuis le 28/02/2026"
    assert "effacement-groupes-2-3" not in found and "ancienne-sanction-effacee" not in found
    other = lines(
        case({**answers, "sanction_taken": "groups_2_3", "prior_sanction_kind": "group_1"})
    )
    assert other["effacement-groupes-2-3"].earliest == "2036-10-15"
    assert other["ancienne-sanction-effacee"].earliest == "2019-02-28"


@pytest.mark.dossier("textes:3-19")
@pytest.mark.parametrize(
    ("sanctioned", "standing"),
    [
        (date(2023, 11, 20), "expire aujourd'hui"),
        (date(2023, 11, 19), "expiré depuis le 19/11/2026 (1 jour)"),
        (date(2023, 11, 21), "expire dans 1 jour"),
    ],
)
def test_an_old_sanction_of_an_employee_can_no_longer_be_invoked(
    sanctioned: date, standing: str
) -> None:
    answers: dict[str, Answer] = {
        STATUS: "prive",
        "prior_record": "sanctioned",
        "prior_sanction_date": sanctioned,
    }
    assert lines(case(answers))["ancienne-sanction-salarie"].standing == standing
