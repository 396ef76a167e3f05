"""Rules that rest only on what may not be cited: known by their rows, and never « établi »."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from expert.assessment import assess
from expert.assessment.model import support_words
from expert.inference.program import compile_base
from knowledge import load_base
from knowledge.base_model import KnowledgeBase
from tests.notions.spec import read_cases

WEAK_ROWS = {
    "administratif_a:G6",
    "administratif_a:M6",
    "administratif_b:R31",
    "travail:T2.4-4",
    "travail:T2.4-6",
}
"""Rows of the coverage table of the dossier marked « faible » that a rule of the base carries on
nothing better."""

BORNE_OTHERWISE = {
    "presse:R2.1": "loi-1881-art-29-al-1",
    "presse:C2": "cp-226-13",
    "presse:C7": "rgpd-33",
    "administratif_a:R2.3": "ce-2014-07-16-355201",
    "administratif_a:R5.5": "loi-2016-1691-art-8",
    "administratif_a:R7.3": "caa-marseille-2023-12-19-23ma00974",
}
"""Rows marked « faible » that the base carries on a verified text or a citable decision besides
the decisions of the row, with the source that bears it."""

NO_RULE = {"administratif_a:M8"}
"""Rows marked « faible » that no rule states: nothing can be established on them."""


@cache
def law() -> KnowledgeBase:
    return load_base()


@pytest.mark.parametrize("row", sorted(WEAK_ROWS))
def test_a_row_of_weak_support_is_weak_in_the_base(row: str) -> None:
    carrying = [rule for rule in law().rules.values() if row in rule.rule.dossier]
    assert any(law().rule_is_weak(rule) for rule in carrying)


@pytest.mark.parametrize("row", sorted(BORNE_OTHERWISE))
def test_a_row_that_is_not_weak_has_a_better_source(row: str) -> None:
    carrying = [rule for rule in law().rules.values() if row in rule.rule.dossier]
    assert carrying
    for rule in carrying:
        assert not law().rule_is_weak(rule)
    assert any(BORNE_OTHERWISE[row] in rule.rule.sources for rule in carrying)
    assert law().sources[BORNE_OTHERWISE[row]].is_solid


@pytest.mark.parametrize("row", sorted(NO_RULE))
def test_a_row_that_nothing_states_stays_unstated_or_weak(row: str) -> None:
    carrying = [rule for rule in law().rules.values() if row in rule.rule.dossier]
    assert all(law().rule_is_weak(rule) for rule in carrying)


def test_every_weak_rule_hangs_on_a_question_of_its_own() -> None:
    program = compile_base(law(), date(2026, 11, 20))
    weak = [rule for rule in law().rules.values() if law().rule_is_weak(rule)]
    assert weak
    for rule in weak:
        assert f"appui-faible:{rule.id}" in program.zones_of(rule)
        assert not any(law().sources[source].is_solid for source in rule.rule.sources)


def test_what_bears_a_sentence_is_told_by_its_best_source_and_never_called_solid() -> None:
    assert support_words("solid", ["note", "verifie", "decision"]) == "texte vérifié"
    assert support_words("solid", ["note", "decision"]) == (
        "décision connue par une page officielle"
    )
    assert support_words("solid", ["de-memoire", "note"]) == "décision connue par une note"
    assert support_words("weak", ["verifie"]) == "appui faible"
    assert support_words("advice", []) == "conseil, sans source"


@pytest.mark.parametrize("name", ["eviction-risquee", "sanction-maximale-risquee"])
def test_a_rule_declared_weak_stays_established_and_says_its_weak_support(name: str) -> None:
    case = next(case for case in read_cases() if case.id == "proportionnalite-01")
    done = assess(law(), case.incident(law()), "juriste")
    (told,) = [result for result in done.conclusions if result.id == name]
    assert (told.status, told.support) == ("established", "weak")
