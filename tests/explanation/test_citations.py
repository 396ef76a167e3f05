"""Citations are a closed world: an id that is not in the registry, or only teaches, never shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from expert.assessment import assess
from expert.explanation.citations import NotCitableError, citation, citations, decision_reference
from expert.explanation.proof import Prover
from expert.explanation.truths import EngineTruths
from expert.incident import Incident, Passage, Publication
from expert.incident_files import read_incidents
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from knowledge import KnowledgeBase, load_base
from tests.support.small_bases import atom, rule, write_base, yes_no

TODAY = date(2026, 11, 21)
SAMPLES = Path(__file__).parents[2] / "expert" / "samples"
TEACHING = {"decision": "exemple", "dit": "x", "niveau": "source", "citable": "non"}
SOLID = {
    "decision": "arret", "juridiction": "Cour de cassation", "date": "2013-05-14",
    "numero": "12-84.042", "dit": "x", "niveau": "decision", "citable": "oui",
}  # fmt: skip


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


def strings(value: Any) -> Iterator[str]:
    """Yield every text of a JSON value, keys included."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    "invented",
    ["cass-crim-2031-02-30-99-99999", "", "loi-1881-art-33-al-2 ", "LOI-1881-ART-33-AL-2", "../x"],
)
def test_an_invented_id_is_never_cited(law: KnowledgeBase, invented: str) -> None:
    with pytest.raises(NotCitableError):
        citation(law, invented)


def test_a_decision_known_only_as_an_example_is_never_cited(law: KnowledgeBase) -> None:
    examples = [decision.id for decision in law.decisions() if not decision.is_citable]
    assert len(examples) == 85
    for example in examples:
        with pytest.raises(NotCitableError):
            citation(law, example)
    assert citations(law, examples) == ()


def test_every_text_and_every_citable_decision_can_be_cited_with_its_level(
    law: KnowledgeBase,
) -> None:
    cited = citations(law, law.sources)
    texts = len(list(law.provisions()))
    assert len(cited) == texts + 206
    assert [c.kind for c in cited] == ["text"] * texts + ["decision"] * 206
    for one in cited:
        assert one.reference
        assert one.level_label != one.level
        source = law.sources[one.id]
        assert one.caution == source.caution


def test_a_text_says_whether_it_was_in_force_on_the_day_of_the_facts(law: KnowledgeBase) -> None:
    dated = next(text for text in law.provisions() if text.in_force_from is not None)
    assert dated.in_force_from is not None
    before = date.fromordinal(dated.in_force_from.toordinal() - 1)
    assert citation(law, dated.id, [dated.in_force_from]).in_force is True
    assert citation(law, dated.id, [before]).in_force is False
    assert citation(law, dated.id).in_force is None


def test_a_decision_is_named_as_lawyers_name_it(tmp_path: Path) -> None:
    base = base_with(tmp_path, ["arret"])
    decisions = {decision.id: decision for decision in base.decisions()}
    assert decision_reference(decisions["arret"]) == ("Cour de cassation, 14/05/2013, n° 12-84.042")
    assert decision_reference(decisions["exemple"]) == "juridiction non vue"


def base_with(folder: Path, sources: list[str]) -> KnowledgeBase:
    """A base of one rule that rests on these sources."""
    return write_base(
        folder,
        faits=yes_no("p"),
        decisions=[TEACHING, SOLID],
        conclusions=[atom("c")],
        regles=[rule("r", {"p": "oui"}, "c", sources=sources)],
    )


@pytest.mark.parametrize(
    ("sources", "status", "shown"),
    [
        (["exemple"], "contested", ()),
        (["memoire"], "contested", ("memoire",)),
        (["exemple", "memoire"], "contested", ("memoire",)),
        (["exemple", "arret"], "established", ("arret",)),
        (["exemple", "verifie"], "established", ("verifie",)),
    ],
)
def test_a_rule_without_a_solid_source_is_contested_and_its_example_is_not_shown(
    sources: list[str], status: str, shown: tuple[str, ...], tmp_path: Path
) -> None:
    """The condition holds in full: only the support decides between established and contested."""
    base = base_with(tmp_path, sources)
    incident = Incident(
        "essai", TODAY, publications=(Publication("P", (Passage("P", {"p": "oui"}),)),)
    )
    situation = situate(compile_base(base, TODAY), incident)
    assert Statuses(situation).atom("c", 0).status == status
    root = Prover(EngineTruths(situation)).prove("c", 0)
    (step,) = root.steps
    assert step.sources == shown
    assert "exemple" not in root.model_dump_json()


def test_a_failed_condition_is_excluded_whatever_its_support(tmp_path: Path) -> None:
    base = base_with(tmp_path, ["exemple"])
    incident = Incident(
        "essai", TODAY, publications=(Publication("P", (Passage("P", {"p": "non"}),)),)
    )
    assert Statuses(situate(compile_base(base, TODAY), incident)).atom("c", 0).status == "excluded"


def sample(law: KnowledgeBase) -> Incident:
    (incident,) = read_incidents(sorted(SAMPLES.glob("*.yaml"))[0], law)
    return incident


def test_no_assessment_shows_a_source_that_may_not_be_cited(law: KnowledgeBase) -> None:
    examples = {decision.id for decision in law.decisions() if not decision.is_citable}
    answered = json.loads(assess(law, sample(law)).model_dump_json())
    shown = set(strings(answered))
    assert shown & examples == set()
    cited = {one["id"] for one in answered["citations"]}
    assert cited
    assert cited <= law.sources.keys()
    named = shown & law.sources.keys()
    assert named <= cited | {p["text"] for p in answered["penalties"]}


def test_an_id_written_in_an_incident_does_not_become_a_citation(law: KnowledgeBase) -> None:
    """Words are shown as words: naming a decision in a post neither cites it nor counts."""
    incident = sample(law)
    invented, unused = "cass-crim-2031-01-01-99-99999", "ca-versailles-2023-05-31-21-01681"
    before = assess(law, incident)
    (publication, *others) = incident.publications
    (passage, *more) = publication.passages
    spoken = replace(passage, verbatim=f"{invented} et {unused}")
    spoken_of = replace(publication, passages=(spoken, *more))
    after = assess(law, replace(incident, publications=(spoken_of, *others)))
    assert after.citations == before.citations
    assert [c.status for c in after.conclusions] == [c.status for c in before.conclusions]
