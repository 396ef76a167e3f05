"""R2: the story taken down (Instagram, public nursing home, *contractuelle*)."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from expert.incident import Answer
from tests.recits.story import (
    ESTABLISHED,
    EXCLUDED,
    OPEN,
    PROFILES,
    Numbered,
    Reading,
    asked,
    blocks_asked,
    changed,
    cited,
    days,
    facts_asked,
    law,
    story,
)

STORY = "r2-story-supprimee"
NANCY = "caa-nancy-2014-12-04-13nc02261"
OWN = "P1"

NUMBERED = (
    Numbered(1, "faute-image-patient", "disciplinaire", ESTABLISHED, (NANCY,), OWN),
    Numbered(2, "diffusion-non-couverte-par-l-accord", "civil", ESTABLISHED,
             ("cc-9", "cass-civ1-2015-01-15-13-25634"), OWN),
    Numbered(3, "violation-du-secret", "penal", ESTABLISHED,
             ("cp-226-13", "csp-l1110-4", "ce-2018-09-26-407856"), OWN),
    Numbered(3, "manquement-secret", "disciplinaire", ESTABLISHED,
             ("csp-l1110-4", "ce-2018-09-26-407856"), OWN),
    Numbered(4, "captation-illicite", "penal", OPEN, ("cp-226-1",), OWN),
    Numbered(5, "retrait-attenue", "disciplinaire", ESTABLISHED,
             ("caa-versailles-2022-09-23-20ve01855",), OWN),
    Numbered(6, "temoignages-suffisants", "preuve", ESTABLISHED,
             ("caa-douai-2025-02-14-23da02250",)),
    Numbered(8, "non-renouvellement-a-ne-pas-confondre", "procedure", ESTABLISHED),
)  # fmt: skip

WRITTEN_BY_THE_GUARDIAN: dict[str, Answer] = {
    "consent_diffusion@P1/P1": "oui",
    "consent_trace@P1/P1": "written",
}
PRIVATE: dict[str, Answer] = {"author_status": "prive", "employer_sector": "private_elderly_home"}
BASCULES: dict[str, tuple[dict[str, Answer], dict[str, str]]] = {
    "a": (WRITTEN_BY_THE_GUARDIAN, {"2-diffusion-non-couverte-par-l-accord@P1": EXCLUDED}),
    "b": ({"mocking@P1/P1": "oui"}, {}),
}
"""Each *bascule*: what changes in the fiche, and the only numbered conclusions that move."""


@cache
def reading(bascule: str = "", profile: str = "juriste") -> Reading:
    changes = PRIVATE if bascule == "c" else BASCULES[bascule][0] if bascule else {}
    return Reading(changed(story(STORY), changes), profile)


@pytest.mark.parametrize("numbered", NUMBERED, ids=str)
def test_numbered_conclusion(numbered: Numbered) -> None:
    found = reading().of(numbered)
    assert found.status == numbered.status
    assert found.layer == numbered.layer
    assert set(numbered.sources) <= cited(found)


def test_1_without_mockery_it_is_a_breach_all_the_same() -> None:
    assert reading().status("patient-moque", OWN) == EXCLUDED
    assert "même sans moquerie" in reading().result("faute-image-patient", OWN).sentence


def test_2_the_daughter_s_word_was_worth_the_shot_at_most() -> None:
    assert "prise de vue" in reading().result("diffusion-non-couverte-par-l-accord", OWN).sentence
    assert reading().status("accord-a-l-image", OWN) == EXCLUDED


def test_4_the_capture_depends_on_the_room_and_on_capacity_and_needs_a_complaint() -> None:
    found = reading().result("captation-illicite", OWN)
    assert set(found.depends_on) == {
        "private_place@P1/P1",
        "able_to_object@P1/P1",
        "seen_and_not_objected@P1/P1",
    }
    assert any("accès à la salle" in piece for piece in law().facts["private_place"].pieces)
    complaint = reading().result("plainte-de-la-victime-necessaire", OWN)
    assert complaint.status == OPEN and "cp-226-6" in complaint.sources


def test_7_the_scale_is_the_contractuel_s() -> None:
    sanctions = reading().assessment.sanctions
    assert sanctions.scale == "contractuel-fph"
    assert "decret-91-155-sanctions" in sanctions.sources
    without_body, after_body = sanctions.groups
    assert without_body.sanctions == ("avertissement", "blâme") and without_body.body is None
    assert (
        "six mois au plus (durée du contrat : contrat à durée déterminée)"
        in after_body.sanctions[0]
    )
    assert "licenciement" in after_body.sanctions[1]
    assert "commission" in (after_body.body or "").lower()


def test_8_not_renewing_is_advice_without_a_source() -> None:
    found = reading().result("non-renouvellement-a-ne-pas-confondre")
    assert (found.support, found.sources) == ("advice", ())
    assert found.sentence.startswith("Conseil")


def test_the_cnil_had_72_hours_which_have_passed() -> None:
    cnil = reading().deadline("notification-cnil")
    assert (cnil.starts, cnil.ends) == ("2026-11-02T11:00:00", "2026-11-05T11:00:00")
    assert cnil.expired and "établissement" in cnil.for_whom and "rgpd-33" in cnil.text
    assert "motiver le retard" in (cnil.note or "")
    assert reading().status("notification-en-72-heures", OWN) == ESTABLISHED


def test_the_discipline_deadline_is_cited_from_memory() -> None:
    discipline = reading().deadline("discipline-contractuel")
    assert days(discipline) == (date(2026, 11, 2), date(2029, 11, 2))
    assert (discipline.certainty, discipline.expired) == ("from-memory", False)
    assert "à vérifier" in (discipline.note or "")


def test_the_resident_or_the_guardian_may_complain_for_six_years() -> None:
    complaint = reading().deadline("plainte-secret", OWN)
    assert days(complaint) == (date(2026, 11, 1), date(2032, 11, 1))
    assert "représentant" in complaint.for_whom and "cpp-8" in complaint.text


@pytest.mark.parametrize("bascule", BASCULES)
def test_a_bascule_moves_what_it_says_and_nothing_else(bascule: str) -> None:
    before, after = reading().statuses(NUMBERED), reading(bascule).statuses(NUMBERED)
    moved = {name: status for name, status in after.items() if before[name] != status}
    assert moved == BASCULES[bascule][1]
    assert reading(bascule).assessment.sanctions == reading().assessment.sanctions


def test_a_the_guardian_s_agreement_never_unties_the_secret() -> None:
    found = reading("a").result("accord-sans-effet-sur-le-secret", OWN)
    assert found.status == ESTABLISHED and "ce-2018-09-26-407856" in found.sources


def test_b_mockery_makes_it_worse() -> None:
    assert reading().status("eviction-risquee", OWN) == ESTABLISHED
    assert reading("b").status("patient-moque", OWN) == ESTABLISHED
    assert reading("b").status("eviction-risquee", OWN) != ESTABLISHED
    assert "aggrave" in reading("b").result("patient-moque", OWN).sentence


def test_c_a_private_employee_leaves_two_months_and_keeps_the_rest() -> None:
    """The breach, the secret, the image and the proof stay; the scale and the clock change."""
    found = reading("c")
    discipline = found.deadline("discipline-salarie")
    assert days(discipline) == (date(2026, 11, 2), date(2027, 1, 2))
    assert (discipline.prudent or "")[:10] == "2026-12-31"
    assert {"discipline-fonctionnaire", "discipline-contractuel"} & found.deadlines() == set()
    assert found.assessment.sanctions.scale == "prive"
    assert found.status("faute-envers-usager", OWN) == ESTABLISHED
    statuses = found.statuses(NUMBERED)
    for public_only in ("1-faute-image-patient@P1", "3-manquement-secret@P1"):
        assert statuses.pop(public_only) == EXCLUDED
    before = reading().statuses(NUMBERED)
    assert statuses == {name: before[name] for name in statuses}
    assert "viser le 31/12/2026" in reading("c", "rh").text


@pytest.mark.parametrize("profile", PROFILES)
def test_what_must_not_be_asked_is_never_asked(profile: str) -> None:
    """No diagnosis, reason of the guardianship, name, rest of the account, number of views."""
    facts = facts_asked(story(STORY), profile)
    assert not facts & {"audience_size", "sick_leave", "union_context", "recipients", "admission"}
    questions = " ".join(law().facts[f].question for f in facts if f in law().facts)
    assert not re.search(
        r"diagnostic|maladie|tutelle|nom d|combien de personnes|autres publications", questions
    )


@pytest.mark.parametrize("profile", PROFILES)
def test_the_blocks_follow_one_another(profile: str) -> None:
    """Fixed blocks, whatever the gain; a question of a publication never comes after the next."""
    positions = {block: rank for rank, block in enumerate(law().blocks)}
    ranks = [positions[block] for block, _ in blocks_asked(story(STORY), profile)]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("profile", ["rh", "juriste"])
def test_the_questions_come_in_the_order_of_the_recit(profile: str) -> None:
    """As far as the fixed blocks go: the record, with its dates, always comes after the pieces."""
    order = asked(story(STORY), profile)
    wanted = [
        "still_online",                              # 1, copie restante
        "author_status",                             # 3
        "removed@P1",                                # 8, avec les lecteurs : jusqu'à quand
        "patient_identifiable@P1/P1",                # 1, résidente reconnaissable
        "consent_diffusion@P1/P1",                   # 4
        "care_purpose@P1/P1",                        # 6
        "evidence_mode", "anonymous_witnesses",      # 7
        "prior_record",                              # 8
    ]  # fmt: skip
    assert [key for key in order if key in wanted] == wanted
    assert "breach_awareness" in order  # 2


def test_counsel_is_asked_by_whom_for_what_and_under_what_form() -> None:
    facts = facts_asked(story(STORY), "juriste")
    agreement = {"consent_capture", "consent_diffusion", "consent_giver", "consent_trace"}
    assert agreement | {"private_place", "patient_state", "mocking"} <= facts


@pytest.mark.parametrize("profile", PROFILES)
def test_dangerous_sentences_are_never_said(profile: str) -> None:
    told = reading(profile=profile).text.split("TEXTES")[0].lower()
    for never in ("faute grave", "pas de faute", "coupable", "victime", "anonymat garanti"):
        assert never not in told
    assert reading().status("manquement") == ESTABLISHED


def test_the_manager_checks_the_copies_and_leaves_the_phone_alone() -> None:
    told = reading(profile="manager").text
    assert "qu'aucune copie ne circule" in told and "prévenez la direction" in told
    assert "Ne demandez pas le téléphone de l'agent" in told
    assert "exclusion" not in told and "15 000" not in told and "emprisonnement" not in told


def test_human_resources_collect_two_testimonies_apart() -> None:
    assert "séparément" in reading().result("temoignages-suffisants").sentence
    assert "15 000" not in reading(profile="rh").text
