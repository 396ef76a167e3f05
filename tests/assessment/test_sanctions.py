"""What may follow, by status: every status is told something, in words, and nothing is chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expert.assessment import assess
from expert.assessment.sanction_words import sanction_text
from expert.documents.text import render_text
from expert.incident import Incident
from expert.incident_files import read_incidents
from knowledge import KnowledgeBase, load_base
from knowledge.models.procedure import Duration
from knowledge.models.sanctions import Sanction
from tests.notions.test_coverage import SAMPLES

NOT_COMPARED = {"evidence_only", "procedure", "medical_promotion"}
"""Values kept for replayed decisions, and what no decision of the registry measured."""


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


@pytest.fixture(scope="module")
def incident(law: KnowledgeBase) -> Incident:
    return read_incidents(SAMPLES / "01-injure-et-diffamation-cadre.yaml", law)[0]


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ({}, "exclusion"),
        ({"maximum": Duration(jours=3)}, "exclusion de trois jours au plus"),
        ({"maximum": Duration(ans=1)}, "exclusion d'un an au plus"),
        ({"maximum": Duration(mois=18)}, "exclusion de 18 mois au plus"),
        (
            {"minimum": Duration(jours=4), "maximum": Duration(jours=15)},
            "exclusion de quatre à quinze jours",
        ),
        (
            {"minimum": Duration(jours=16), "maximum": Duration(ans=2)},
            "exclusion de seize jours à deux ans",
        ),
        (
            {"minimum": Duration(jours=1), "maximum": Duration(jours=3)},
            "exclusion d'un à trois jours",
        ),
    ],
)
def test_a_sanction_says_its_bounds(bounds: dict[str, Duration], said: str) -> None:
    sanction = Sanction(sanction="exclusion", libelle="exclusion", **bounds)
    assert sanction_text(sanction, {}) == said


def test_every_status_has_a_scale_or_someone_to_tell(law: KnowledgeBase) -> None:
    told = {s for scale in law.scales.values() for s in scale.statuses}
    told |= {s for outsider in law.outsiders.values() for s in outsider.statuses}
    assert set(law.facts["author_status"].values) == told


def test_every_scale_has_its_procedure(law: KnowledgeBase) -> None:
    scaled = {s for scale in law.scales.values() for s in scale.statuses}
    assert {s for procedure in law.procedures.values() for s in procedure.statuses} == scaled


def test_a_person_the_hospital_does_not_sanction_is_said_so(law: KnowledgeBase) -> None:
    for outsider in law.outsiders.values():
        assert " signale " in f" {outsider.told} " and outsider.inform
        assert outsider.advice or outsider.sources


def test_each_subject_is_compared_under_one_kind_of_facts(law: KnowledgeBase) -> None:
    compared = [s for likeness in law.likenesses.values() for s in likeness.subjects]
    assert sorted(compared) == sorted(set(law.facts["content_matter"].values) - NOT_COMPARED)


def test_only_a_citable_decision_is_a_measure_observed(
    law: KnowledgeBase, incident: Incident
) -> None:
    found = assess(law, incident).proportionality
    assert found.caution and "aucun taux" in found.caution
    assert all(law.sources[result.source].is_citable for result in found.observed)
    assert {result.outcome for result in found.observed} > {"upheld", "annulled_disproportionate"}


def test_decisions_of_the_same_status_come_first_then_the_most_recent(
    law: KnowledgeBase, incident: Incident
) -> None:
    answers = {**incident.answers, "author_status": "fpt"}
    found = assess(law, replace(incident, answers=answers)).proportionality.observed
    same = [result.same_status for result in found]
    assert same == sorted(same, reverse=True) and True in same and False in same
    days = [law.sources[r.source].day for r in found if r.same_status]  # type: ignore[union-attr]
    assert days == sorted(days, reverse=True)


def test_a_step_nobody_spoke_of_is_neither_done_nor_missing(
    law: KnowledgeBase, incident: Incident
) -> None:
    answers = {k: v for k, v in incident.answers.items() if k != "procedure_steps"}
    silent = assess(law, replace(incident, answers=answers)).sanctions.procedure
    assert silent and {step.done for step in silent} == {None}
    none_done = replace(incident, answers={**answers, "procedure_steps": ()})
    told = {step.id: step.done for step in assess(law, none_done).sanctions.procedure}
    assert told["droit-de-se-taire"] is False and told["enquete"] is None


def test_a_manager_reads_nothing_of_it(law: KnowledgeBase, incident: Incident) -> None:
    told = render_text(assess(law, incident, "manager"), "manager")
    for never in ("Premier groupe", "révocation", "Ce qui compte", "Étape 1", "annulé", "blâme"):
        assert never.casefold() not in told.casefold()


@pytest.mark.parametrize("profile", ["rh", "juriste"])
def test_no_line_of_it_counts_or_ranks(
    law: KnowledgeBase, incident: Incident, profile: str
) -> None:
    told = render_text(assess(law, incident, profile), profile)
    listed = told.split("CE QUI COMPTE POUR ET CONTRE")[1].split("DÉLAIS")[0]
    assert "jamais un modèle" in listed and "sans poids ni ordre" in listed
    assert "%" not in listed and "recommand" not in listed
