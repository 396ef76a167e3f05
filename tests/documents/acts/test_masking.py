"""Names replaced by stable labels: worked out by hand, accents, case and hyphens included."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.access.masking import SHARED
from expert.cases.people import Person, Role
from expert.documents.acts.masking import NOBODY, mask_of
from knowledge.folding import folded


def person(name: str, role: Role) -> Person:
    return Person(id=name, name=name, role=role)


PEOPLE = (
    person("Marie-Hélène Dupont-Durand", "concernee"),
    person("Mme Anne Le Goff", "temoin"),
    person("Paul DURAND", "visee"),
    person("Li Wu", "temoin"),
    person("Éloïse d'Ormesson", "decide"),
    person("Karim O'Brien", "transmet"),
)
MASK = mask_of(PEOPLE)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Marie-Hélène Dupont-Durand a écrit.", "L'agent concerné a écrit."),
        ("Mme DUPONT-DURAND a écrit.", "L'agent concerné a écrit."),
        ("vu par marie helene dupont durand", "vu par l'agent concerné"),
        ("DUPONT Marie\u2011Hélène", "L'agent concerné"),
        ("le post de dùpont", "le post de l'agent concerné"),
        ("lettre de Mme Le Goff", "lettre du témoin 1"),
        ("lettre de Le Goff", "lettre du témoin 1"),
        ("le récit d'Anne", "le récit du témoin 1"),
        ("remis à Anne", "remis au témoin 1"),
        ("il dit qu'Éloïse d'Ormesson l'a su", "il dit que l'autorité qui décide l'a su"),
        ("M. Paul Durand, lui", "La personne visée, lui"),
        ("transmis par M. O'Brien", "transmis par la personne qui a transmis"),
        ("Mme Li est là, li dit", "Le témoin 2 est là, li dit"),
        ("Dupont. Anne", "L'agent concerné. Le témoin 1"),
        ("Anne, Paul et Dupont", "Le témoin 1, la personne visée et l'agent concerné"),
        ("mariedupont75 et mdupont", "L'agent concerné et l'agent concerné"),
        ("m.dupont@hopital.exemple", "[adresse masquée]"),
        ("Mme de Villiers l'a vu", "Mme de [personne nommée] l'a vu"),
        ("les annales du service", "les annales du service"),
        ("une durandal", "une durandal"),
    ],
)
def test_a_name_is_seen_whole_or_in_part_and_replaced_as_french_joins_it(
    typed: str, shown: str
) -> None:
    assert MASK.text(typed) == shown


def test_a_part_that_two_persons_share_is_nobody_in_particular() -> None:
    assert MASK.text("selon Durand") == f"selon {SHARED}"


def test_exact_words_say_in_brackets_that_something_was_replaced() -> None:
    assert MASK.quoted("« Le Goff ment. »") == "« [le témoin 1] ment. »"
    assert MASK.quoted("d'Anne à Dupont") == "d'[le témoin 1] à [l'agent concerné]"


def test_an_address_names_an_account_and_is_left_out() -> None:
    assert MASK.address("https://reseau.exemple/quelqu-un") == ""
    assert NOBODY.address("https://reseau.exemple/quelqu-un") == "https://reseau.exemple/quelqu-un"


def test_a_witness_added_later_changes_no_label() -> None:
    more = mask_of((*PEOPLE, person("Zoé Marchal", "temoin"), person("Ida Blum", "visee")))
    assert more.text("Le Goff, Zoé Marchal, Paul, Ida Blum") == (
        "Le témoin 1, le témoin 3, la personne visée, la personne visée 2"
    )


def test_the_roles_that_are_shown_keep_their_names() -> None:
    kept = mask_of(PEOPLE, shown={"concernee"})
    assert kept.text("Dupont et Le Goff") == "Dupont et le témoin 1"


def test_who_is_not_in_the_case_is_masked_after_a_title_and_nobody_masks_nothing() -> None:
    assert mask_of(()).text("Mme Le Goff") == "Mme Le [personne nommée]"
    assert NOBODY.text("Mme Le Goff") == "Mme Le Goff"


def test_two_persons_of_one_name_are_told_apart_by_nothing() -> None:
    twins = mask_of((person("Ida Blum", "temoin"), person("Ida Blum", "visee")))
    assert twins.text("Ida Blum") == SHARED


def test_signs_that_stand_for_a_label_are_never_taken_from_a_text() -> None:
    assert MASK.text("a\ue0000\ue001b") == "a0b"


NAMES = ("Dupont", "Le Goff", "Hélène", "O'Brien", "Ormesson", "Marie-Hélène Dupont-Durand")
AROUND = st.text(st.sampled_from("a é,.;:!?'«» \n-X"), max_size=12)


def _spelt(name: str, form: int) -> str:
    spelt = (
        name.upper(),
        name.lower(),
        unicodedata.normalize("NFD", name),
        folded(name),
        name.replace("-", " "),
        name.replace("-", "\u2011").replace("'", "’"),
        name.swapcase(),
    )
    return spelt[form % len(spelt)]


@given(st.sampled_from(NAMES), st.integers(0, 6), AROUND, AROUND)
def test_no_spelling_of_a_name_survives_between_any_signs(
    name: str, form: int, before: str, after: str
) -> None:
    shown = folded(MASK.text(f"{before} {_spelt(name, form)} {after}"))
    for part in ("dupont", "goff", "helene", "brien", "ormesson"):
        assert part not in shown
