"""An incident compared with decisions: what is told, to whom, and what is never told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expert.documents.precedent_pages import precedent_pages
from expert.documents.text import layout
from expert.incident import Incident, Passage, Publication, parse_key
from expert.incident_files import read_incidents
from expert.precedents import Precedents, QuestionCompared, compare_incident
from expert.precedents.cases import case_base
from expert.replay import decisions_folder
from expert.replay.model import read_decision
from knowledge import KnowledgeBase, load_base
from knowledge.models.sources import Decision

SAMPLES = Path(__file__).parents[2] / "expert" / "samples"


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


@pytest.fixture(scope="module")
def incidents(law: KnowledgeBase) -> list[Incident]:
    return [i for path in sorted(SAMPLES.glob("*.yaml")) for i in read_incidents(path, law)]


@pytest.fixture(scope="module")
def compared(law: KnowledgeBase, incidents: list[Incident]) -> list[Precedents]:
    found = [compare_incident(law, incident) for incident in incidents]
    assert None not in found
    return [each for each in found if each is not None]


def _agent(**answers: object) -> Incident:
    """A public agent's words in a closed group of colleagues, seen by nobody else."""
    passage = Passage("P1", {"target": "manager", "outrageous_expression": "oui"})
    group = {"access": "closed_group", "content_kind": "text"}
    publication = Publication("P1", (passage,), group)
    told = {"author_status": "titulaire_fph", **answers}
    return Incident("", date(2026, 11, 21), told, (publication,), True)  # type: ignore[arg-type]


def _question(found: Precedents | None, name: str) -> QuestionCompared:
    assert found is not None
    return next(q for q in found.questions if q.question == name)


def test_each_side_has_its_factors_and_what_is_not_answered_stays_to_be_settled(
    law: KnowledgeBase,
) -> None:
    question = _question(compare_incident(law, _agent()), "faute-agent")
    shown = {f.factor: f.presence for f in question.factors}
    assert shown["mots-outrageants"] == shown["cercle-ferme"] == "present"
    assert shown["faits-repetes"] == "possible"
    asks = next(f.asks for f in question.factors if f.factor == "faits-repetes")
    assert asks == ("repeated",)
    answered = _question(compare_incident(law, _agent(repeated="non")), "faute-agent")
    assert {f.factor: f.presence for f in answered.factors}["faits-repetes"] == "absent"


def test_a_factor_not_settled_is_never_told_as_a_difference(law: KnowledgeBase) -> None:
    question = _question(compare_incident(law, _agent()), "faute-agent")
    possible = {f.factor for f in question.factors if f.presence == "possible"}
    told = {d.factor for decision in question.decisions for d in decision.differences}
    assert possible and told and not possible & told
    unsettled = {factor for decision in question.decisions for factor in decision.unsettled}
    assert unsettled and unsettled <= possible
    poorly_proved = next(d for d in question.decisions if d.source == "ce-2023-04-05-463028")
    assert "faits-mal-prouves" in poorly_proved.unsettled


def test_what_is_forced_stays_so_whatever_is_answered_next(law: KnowledgeBase) -> None:
    """Every answer to every question that was still open, one at a time."""
    incident = _agent()
    before = _question(compare_incident(law, incident), "faute-agent")
    forced = {d.source for d in before.decisions if d.force == "forced"}
    free = {d.source for d in before.decisions if d.force == "not-forced"}
    assert free
    tried = 0
    for key in sorted({key for f in before.factors for key in f.asks}):
        fact = law.facts[parse_key(key).fact]
        if fact.scope != "incident" or fact.kind not in ("oui-non", "choix"):
            continue
        for value in fact.values:
            answers = {**incident.answers, fact.id: value}
            after = _question(compare_incident(law, replace(incident, answers=answers)),
                              "faute-agent")  # fmt: skip
            now = {d.source: d.force for d in after.decisions}
            assert all(now[name] == "forced" for name in forced)
            assert all(now[name] == "not-forced" for name in free if name in now)
            tried += 1
    assert tried > 10


def test_a_decision_is_compared_with_itself_first(law: KnowledgeBase) -> None:
    """Its own facts: on point as no other, decided as it was, and distinguished by nothing."""
    for name in ("ca-paris-2015-12-03-13-01716", "caa-nantes-2016-01-21-14nt02263"):
        _, incident = read_decision(decisions_folder() / f"{name}.yaml", law)
        found = compare_incident(law, incident)
        assert found is not None
        for case in case_base(law):
            if case.decision != name:
                continue
            question = _question(found, case.question)
            own = next(d for d in question.decisions if d.source == name)
            assert own.most_on_point and own.winner == case.precedent.winner
            assert not own.differences
            assert set(own.shared) == case.precedent.factors


def test_only_the_registry_is_cited_and_to_whom_it_applied_is_said(
    law: KnowledgeBase, compared: list[Precedents]
) -> None:
    told = [d for found in compared for q in found.questions for d in q.decisions]
    assert len(told) > 100
    for decision in told:
        source = law.sources[decision.source]
        assert isinstance(source, Decision) and source.citable
        assert decision.applied_to == source.applied_to
        assert decision.caution == source.caution
        assert set(decision.against) <= {d.source for d in told}


def test_a_decision_that_may_no_longer_be_cited_disappears_everywhere(
    law: KnowledgeBase, incidents: list[Incident]
) -> None:
    gone = "ce-2020-01-27-426569"
    source = law.sources[gone]
    assert isinstance(source, Decision)
    hidden = source.model_copy(update={"citable": False})
    changed = replace(law, sources={**law.sources, gone: hidden})
    before, after = (compare_incident(base, incidents[0]) for base in (law, changed))
    assert before is not None and after is not None
    assert gone in before.cited()
    assert gone not in after.model_dump_json()
    number = str(source.number)
    pages = [layout(precedent_pages(law, "", found, "juriste", every=True), 80)
             for found in (before, after)]  # fmt: skip
    assert number in pages[0] and number not in pages[1]
    assert after.left_out == before.left_out + 1


def test_nothing_protected_is_asked_nor_read(
    law: KnowledgeBase, compared: list[Precedents]
) -> None:
    protected = {fact.id for fact in law.facts.values() if fact.protected}
    assert protected
    for found in compared:
        for question in found.questions:
            for factor in question.factors:
                assert not {parse_key(key).fact for key in factor.asks} & protected


def test_a_reporter_who_is_a_party_gets_no_comparison(law: KnowledgeBase) -> None:
    assert compare_incident(law, _agent(reporter_role="vise")) is None


def test_a_question_for_others_is_not_asked_of_this_incident(law: KnowledgeBase) -> None:
    agent = compare_incident(law, _agent())
    employee = compare_incident(law, _agent(author_status="prive"))
    assert agent is not None and employee is not None
    asked = {q.question for q in agent.questions}
    assert "faute-agent" in asked and "faute-salarie" not in asked
    assert "faute-salarie" in {q.question for q in employee.questions}
    assert "faute-agent" not in {q.question for q in employee.questions}


def test_one_question_alone(law: KnowledgeBase) -> None:
    found = compare_incident(law, _agent(), "faute-agent")
    assert found is not None
    assert [q.question for q in found.questions] == ["faute-agent"]


def test_passages_that_show_the_same_are_told_once(law: KnowledgeBase) -> None:
    incident = _agent()
    (publication,) = incident.publications
    twin = replace(publication.passages[0], id="P1b")
    other = Passage("P1c", {"target": "manager", "outrageous_expression": "non",
                            "imputes_precise_fact": "oui", "harms_honour": "oui"})  # fmt: skip
    several = replace(publication, passages=(*publication.passages, twin, other))
    found = compare_incident(law, replace(incident, publications=(several,)))
    assert found is not None
    units = [q.unit for q in found.questions if q.question == "infraction-de-presse"]
    assert len(units) == 2 and units[1] is not None and units[1].endswith("P1c")


def _words(compared: list[Precedents], law: KnowledgeBase) -> Iterator[str]:
    for found in compared:
        for reader in ("juriste", "contradiction"):
            for every in (False, True):
                yield layout(precedent_pages(law, "Essai", found, reader, every=every), 80)


def test_nothing_predicts_scores_nor_recommends(
    law: KnowledgeBase, compared: list[Precedents]
) -> None:
    for page in _words(compared, law):
        assert "Elles ne disent pas ce qu'un juge" in " ".join(page.split()).replace("\n", " ")
        for never in ("probabilité", "%", "score", "recommand", "risque de", "chance", "prédi"):
            assert never not in page.casefold()
        assert max(map(len, page.splitlines())) <= 80


def test_each_reader_is_told_his_own_side_first(
    law: KnowledgeBase, compared: list[Precedents]
) -> None:
    counsel, opposing = (
        layout(precedent_pages(law, "", compared[0], reader, every=False), 80)
        for reader in ("juriste", "contradiction")
    )
    for page, first in ((counsel, "mesure"), (opposing, "personne")):
        sides = [line for line in page.splitlines() if line.startswith("• Va dans le sens de la")]
        assert f"sens de la {first}" in sides[0]
    assert sorted(counsel.split()) == sorted(opposing.split())
