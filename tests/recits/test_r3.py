"""R3: the technician who tells of the aftermath of a cyberattack (LinkedIn).

Only what holds with the first law. The whole law brings the rest: the status of the alert while
the danger is not known (n° 4), and the data-protection officer's view.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from expert.incident import Answer
from tests.recits.story import (
    CONTESTED,
    ESTABLISHED,
    EXCLUDED,
    OPEN,
    Numbered,
    Reading,
    changed,
    cited,
    days,
    facts_asked,
    story,
)

STORY = "r3-apres-cyberattaque"
COMMANDANT = "ce-2011-01-12-338461"

NUMBERED = (
    Numbered(1, "diffamation", "penal", ESTABLISHED, ("loi-1881-art-29-al-1",), "P1"),
    Numbered(1, "diffamation-publique-corps", "penal", OPEN, ("loi-1881-art-30",), "P1"),
    Numbered(1, "bonne-foi", "penal", OPEN, ("cass-crim-2023-09-05-22-84763",), "P1"),
    Numbered(2, "opinion", "penal", ESTABLISHED, ("loi-1881-art-29-al-1",), "P2"),
    Numbered(2, "injure", "penal", EXCLUDED, (), "P2"),
    Numbered(2, "diffamation", "penal", EXCLUDED, (), "P2"),
    Numbered(3, "manquement-discretion", "disciplinaire", ESTABLISHED,
             ("cgfp-l121-7", "ce-2017-03-20-393320"), "P1"),
    Numbered(3, "manquement-discretion", "disciplinaire", ESTABLISHED,
             ("cgfp-l121-7", "ce-2017-03-20-393320"), "P3"),
    Numbered(5, "manquement-reserve", "disciplinaire", EXCLUDED, (), "P1"),
    Numbered(5, "manquement-reserve", "disciplinaire", EXCLUDED, (), "P2"),
    Numbered(6, "sanction-maximale-risquee", "disciplinaire", ESTABLISHED,
             (COMMANDANT, "caa-douai-2022-02-24-21da00209")),
)  # fmt: skip

NO_ALERT: dict[str, Answer] = {"whistleblower_context": "non"}
INSULT: dict[str, Answer] = {
    "outrageous_expression@P0/P2": "oui",
    "attacks_person@P0/P2": "oui",
}
PATIENT_ON_SCREEN: dict[str, Answer] = {
    "content_matter@P3/P3": "patient_information",
    "target@P3/P3": "patient",
    "patient_identifiable@P3/P3": "oui",
    "info_kind@P3/P3": "patient_data",
}


@cache
def reading(profile: str = "juriste") -> Reading:
    return Reading(story(STORY), profile)


@pytest.mark.parametrize("numbered", NUMBERED, ids=str)
def test_numbered_conclusion(numbered: Numbered) -> None:
    found = reading().of(numbered)
    assert found.status == numbered.status
    assert found.layer == numbered.layer
    assert set(numbered.sources) <= cited(found)


def test_4_the_alert_is_contested_once_the_danger_is_known_to_be_absent() -> None:
    """Internal alert made, then published directly: the pieces are the e-mail and what followed."""
    known: dict[str, Answer] = {"alert_danger": "none", "alert_good_faith": "oui"}
    found = Reading(changed(story(STORY), known)).result("alerte-protegee", "P1")
    assert found.status == CONTESTED and found.contested is not None
    assert "loi-2016-1691-art-8" in cited(found)
    assert "signalement interne" in " ".join(found.contested.pieces)
    assert reading().status("alerte-protegee", "P1") == OPEN


def test_the_alert_does_not_justify_the_defamation() -> None:
    found = reading().result("alerte-sans-effet-sur-la-diffamation", "P1")
    assert found.status == ESTABLISHED and "cass-crim-2026-01-13-24-86344" in found.sources


def test_deadlines_for_the_hospital() -> None:
    press = reading().deadline("presse-hopital", "P1")
    assert days(press) == (date(2026, 11, 9), date(2027, 2, 9))
    assert "chef du corps" in press.for_whom and "loi-1881-art-48-1" in press.text
    discipline = reading().deadline("discipline-fonctionnaire")
    assert days(discipline) == (date(2026, 11, 12), date(2029, 11, 12))
    assert "notification-cnil" not in reading().deadlines()


def test_no_penalty_without_the_defence() -> None:
    """« 45 000 € » is never said as established while good faith is open."""
    shown = {p.conclusion: p.status for p in reading().assessment.penalties}
    assert shown.get("diffamation-publique-corps", OPEN) == OPEN
    assert "amende" not in reading("rh").text and "amende" not in reading("manager").text


def test_a_without_any_alert_the_discretion_stands_alone() -> None:
    found = Reading(changed(story(STORY), NO_ALERT))
    assert found.status("alerte-protegee", "P1") == EXCLUDED
    assert found.status("manquement-discretion", "P1") == ESTABLISHED


def test_b_calling_the_manager_a_crook_breaks_the_reserve() -> None:
    found = Reading(changed(story(STORY), INSULT))
    assert found.status("manquement-reserve", "P2") == ESTABLISHED
    assert found.status("manquement-reserve", "P1") == EXCLUDED


def test_c_a_patient_on_the_screen_is_a_secret_outside_any_alert() -> None:
    found = Reading(changed(story(STORY), PATIENT_ON_SCREEN))
    assert found.status("manquement-secret", "P3") == ESTABLISHED
    outside = found.result("alerte-sans-effet-sur-le-secret", "P3")
    assert outside.status == ESTABLISHED and "loi-2016-1691-art-6" in outside.sources


@pytest.mark.parametrize("profile", ["manager", "rh", "juriste"])
def test_what_must_not_be_asked_is_never_asked(profile: str) -> None:
    """Neither the union, nor a job elsewhere, nor the contacts, nor who commented."""
    asked = facts_asked(story(STORY), profile)
    assert not asked & {"union_context", "audience_size", "recipients", "admission", "sick_leave"}
