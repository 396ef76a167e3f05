"""Every delay of the dossier as dates, counted by hand on a printed calendar.

1 November 2026 is a Sunday; every case is examined on Friday 20 November 2026 unless it says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

import pytest

from expert.assessment import assess
from expert.assessment.conclusions import Concluder
from expert.assessment.deadlines import AREA_FACT, deadlines
from expert.assessment.model import DeadlineResult
from expert.explanation.proof import Prover
from expert.explanation.truths import EngineTruths
from expert.holidays import AREAS
from expert.incident import Answer, Incident, Passage, Publication
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.interview.session import Interview
from knowledge import load_base
from knowledge.base_model import KnowledgeBase

EXAMINED = date(2026, 11, 20)
STATUS = "author_status"
INSULT: dict[str, Answer] = {
    "author_role": "author", "access": "public", "content_kind": "text", "republication": "none",
    "first_online_date": date(2026, 11, 1),
}  # fmt: skip
WORDS: dict[str, Answer] = {
    "content_matter": "factual_accusation", "imputes_precise_fact": "oui", "harms_honour": "oui",
    "outrageous_expression": "non", "discriminatory_grounds": (), "target": "colleague",
    "target_count": "one", "target_status": "particulier", "identifies_target": "oui",
    "reproach_scope": "private_life", "humour": "non",
}  # fmt: skip


@cache
def law() -> KnowledgeBase:
    return load_base()


def case(
    answers: Mapping[str, Answer],
    publication: Mapping[str, Answer] | None = None,
    passage: Mapping[str, Answer] | None = None,
    examined: date = EXAMINED,
) -> Incident:
    """An incident of one passage, with only the answers a delay reads."""
    passages = (Passage("P1", passage or {}),)
    published = Publication("P1", passages, publication or {"first_online_date": date(2026, 11, 1)})
    return Incident("essai", examined, answers, (published,), True)


def lines(incident: Incident) -> dict[str, DeadlineResult]:
    """The delays of an incident by id, in the order they are read."""
    situation = situate(compile_base(law(), incident.examined_on), incident)
    concluder = Concluder(situation, Prover(EngineTruths(situation)), Statuses(situation))
    return {line.id: line for line in deadlines(concluder)}


def dates(line: DeadlineResult) -> tuple[str | None, str | None, str | None]:
    """First day allowed, last day, day to aim at."""
    return line.earliest, line.ends, line.prudent


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


@pytest.mark.dossier("textes:3-22")
@pytest.mark.parametrize(
    ("examined", "standing", "expired", "hours"),
    [
        (date(2026, 11, 2), "expire dans 59 à 83 heures, selon l'heure de l'examen", False, 83),
        (date(2026, 11, 4), "expire dans 11 à 35 heures, selon l'heure de l'examen", False, 35),
        (date(2026, 11, 5), "expire aujourd'hui à 11 h 00", False, 11),
        (date(2026, 11, 6), "expiré depuis le 05/11/2026 11 h 00 (1 jour)", True, 0),
    ],
)
def test_seventy_two_hours_to_the_hour(
    examined: date, standing: str, expired: bool, hours: int
) -> None:
    """From Monday 2 November 11:00 to Thursday 5 November 11:00, nights included."""
    answers: dict[str, Answer] = {STATUS: "titulaire_fph"}
    shown = {"content_matter": "patient_image", "patient_identifiable": "oui"}
    noted = {**answers, "breach_awareness": datetime(2026, 11, 2, 11)}
    line = lines(case(noted, passage=shown, examined=examined))["notification-cnil"]
    assert line.ends == "2026-11-05T11:00:00"
    assert (line.standing, line.expired, line.hours_left) == (standing, expired, hours)
    assert line.still_due
    day_only = {**answers, "breach_awareness": date(2026, 11, 2)}
    vague = lines(case(day_only, passage=shown, examined=examined))["notification-cnil"]
    assert vague.ends == "2026-11-05T00:00:00" and "faute d'heure connue" in vague.computation


@pytest.mark.dossier("textes:3-5", "textes:3-6", "textes:3-1")
def test_a_public_accusation_has_its_press_lines() -> None:
    """Cited on Tuesday 10 November: ten days end today. Online on 1 November: 1 February 2027."""
    answers: dict[str, Answer] = {STATUS: "titulaire_fph", "citation_date": date(2026, 11, 10)}
    found = lines(case(answers, INSULT, WORDS))
    assert found["offre-de-preuve"].ends == "2026-11-20"
    assert found["offre-de-preuve"].standing == "expire aujourd'hui"
    assert found["offre-de-preuve"].actor == "agent"
    assert found["presse-personne-visee"].ends == "2027-02-01"
    assert "plainte simple" in found["presse-personne-visee"].not_interrupted_by
    reference = found["plainte-sans-attente"]
    assert reference.reference and dates(reference) == (None, None, None)
    assert list(found)[-1] == "plainte-sans-attente"


@pytest.mark.dossier("textes:3-8")
def test_a_single_sexist_message_has_one_year() -> None:
    answers: dict[str, Answer] = {STATUS: "titulaire_fph"}
    words: dict[str, Answer] = {
        "content_matter": "sexual",
        "target": "colleague",
        "sexual_messages": "oui",
    }
    line = lines(case(answers, passage=words))["contravention-un-an"]
    assert line.ends == "2027-11-01" and "cpp-9" in line.text


@pytest.mark.parametrize(
    ("area", "prudent", "elsewhere"),
    [
        (None, "2027-05-27", ("Guadeloupe : viser le 26/05/2027",)),
        ("guadeloupe", "2027-05-26", ()),
        ("metropole", "2027-05-27", ()),
        ("martinique", "2027-05-27", ()),
    ],
)
def test_the_place_chooses_the_calendar_and_its_absence_is_told(
    area: str | None, prudent: str, elsewhere: tuple[str, ...]
) -> None:
    """Two months from 27 March 2027: Thursday 27 May, a holiday in Guadeloupe alone."""
    answers: dict[str, Answer] = {STATUS: "prive", "discovery_date": date(2027, 3, 27)}
    if area is not None:
        answers[AREA_FACT] = area
    line = lines(case(answers, examined=date(2027, 4, 1)))["discipline-salarie"]
    assert (line.ends, line.prudent, line.elsewhere) == ("2027-05-27", prudent, elsewhere)


def test_each_place_of_the_question_has_a_calendar() -> None:
    assert tuple(law().facts[AREA_FACT].values) == AREAS
    assert law().facts[AREA_FACT].descriptive


def test_a_step_without_its_day_is_shown_as_a_date_to_find() -> None:
    answers: dict[str, Answer] = {
        STATUS: "titulaire_fph",
        "discovery_date": date(2026, 10, 1),
        "procedure_events": ("council_session", "suspension"),
    }
    found = lines(case(answers))
    assert found["convocation-conseil"].starts is None and found["suspension-agent"].ends is None
    assert found["convocation-conseil"].standing == ""
    assert "avis-du-conseil" not in found


def asked(profile: str, answers: Mapping[str, Answer]) -> list[str]:
    """The facts an interview asks when each further answer is « je ne sais pas »."""
    session, found = Interview(law(), case(answers), profile), []
    while (question := session.next_question()) is not None:
        found.append(question.key.fact)
        session.answer(question.key, None)
    return found


def test_the_day_of_a_step_is_asked_once_the_step_is_known() -> None:
    known: dict[str, Answer] = {STATUS: "titulaire_fph", "discovery_date": date(2026, 10, 1)}
    seen = asked("rh", {**known, "procedure_events": ("council_session",)})
    assert "council_session_date" in seen
    assert not {"council_seized_date", "suspension_date", "interview_date"} & set(seen)
    assert "procedure_events" in asked("rh", known)
    nothing = asked("juriste", {**known, "procedure_events": ()})
    assert not {fact for fact in nothing if fact.endswith("_date")} - {
        "first_online_date", "discovery_date", "republication_date",
    }  # fmt: skip


@pytest.mark.parametrize("day", [date(2026, 11, 10), None])
def test_nobody_is_asked_for_steps_while_there_can_hardly_be_one(day: Answer) -> None:
    assert "procedure_events" not in asked("rh", {STATUS: "titulaire_fph", "discovery_date": day})
    began = {"discovery_date": day, "already_sanctioned": "oui"}
    assert "procedure_events" in asked("rh", {STATUS: "titulaire_fph", **began})


def test_a_manager_is_never_asked_for_a_step_nor_its_day() -> None:
    events = tuple(law().facts["procedure_events"].values)
    seen = set(asked("manager", {STATUS: "titulaire_fph", "procedure_events": events}))
    assert not seen & {fact.id for fact in law().facts.values() if fact.asked_for_dates}


def test_every_line_says_what_a_reader_needs() -> None:
    for deadline, _ in law().deadlines.values():
        assert deadline.for_whom and deadline.why_start and deadline.sources
        assert deadline.dossier, deadline.id
        assert deadline.certainty != "conseil" or "conseil" in (deadline.note or "").lower()


def test_the_published_assessment_carries_the_new_fields() -> None:
    answers: dict[str, Answer] = {
        STATUS: "titulaire_fph",
        "council_session_date": date(2026, 12, 15),
    }
    published = assess(law(), case(answers)).model_dump(mode="json")["deadlines"]
    line = next(entry for entry in published if entry["id"] == "convocation-conseil")
    assert (line["plan"], line["actor"], line["direction"]) == ("procedure", "employeur", "before")
    assert (line["days_left"], line["standing"]) == (10, "expire dans 10 jours")
