"""The case base: what each decision is worth on each question, and nothing that cannot be cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expert.assurance import verify
from expert.incident import Incident
from expert.inference.program import program_on_demand
from expert.precedents.cases import (
    DecidedCase,
    _is_timeless,
    _programs,
    case_base,
    cases_of,
    read_cases,
)
from expert.replay import decisions_folder
from expert.replay.model import ReplayedDecision, read_decision
from knowledge import KnowledgeBase, load_base
from knowledge.conditions import (
    All,
    AnyOf,
    Concluded,
    Condition,
    DateFrom,
    FactIn,
    ItemIs,
    Not,
    NumberFrom,
)
from knowledge.models.sources import Decision
from tests.support.small_bases import atom, rule, write_base, yes_no

Told = Mapping[str, object]


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


@pytest.fixture(scope="module")
def replayed(law: KnowledgeBase) -> dict[str, tuple[ReplayedDecision, Incident]]:
    return {p.stem: read_decision(p, law) for p in sorted(decisions_folder().glob("*.yaml"))}


def _of(cases: tuple[DecidedCase, ...], decision: str, question: str) -> DecidedCase:
    (found,) = [c for c in cases if c.decision == decision and c.question == question]
    return found


def test_a_case_is_what_the_decision_reports_and_who_won(law: KnowledgeBase) -> None:
    """Read in the file of the decision: fourteen agreed members, gross words, private talk."""
    cases = case_base(law)
    private = _of(cases, "ca-paris-2015-12-03-13-01716", "conversation-salarie")
    assert private.precedent.winner == "personne"
    assert private.precedent.factors == {"cercle-ferme", "tres-petit-nombre"}
    fault = _of(cases, "ca-paris-2015-12-03-13-01716", "faute-salarie")
    assert fault.precedent.winner == "personne"
    assert fault.precedent.factors == {"cercle-ferme", "tres-petit-nombre", "mots-outrageants"}
    assert "fait-isole" in fault.untold
    mayor = _of(cases, "caa-nantes-2016-01-21-14nt02263", "proportion-agent")
    assert (mayor.precedent.winner, mayor.year, mayor.order) == ("mesure", 2016, "administratif")
    assert mayor.precedent.factors == {
        "mots-outrageants", "audience-large-constatee", "antecedents", "sans-regrets", "fait-isole"
    }  # fmt: skip
    too_much = _of(cases, "caa-douai-2022-02-24-21da00209", "proportion-agent")
    assert too_much.precedent.winner == "personne"


def test_who_won_is_what_the_file_expects(
    law: KnowledgeBase, replayed: dict[str, tuple[ReplayedDecision, Incident]]
) -> None:
    """Read from the files again, one comparison at a time; both winners where one is compared."""
    for case in case_base(law):
        question = law.judged_questions[case.question][0]
        source = law.sources[case.decision]
        assert isinstance(source, Decision)
        if question.measures:
            assert source.measure is not None
            assert source.measure.kind == "sanction"
            assert case.precedent.winner == question.measures[source.measure.outcome]
            assert source.measure.status not in ("prive", "liberal", "eleve", "etudiant_sante")
            continue
        said = {
            (compared.conclusion, compared.expected)
            for compared in replayed[case.decision][0].compare
            if compared.conclusion in question.conclusions
        }
        favoured = {atom if expected == "oui" else f"non {atom}" for atom, expected in said}
        for name in favoured:
            atom = name.removeprefix("non ")
            yes = question.conclusions[atom] == case.precedent.winner
            assert name.startswith("non ") is not yes


def test_every_factor_of_every_decision_is_what_its_condition_says(
    law: KnowledgeBase, replayed: dict[str, tuple[ReplayedDecision, Incident]]
) -> None:
    """By a second evaluation, on the answers themselves and on no graph."""
    checked = 0
    for case in case_base(law):
        incident = replayed[case.decision][1]
        if sum(len(p.passages) for p in incident.publications) != 1:
            continue
        told = {key.fact: answer for key, answer in incident.recorded()}
        for factor, condition in law.factors.values():
            if case.question not in factor.questions:
                continue
            truth = _truth(law, condition, told)
            assert (factor.id in case.precedent.factors) is (truth is True), (case, factor.id)
            assert (factor.id in case.untold) is (truth is None), (case, factor.id)
            checked += 1
    assert checked > 4_000


def _truth(law: KnowledgeBase, condition: Condition, told: Told) -> bool | None:
    """Kleene's logic on the answers of an incident with one passage and no other to come."""
    match condition:
        case All(parts):
            return _all([_truth(law, part, told) for part in parts])
        case AnyOf(parts):
            return _not(_all([_not(_truth(law, part, told)) for part in parts]))
        case Not(part):
            return _not(_truth(law, part, told))
        case FactIn(fact, values):
            return _asked(law, fact, told, lambda answer: answer in values)
        case ItemIs(fact, item, present):
            return _asked(law, fact, told, lambda answer: (item in answer) is present)
        case NumberFrom(fact, landmark, above):
            bound = law.facts[fact].landmarks[landmark].at
            return _asked(law, fact, told, lambda answer: (answer >= bound) is above)
    raise AssertionError(f"a factor that reads {condition!r}: extend this test")


def _asked(law: KnowledgeBase, fact: str, told: Told, test) -> bool | None:  # type: ignore[no-untyped-def]
    guard = law.guards.get(fact)
    asked = True if guard is None else _truth(law, guard, told)
    if asked is False:
        return False
    if told.get(fact) is None:
        return None
    return bool(test(told[fact]))  # reported: the question had an object


def _all(truths: list[bool | None]) -> bool | None:
    return False if False in truths else None if None in truths else True


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def test_one_program_reads_every_decision_as_its_own_day_would(
    law: KnowledgeBase, replayed: dict[str, tuple[ReplayedDecision, Incident]]
) -> None:
    assert _is_timeless(program_on_demand(law, law.law_as_of))
    for case_id in ("caa-nantes-2016-01-21-14nt02263", "cass-soc-2018-09-12-16-11690"):
        decision, incident = replayed[case_id]
        source = law.sources[case_id]
        assert isinstance(source, Decision)
        programs = _programs(law, decision.examined_on)
        alone = list(cases_of(*programs, source, decision, incident))
        assert alone == [c for c in case_base(law) if c.decision == case_id]


@pytest.mark.parametrize(
    "dated",
    [
        Concluded("vice-droit-de-se-taire", None),  # by a rule in force since October 2024
        DateFrom("first_online_date", date(2021, 8, 26), True),
    ],
)
def test_a_factor_that_reads_a_date_is_read_on_the_day_of_each_decision(
    law: KnowledgeBase, dated: Condition
) -> None:
    name, (factor, _) = next(iter(law.factors.items()))
    changed = replace(law, factors={**law.factors, name: (factor, dated)})
    assert not _is_timeless(program_on_demand(changed, law.law_as_of))


def test_a_decision_that_may_no_longer_be_cited_is_compared_with_nothing(
    law: KnowledgeBase,
) -> None:
    gone = "caa-nantes-2016-01-21-14nt02263"
    assert any(c.decision == gone for c in case_base(law))
    source = law.sources[gone]
    assert isinstance(source, Decision)
    hidden = source.model_copy(update={"citable": False})
    changed = replace(law, sources={**law.sources, gone: hidden})
    assert not any(c.decision == gone for c in read_cases(changed, decisions_folder()))


def test_no_case_of_the_base_may_not_be_cited(law: KnowledgeBase) -> None:
    assert all(law.sources[case.decision].is_citable for case in case_base(law))
    assert len({case.decision for case in case_base(law)}) > 100


def test_every_question_was_won_by_both_sides_and_every_factor_is_met_somewhere(
    law: KnowledgeBase,
) -> None:
    cases = case_base(law)
    for name in law.judged_questions:
        assert {c.precedent.winner for c in cases if c.question == name} == {"mesure", "personne"}
    met = {factor for case in cases for factor in case.precedent.factors}
    never = set(law.factors) - met
    assert len(never) < 12, never


def test_a_base_without_judged_questions_reads_no_decision(
    law: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "expert.precedents.cases.read_cases", lambda *_: pytest.fail("no decision is needed")
    )
    assert case_base(replace(law, judged_questions={})) == ()


def test_a_reported_answer_supposes_that_its_question_had_an_object(law: KnowledgeBase) -> None:
    """« Sur la seule foi de témoignages anonymisés »: the decision does not say who admits what."""
    proof = _of(case_base(law), "ce-2023-04-05-463028", "faute-agent")
    assert "faits-mal-prouves" in proof.precedent.factors
    assert "faits-mal-prouves" not in proof.untold


def test_an_answer_whose_question_had_no_object_counts_for_nothing(
    law: KnowledgeBase, replayed: dict[str, tuple[ReplayedDecision, Incident]]
) -> None:
    """A page open to all has no set of readers to count, whatever a file says beside it."""
    decision, incident = replayed["caa-nantes-2016-01-21-14nt02263"]
    (publication,) = incident.publications
    assert publication.answers["community_of_interest"] == "non"
    source = law.sources[decision.id]
    assert isinstance(source, Decision)
    programs = _programs(law, law.law_as_of)
    found = {c.question: c for c in cases_of(*programs, source, decision, incident)}
    factors = found["publicite-discipline"].precedent.factors
    assert "page-ouverte" in factors and "lecteurs-sans-interet-commun" not in factors


def test_a_factor_contradicted_by_the_rules_below_it_is_found_dead(tmp_path: Path) -> None:
    """Its own words do not contradict each other: the only rule that concludes x reads f."""
    shared = {
        "libelle": "x",
        "questions": "q",
        "portee": "passage",
        "sous": "i",
        "sources": "verifie",
    }
    base = write_base(
        tmp_path,
        faits=yes_no("f"),
        conclusions=[atom("x")],
        regles=[rule("r", {"f": "oui"}, "x")],
        idees=[{"idee": "i", "libelle": "i"}],
        questions_jugees=[
            {"question_jugee": "q", "libelle": "q", "portee": "passage",
             "conclusions": {"x": "mesure"}, "mesure": "oui", "personne": "non"}
        ],
        facteurs=[
            {"facteur": "vivant", "cote": "mesure", "si": {"x": "oui"}, **shared},
            {"facteur": "mort", "cote": "personne", "si": {"x": "oui", "f": "non"}, **shared},
        ],
    )  # fmt: skip
    dead = [found.subject for found in verify(base).findings if found.kind == "dead"]
    assert dead == ["mort"]


def test_a_private_employee_settles_nothing_for_public_agents(law: KnowledgeBase) -> None:
    """CAA Paris, 04/11/2025, rules on the dismissal of a private employee, in public words."""
    cases = [c for c in case_base(law) if c.decision == "caa-paris-2025-11-04-24pa03435"]
    assert "publicite-discipline" not in {c.question for c in cases}


def test_every_case_is_of_someone_its_question_concerns(
    law: KnowledgeBase, replayed: dict[str, tuple[ReplayedDecision, Incident]]
) -> None:
    private = {"prive", "apprenti", "contrat_aide", "ancien_salarie"}
    asked_of_agents = {"publicite-discipline", "faute-agent", "proportion-agent"}
    for case in case_base(law):
        status = replayed[case.decision][1].answers.get("author_status")
        if case.question in asked_of_agents:
            assert status not in private, case
        if case.question == "conversation-salarie":
            assert status in (None, *private), case
