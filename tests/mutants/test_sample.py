"""Notions in which no one-place change of a rule goes unseen: a case kills it, or it is no change.

`make mutants` runs all the notions and prints their figures.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from expert.assurance.mutants.bench import benches
from expert.assurance.mutants.campaign import Campaign
from expert.assurance.mutants.generation import Mutant
from knowledge import load_base
from tests.mutants.assertions import asserted_of_notions, asserted_results

SETTLED = ("acces", "cible", "propos", "secret", "service")
"""The notions whose every mutant is settled; the list only grows."""

SETTLED_LONG = (
    "proportionnalite",
    "loyaute",
    "dignite",
    "travail-expression",
    "travail-gravite",
    "travail-faute",
    "travail-usager",
    "travail-usage",
    "travail-preuve",
    "travail-acces",
    "relais",
    "charge-de-la-preuve",
    "facteurs-aggravants",
    "facteurs-attenuants",
    "facteurs-complements",
    "harcelement-manquement",
    "deontologie",
    "deontologie-ordre",
    "role-agent",
    "donnees-et-correspondance",
    "preuve",
    "infractions",
    "vie-privee",
    "delai-disciplinaire",
    "annulation",
    "acces-disciplinaire",
    "image",
    "discretion",
    "denigrement",
    "alerte",
    "infractions-rares",
    "images-interdites",
    "secret-manquement",
    "discrimination",
    "usage",
    "securite-numerique",
    "circonstances-aggravantes",
    "neutralite",
    "obeissance",
    "image-au-travail",
    "personnes",
    "probite",
    "signalement",
    "antecedents",
    "imputation",
    "protection-fonctionnelle",
    "prescription",
    "defenses",
    "suspension",
    "incident",
    "suites-penales",
    "reserve",
)
"""The other settled notions, which `make campaign` tries with every test incident."""


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    """The campaign of the shipped base on the cases and the boundary tables of the notions."""
    base = load_base()
    return Campaign(base, benches(base, asserted_of_notions(base)))


@pytest.fixture(scope="module")
def whole_campaign() -> Campaign:
    """The campaign of the shipped base on every test incident: récits, eras and decisions too."""
    base = load_base()
    return Campaign(base, benches(base, asserted_results(base)))


@pytest.mark.parametrize("notion", SETTLED)
def test_every_change_of_a_rule_is_seen_or_changes_nothing(campaign: Campaign, notion: str) -> None:
    assert_settled(campaign, notion)


@pytest.mark.campaign
@pytest.mark.parametrize("notion", SETTLED_LONG)
def test_every_change_of_a_rule_is_seen_in_the_other_settled_notions(
    whole_campaign: Campaign, notion: str
) -> None:
    assert_settled(whole_campaign, notion)


@pytest.mark.campaign
def test_the_guard_of_every_question_is_seen_or_idle(whole_campaign: Campaign) -> None:
    guards = [mutant for mutant in whole_campaign.mutants() if mutant.is_guard]
    assert_all_settled(whole_campaign, guards)


def assert_settled(campaign: Campaign, notion: str) -> None:
    """Fail on the first mutants of a notion that neither a case nor a proof settles."""
    assert_all_settled(campaign, campaign.mutants([notion]))


def assert_all_settled(campaign: Campaign, mutants: Sequence[Mutant]) -> None:
    outcomes = campaign.run(mutants)
    left = [
        f"{o.mutant.target} : {o.mutant.operator}, {o.mutant.said}"
        for o in outcomes
        if o.verdict not in ("killed", "equivalent")
    ]
    assert left == []
    assert sum(o.verdict == "killed" for o in outcomes) > len(outcomes) / 3
