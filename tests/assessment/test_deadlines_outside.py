"""The delays of the press law, of complaints, of a data breach; the holidays of each place."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from expert.assessment.deadlines import AREA_FACT
from expert.incident import Answer
from expert.incident_files import read_incidents
from tests.assessment.deadline_cases import ONLINE, SAMPLES, STATUS, WORDS, case, dates, law, lines


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
    found = lines(case(answers, ONLINE, WORDS))
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
        "words_do": ("sexual_words",),
        "degrading_sexual": "oui",
        "sexual_pressure": "non",
        "abuse_of_authority": "non",
        "work_degraded": "non",
        "life_degraded": "non",
        "wave_participation": "non",
    }
    published: dict[str, Answer] = {
        "first_online_date": date(2026, 11, 1),
        "access": "open_group",
        "author_role": "author",
    }
    answers |= {"authorship": "admitted", "repeated": "non"}
    line = lines(case(answers, published, words))["contravention-un-an"]
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


INSULTED: dict[str, Answer] = {
    **WORDS,
    "content_matter": "insult",
    "imputes_precise_fact": "non",
    "outrageous_expression": "oui",
    "provoked": "non",
    "addressed_to_target": "non",
}
AMONG_COLLEAGUES: dict[str, Answer] = {
    **ONLINE,
    "access": "distribution_list", "community_of_interest": "oui", "confidential": "non",
    "community_covers_subject": "oui", "outside_readers": "non", "audience_size": 20,
}  # fmt: skip


@pytest.mark.dossier("textes:3-3", "textes:3-4")
@pytest.mark.parametrize("grounds", [(), ("religion",)])
def test_words_that_are_not_public_have_three_months_discriminatory_or_not(
    grounds: tuple[str, ...],
) -> None:
    words = {**INSULTED, "discriminatory_grounds": grounds}
    found = lines(case({STATUS: "titulaire_fph"}, AMONG_COLLEAGUES, words))
    assert found["presse-non-public"].ends == "2027-02-01"
    assert "presse-discriminatoire" not in found


@pytest.mark.dossier("textes:3-2")
def test_discriminatory_public_words_have_a_year() -> None:
    words = {**INSULTED, "discriminatory_grounds": ("religion",)}
    found = lines(case({STATUS: "titulaire_fph"}, ONLINE, words))
    assert found["presse-discriminatoire"].ends == "2027-11-01"
    assert "presse-personne-visee" not in found


@pytest.mark.dossier("textes:3-7", "textes:3-23")
def test_a_story_of_a_resident_has_six_years_and_five() -> None:
    """The story of 1 November 2026: 1 November 2032 for the complaint, 2031 for the damage."""
    (incident,) = read_incidents(SAMPLES / "03-story-supprimee.yaml", law())
    found = lines(incident)
    assert found["plainte-secret"].ends == "2032-11-01"
    assert (found["plainte-secret"].prudent, found["plainte-secret"].actor) == (
        "2032-10-29",
        "personne",
    )
    civil = found["action-civile-image"]
    assert (civil.ends, civil.certainty, civil.plan) == ("2031-11-01", "from-memory", "civil")
    assert {"cc-2224", "cpp-8"} <= {*civil.text, *found["plainte-secret"].text}
