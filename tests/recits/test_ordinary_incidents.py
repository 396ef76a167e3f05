"""Simple incidents, as they happen every week: what a careful lawyer would say of each.

Expected values come from the rules of the legal dossier, named beside each case.
"""

from __future__ import annotations

from functools import cache

import pytest

from expert.incident import Answer
from expert.replay.asked import ask
from tests.recits.story import (
    CONTESTED,
    ESTABLISHED,
    EXCLUDED,
    OPEN,
    PROFILES,
    Reading,
    changed,
    facts_asked,
    law,
    story,
)

PLACE = "P1"

EXPECTED: dict[str, dict[str, str]] = {
    # presse R3 (12 000 €, not 45 000), R7 ; administratif A R5.2, R8.1
    "injure-publique": {
        "injure@P1": ESTABLISHED, "injure-publique-agent@P1": ESTABLISHED,
        "diffamation@P1": EXCLUDED, "manquement-reserve@P1": ESTABLISHED,
        "manquement": ESTABLISHED, "sanctionable": ESTABLISHED, "eviction-risquee@P1": ESTABLISHED,
    },
    # presse R5.2, R5.3, K5 ; administratif A R1.6, B R6 ; K3
    "groupe-de-douze-collegues": {
        "manquement-loyaute@P1": ESTABLISHED, "manquement": ESTABLISHED,
        "acces=public@P1": EXCLUDED, "acces=restreint@P1": OPEN, "acces=confidentiel@P1": OPEN,
    },
    # presse R8.3 ; administratif A R7.4
    "jaime": {
        "manquement": EXCLUDED, "jaime-sans-sanction-lourde@P1": ESTABLISHED,
        "manquement-reserve@P1": EXCLUDED, "plainte=sans-objet@P1": ESTABLISHED,
    },
    # presse B1, C2, Z12 ; administratif A R6.1
    "photo-patient-sans-visage": {
        "faute-image-patient@P1": ESTABLISHED, "captation-illicite@P1": ESTABLISHED,
        "violation-du-secret@P1": OPEN, "manquement-secret@P1": OPEN, "patient-moque@P1": EXCLUDED,
    },
    # presse C1, C4 ; administratif A R0.3 c
    "reponse-a-un-avis": {
        "violation-du-secret@P1": ESTABLISHED, "manquement-secret@P1": ESTABLISHED,
        "action-reservee-au-patient@P1": ESTABLISHED,
        "donnees-personnelles-a-examiner@P1": ESTABLISHED,
    },
    # administratif A R6.6, B R26
    "telephone-personnel": {
        "manquement-usage@P1": ESTABLISHED, "manquement": ESTABLISHED,
        "interdiction-generale-inopposable@P1": EXCLUDED, "parole-collective@P1": EXCLUDED,
    },
    # travail T2.1-1 ; presse R5.2, R5.8
    "salariee-quatorze-amis": {
        "conversation-privee@P1": ESTABLISHED, "faute-salarie@P1": EXCLUDED, "manquement": EXCLUDED,
        "faute-grave-plausible@P1": EXCLUDED, "rattache-au-travail@P1": EXCLUDED,
        "injure@P1": ESTABLISHED, "acces=restreint@P1": ESTABLISHED,
        "rupture-sans-cause@P1": ESTABLISHED, "nullite-encourue": EXCLUDED,
    },
    # administratif A R2.1, B R8
    "compte-anonyme": {
        "imputation": EXCLUDED, "manquement": EXCLUDED, "sanctionable": EXCLUDED,
        "manquement-reserve@P1": ESTABLISHED,
    },
    # presse R12.4 ; administratif B R10, R17
    "tract-du-personnel": {
        "critique-admise@P1": ESTABLISHED, "bonne-foi@P1": ESTABLISHED,
        "diffamation@P1": ESTABLISHED, "diffamation-non-publique@P1": EXCLUDED,
        "manquement": EXCLUDED, "protection-opposee": ESTABLISHED,
    },
    # presse R8.1 ; administratif A R5.1
    "critique-mesuree": {
        "opinion@P1": ESTABLISHED, "critique-admise@P1": ESTABLISHED, "manquement": EXCLUDED,
        "manquement-reserve@P1": EXCLUDED,
    },
    # administratif A R3.8, B R24
    "enregistrement-cache": {
        "manquement-loyaute@P1": ESTABLISHED, "manquement": ESTABLISHED,
        "preuve-utilisable": CONTESTED, "captation-illicite@P1": OPEN,
    },
    # K6 ; presse P4
    "partage-nu": {
        "manquement": CONTESTED, "manquement-reserve@P1": CONTESTED,
        "injure-publique-agent@P1": OPEN,
    },
    # administratif A R7.2 : silence before discriminatory words only
    "membre-silencieux": {
        "manquement": EXCLUDED, "faute-image-patient@P1": EXCLUDED,
        "manquement-secret@P1": EXCLUDED, "violation-du-secret@P1": EXCLUDED,
        "alerte-protegee@P1": EXCLUDED, "signalement-autorise@P1": EXCLUDED,
    },
}  # fmt: skip


@cache
def reading(name: str) -> Reading:
    return Reading(story(f"ordinaires/{name}"))


def status(found: Reading, atom: str) -> str:
    name, _, place = atom.partition("@")
    return found.status(name, place or None)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_said_of_it(name: str) -> None:
    expected = EXPECTED[name]
    assert {atom: status(reading(name), atom) for atom in expected} == expected


def test_insulting_a_public_agent_is_12_000_and_not_45_000() -> None:
    shown = [
        (p.text, p.fine_eur, p.prison_months)
        for p in reading("injure-publique").assessment.penalties
    ]
    assert shown == [("loi-1881-art-33-al-1", 12_000, 0)]


def test_a_group_bound_to_secrecy_is_contested() -> None:
    secret: dict[str, Answer] = {"confidential@P1": "oui"}
    found = Reading(changed(story("ordinaires/groupe-de-douze-collegues"), secret))
    contested = found.result("acces=confidentiel", PLACE)
    assert contested.status == CONTESTED and contested.contested is not None
    assert contested.contested.zones == ("K5",)
    assert found.status("manquement-loyaute", PLACE) == ESTABLISHED


def test_a_like_opens_neither_a_penalty_nor_a_complaint() -> None:
    assert reading("jaime").assessment.penalties == ()
    assert reading("jaime").deadlines() == {"discipline-fonctionnaire"}


def test_without_a_written_rule_a_brief_use_is_no_breach() -> None:
    none: dict[str, Answer] = {"written_rule": "none"}
    found = Reading(changed(story("ordinaires/telephone-personnel"), none))
    assert found.status("manquement-usage", PLACE) == EXCLUDED
    assert found.status("manquement") == EXCLUDED


def test_a_recording_against_a_presumed_harassment_is_contested() -> None:
    presumed: dict[str, Answer] = {"harassment_presumed": "oui"}
    found = Reading(changed(story("ordinaires/enregistrement-cache"), presumed))
    loyalty = found.result("manquement-loyaute", PLACE)
    assert loyalty.contested is not None and loyalty.contested.zones == ("K8",)


def test_fourteen_friends_but_a_colleague_reads_the_insult_addressed_to_her() -> None:
    """T2.2-3: words sent to the colleague herself are no longer private life."""
    sent: dict[str, Answer] = {
        "target@P1/P1": "colleague",
        "addressed_to_target@P1/P1": "oui",
        "access@P1": "direct_message",
    }
    found = Reading(changed(story("ordinaires/salariee-quatorze-amis"), sent))
    assert found.status("atteinte-a-une-personne-cotoyee", PLACE) == ESTABLISHED


@pytest.mark.parametrize("profile", PROFILES)
def test_a_phone_asks_about_no_one_and_no_word(profile: str) -> None:
    facts = facts_asked(story("ordinaires/telephone-personnel"), profile)
    words = {"target", "outrageous_expression", "imputes_precise_fact", "identifies_target"}
    assert not facts & (words | {"discriminatory_grounds", "author_visible", "removed"})


LIMITS = {"manager": 10, "rh": 20, "juriste": 27}
"""Screens at most on these incidents when the fiche answers, « je ne sais pas » for the rest."""


@pytest.mark.parametrize("profile", LIMITS)
@pytest.mark.parametrize(
    "name", sorted(set(EXPECTED) - {"salariee-quatorze-amis", "membre-silencieux"})
)
def test_the_interview_stays_short(name: str, profile: str) -> None:
    assert len(ask(law(), story(f"ordinaires/{name}"), profile).screens) <= LIMITS[profile]


def test_a_manager_gives_about_a_dozen_answers() -> None:
    counts = sorted(ask(law(), story(f"ordinaires/{name}"), "manager").answers for name in EXPECTED)
    assert counts[len(counts) // 2] <= 12


def test_no_reader_but_counsel_has_an_offence_for_goal() -> None:
    """Penalties are in neither the manager's nor the human-resources view; composites in none."""
    goals = {c.id: c.goals for c in law().conclusions.values()}
    offences = [c.id for c in law().conclusions.values() if c.penalty_texts]
    assert offences
    assert {profile for offence in offences for profile in goals[offence]} == {
        "juriste",
        "contradiction",  # who shares the goals of counsel
    }
    assert goals["infraction-de-presse"] == goals["infraction-penale"] == ()
    assert [c for c, profiles in goals.items() if "manager" in profiles] == ["rapport-seul"]
    penal = {c.id for c in law().conclusions.values() if c.layer == "penal" and "rh" in c.goals}
    assert not penal
