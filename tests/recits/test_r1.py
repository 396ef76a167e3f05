"""R1: messages from before the hiring, still online (X, pseudonym, *stagiaire*)."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from expert.incident import Answer
from tests.recits.story import (
    CONTESTED,
    ESTABLISHED,
    EXCLUDED,
    OPEN,
    PROFILES,
    Numbered,
    Reading,
    asked,
    changed,
    cited,
    days,
    facts_asked,
    law,
    story,
)

STORY = "r1-messages-anterieurs"
TOULOUSE = "caa-toulouse-2025-06-17-23tl02197"

NUMBERED = (
    Numbered(1, "message-anterieur-opposable", "disciplinaire", ESTABLISHED, (TOULOUSE,), "P1"),
    Numbered(2, "pseudonyme-inoperant", "disciplinaire", ESTABLISHED,
             ("ce-2018-06-27-412541", TOULOUSE), "P1"),
    Numbered(2, "pseudonyme-inoperant", "disciplinaire", ESTABLISHED,
             ("ce-2018-06-27-412541", TOULOUSE), "P2"),
    Numbered(3, "imputation", "fait", OPEN, ("caa-toulouse-2023-03-14-21tl00567",)),
    Numbered(4, "manquement-neutralite", "disciplinaire", ESTABLISHED,
             ("cgfp-l121-2", TOULOUSE), "P1"),
    Numbered(4, "manquement-dignite", "disciplinaire", ESTABLISHED, (TOULOUSE,), "P1"),
    Numbered(5, "eviction-risquee", "disciplinaire", CONTESTED, (TOULOUSE,), "P1"),
    Numbered(6, "action-de-presse-eteinte", "penal", ESTABLISHED,
             ("loi-1881-art-65-3", "cass-crim-2001-10-16-00-85728"), "P1"),
    Numbered(7, "injure", "penal", EXCLUDED, ("loi-1881-art-29-al-2",), "P2"),
    Numbered(7, "diffamation", "penal", EXCLUDED, (), "P2"),
    Numbered(7, "sans-cible-protegee", "penal", ESTABLISHED, ("loi-1881-art-29-al-2",), "P2"),
    Numbered(8, "manquement-dignite", "disciplinaire", CONTESTED, ("ce-2017-03-20-393320",), "P2"),
)  # fmt: skip

LINKED_NEITHER: dict[str, Answer] = {
    "author_visible@P1": "pseudonym_unlinked",
    "author_visible@P2": "pseudonym_unlinked",
}
BASCULES: dict[str, tuple[dict[str, Answer], dict[str, str]]] = {
    "a": (
        {"still_readable_after_hiring@P1": "non"},
        {"1-message-anterieur-opposable@P1": EXCLUDED},
    ),
    "b": (
        LINKED_NEITHER,
        {"2-pseudonyme-inoperant@P1": EXCLUDED, "2-pseudonyme-inoperant@P2": EXCLUDED},
    ),
    "c": (
        {
            "republication@P1": "direct_link_new_context",
            "republication_date@P1": date(2026, 11, 9),
        },
        {"6-action-de-presse-eteinte@P1": EXCLUDED},
    ),
}
"""Each *bascule*: what changes in the fiche, and the only numbered conclusions that move."""


@cache
def reading(bascule: str = "", profile: str = "juriste") -> Reading:
    changes = BASCULES[bascule][0] if bascule else {}
    return Reading(changed(story(STORY), changes), profile)


@pytest.mark.parametrize("numbered", NUMBERED, ids=str)
def test_numbered_conclusion(numbered: Numbered) -> None:
    found = reading().of(numbered)
    assert found.status == numbered.status
    assert found.layer == numbered.layer
    assert set(numbered.sources) <= cited(found)


def test_3_the_account_is_not_imputed_until_proof_or_admission() -> None:
    found = reading().result("imputation")
    assert (found.open_because, found.depends_on) == ("proof", ("authorship",))
    assert found.if_unproved == EXCLUDED
    assert any("constat" in piece for piece in law().facts["authorship"].pieces)
    assert "authorship" in {q.key for q in reading().assessment.open_questions}
    for answer in ("established", "admitted"):
        assert Reading(changed(story(STORY), {"authorship": answer})).status("imputation") == (
            ESTABLISHED
        )


def test_3_an_alleged_hacking_needs_precise_elements() -> None:
    denied: dict[str, Answer] = {"authorship": "contested", "hacking_substantiated": "non"}
    assert Reading(changed(story(STORY), denied)).status("imputation") == ESTABLISHED
    denied["hacking_substantiated"] = "oui"
    assert Reading(changed(story(STORY), denied)).status("imputation") == EXCLUDED


def test_5_eviction_is_contested_with_the_pieces_that_settle_it() -> None:
    contested = reading().result("eviction-risquee", "P1").contested
    assert contested is not None
    assert "fonctions" in " ".join(contested.pieces) and "écho" in " ".join(contested.pieces)
    assert {r.value for r in contested.readings} == {True, False}


def test_6_the_press_action_ended_on_11_june_2025() -> None:
    ended = reading().deadline("presse-discriminatoire", "P1")
    assert days(ended) == (date(2024, 6, 11), date(2025, 6, 11))
    assert ended.expired
    assert any("persistance" in without_effect for without_effect in ended.not_interrupted_by)


@pytest.mark.parametrize("duty", ["oui", "non", None])
@pytest.mark.parametrize("outrage", ["oui", "non"])
def test_8_mocking_users_stays_contested(outrage: str, duty: Answer) -> None:
    """Whatever the word used and the fit with the duties: the piece is a link users recognised."""
    answers: dict[str, Answer] = {"outrageous_expression@P2/P2": outrage, "duty_incompatible": duty}
    found = Reading(changed(story(STORY), answers)).result("manquement-dignite", "P2")
    assert found.contested is not None
    assert "usagers qui ont reconnu le service" in " ".join(found.contested.pieces)


def test_9_the_scale_is_the_stagiaire_s_without_groups() -> None:
    sanctions = reading().assessment.sanctions
    assert sanctions.scale == "stagiaire-fph"
    assert "decret-97-487-art-16" in sanctions.sources
    assert [group.sanctions for group in sanctions.groups] == [
        ("avertissement", "blâme"),
        ("exclusion temporaire de deux mois au plus", "exclusion définitive du service"),
    ]
    assert not any("groupe" in group.label.lower() for group in sanctions.groups)
    assert any("refus de titularisation n'est pas une sanction" in n for n in sanctions.notes)
    assert "caa-bordeaux-2022-05-04-19bx02151" in sanctions.sources


def test_the_discipline_runs_from_the_discovery_for_the_hospital() -> None:
    """Not from 2024: the mistake is to date the breach of 2024 and to believe it time-barred."""
    discipline = reading().deadline("discipline-fonctionnaire")
    assert days(discipline) == (date(2026, 11, 17), date(2029, 11, 17))
    assert discipline.for_whom == "l'employeur public"
    assert discipline.expired is False
    assert "cgfp-l532-2" in discipline.text
    assert "stagiaire" in (discipline.note or "")
    assert "date ancienne du message" in discipline.not_interrupted_by
    assert reading().status("delai-disciplinaire-ouvert") == ESTABLISHED


def test_p2_keeps_its_press_deadline_in_case_a_person_was_aimed_at() -> None:
    deadline = reading().deadline("presse-groupe", "P2")
    assert days(deadline) == (date(2026, 11, 9), date(2027, 2, 9))
    assert deadline.expired is False


@pytest.mark.parametrize("bascule", BASCULES)
def test_a_bascule_moves_what_it_says_and_nothing_else(bascule: str) -> None:
    before, after = reading().statuses(NUMBERED), reading(bascule).statuses(NUMBERED)
    moved = {name: status for name, status in after.items() if before[name] != status}
    assert moved == BASCULES[bascule][1]
    assert reading(bascule).assessment.sanctions == reading().assessment.sanctions


def test_b_an_account_that_is_not_linked_blocks_everything() -> None:
    """A denial then needs no proof of hacking, and nothing can be reproached."""
    denied: dict[str, Answer] = {"authorship": "contested", "hacking_substantiated": "non"}
    for answers in ({}, denied, {"authorship": "not_linked"}):
        found = Reading(changed(story(STORY), {**LINKED_NEITHER, **answers}))
        for conclusion in ("imputation", "manquement", "sanctionable"):
            assert found.status(conclusion) != ESTABLISHED
            assert found.result(conclusion).if_unproved == EXCLUDED


def test_c_the_new_publication_starts_the_year_again() -> None:
    reopened = reading("c").deadline("presse-discriminatoire-rouvert", "P1")
    assert days(reopened) == (date(2026, 11, 9), date(2027, 11, 9))
    assert "cass-crim-2016-11-02-15-87163" in reopened.text
    assert "presse-discriminatoire" not in reading("c").deadlines()


FORBIDDEN = {
    "union_context", "serves_cause", "election_period", "sick_leave",   # convictions, vote, santé
    "target_status", "identifies_target", "reproach_scope", "addressed_to_target", "provoked",
    "target_in_health", "life_degraded", "wave_participation", "aims_living_heirs", "threat_kind",
}  # fmt: skip


@pytest.mark.parametrize("profile", PROFILES)
def test_what_must_not_be_asked_is_never_asked(profile: str) -> None:
    facts = facts_asked(story(STORY), profile)
    assert not facts & FORBIDDEN
    questions = " ".join(law().facts[f].question for f in facts if f in law().facts)
    assert not re.search(r"croyan|convict|pensait|proches|pratique religieuse", questions)


@pytest.mark.parametrize("profile", ["rh", "juriste"])
def test_the_questions_come_in_the_order_of_the_recit(profile: str) -> None:
    order = asked(story(STORY), profile)
    wanted = [
        "authorship", "still_online",                                    # 1
        "author_status",                                                 # 2
        "first_online_date@P1", "still_readable_after_hiring@P1",        # 3
        "outrageous_expression@P1/P1", "discriminatory_grounds@P1/P1",   # 4
        "author_rank",                                                   # 5
        "image_damage", "prior_record",                                  # 6
    ]  # fmt: skip
    assert [key for key in order if key in wanted] == wanted


def test_no_penalty_is_shown_for_the_time_barred_message() -> None:
    assert reading().assessment.penalties == ()
    assert "PEINES" not in reading().text
    assert {p.unit for p in reading("c").assessment.penalties} == {"P1"}


@pytest.mark.parametrize("profile", PROFILES)
def test_dangerous_sentences_are_never_said(profile: str) -> None:
    told = reading(profile=profile).text.split("TEXTES")[0]
    if profile == "juriste":  # counsel alone is told which amounts the old documents had wrong
        told = told.split("CE QUI A CHANGÉ")[0]
    told = told.lower()
    for never in ("rien à faire", "45 000", "75 000", "hostile", "opinion religieuse", "coupable"):
        assert never not in told
    assert not re.search(r"sa religion|ses (convictions|croyances|opinions religieuses)", told)


def test_the_manager_keeps_first_and_searches_nothing() -> None:
    told = reading(profile="manager").text
    assert "ne demandez pas de suppression avant que la publication ait été conservée" in told
    assert "ne fouillez pas ses autres publications" in told
    assert "N'écrivez rien sur ses opinions" in told
    assert "exclusion" not in told and "amende" not in told
