"""Discussed facts: what holds, what depends, what splits, against a run for every combination."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from expert.assessment import assess
from expert.assessment.conclusions import Concluder
from expert.assessment.dispute_model import DisputedConclusion
from expert.assessment.disputes import disputed_conclusions
from expert.disputes import Dispute
from expert.documents.text import render_text
from expert.explanation.proof import Prover
from expert.incident import Incident, Key, Passage, Publication, Spot, parse_key
from expert.incident_files import read_incidents
from expert.inference.kleene import Reference
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.status import Status
from knowledge import KnowledgeBase, load_base
from tests.command.support import SAMPLES
from tests.support.random_bases import random_base
from tests.support.small_bases import atom, rule, write_base, yes_no

DAY = date(2026, 11, 21)


@cache
def real() -> KnowledgeBase:
    return load_base()


def concluded(
    base: KnowledgeBase, incident: Incident, profile: str = "juriste"
) -> list[DisputedConclusion]:
    """What an assessment tells of the discussed facts, on any base."""
    situation = situate(compile_base(base, incident.examined_on), incident)
    statuses = Statuses(situation)
    concluder = Concluder(situation, Prover(Reference(situation), statuses), statuses)
    return list(disputed_conclusions(concluder, profile))


def runs(base: KnowledgeBase, incident: Incident, keys: list[Key]) -> Iterator[Statuses]:
    """Run the whole incident again for each combination of answers to some facts."""
    program = compile_base(base, incident.examined_on)
    domains = [list(base.facts[key.fact].values) for key in keys]
    for world in product(*domains):
        answered = incident
        for key, answer in zip(keys, world, strict=True):
            answered = answered.with_answer(key, answer)
        yield Statuses(situate(program, answered))


def expected(base: KnowledgeBase, incident: Incident) -> dict[tuple[str, int | None], set[Status]]:
    """The statuses that a conclusion takes over every combination of the discussed facts."""
    found: dict[tuple[str, int | None], set[Status]] = {}
    units = situate(compile_base(base, incident.examined_on), incident)
    for statuses in runs(base, incident, list(incident.disputes)):
        for name, conclusion, _ in base.atoms():
            for unit in units.units_at(conclusion.scope):
                found.setdefault((name, unit), set()).add(statuses.atom(name, unit).status)
    return found


def check(base: KnowledgeBase, incident: Incident, profile: str) -> dict[str, int]:
    """Compare what is told with every run; return how many conclusions of each kind were told."""
    told = {(c.conclusion, c.unit): c for c in concluded(base, incident, profile)}
    situation = situate(compile_base(base, incident.examined_on), incident)
    now = Statuses(situation)
    counted = {"robust": 0, "split": 0, "depends": 0, "moved": 0}
    for (name, unit), statuses in expected(base, incident).items():
        conclusion = base.atom_conclusion(name)
        key = (name, situation.unit_name(unit, conclusion.scope))
        present = now.atom(name, unit).status
        if profile not in conclusion.goals:
            assert key not in told
            continue
        if present != "open":
            assert statuses == {present}, "settled whatever they are"
            continue
        found = told.get(key)
        if found is None:
            assert statuses == {"open"}, "a conclusion that hangs on a discussed fact is told"
            continue
        assert found.hold == ("split" if "open" not in statuses else "depends")
        assert {case.status for case in found.cases} == statuses
        counted["moved"] += statuses != {"open"}
    for each in told.values():
        counted[each.hold] += 1
    return counted


DISCUSSED = {
    "01": ["access@P1", "authorship", "content_contrary_to_duties"],
    "02": ["access@P1", "authorship"],
    "03": ["access@P1", "authorship"],
}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_on_the_samples_it_agrees_with_every_combination(sample: Path) -> None:
    (incident,) = read_incidents(sample, real())
    for name in DISCUSSED[sample.stem[:2]]:
        key = parse_key(name)
        if key.fact in real().facts:
            incident = incident.with_dispute(key, Dispute(None, (), "employeur", "agent"))
    counted = check(real(), incident, "rh")
    assert counted["robust"]
    assert counted["moved"]


@pytest.mark.parametrize("seed", range(600, 612))
def test_on_random_bases_it_agrees_with_every_combination(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    base = random_base(seed, tmp_path)
    publications = (Publication("P1", (Passage("P1"),)),)
    incident = Incident("essai", DAY, publications=publications, publications_closed=True)
    keys = [
        Key(f.id, Spot() if f.scope == "incident" else Spot("P1", "P1"))
        for f in base.facts.values()
    ]
    chance.shuffle(keys)
    for key in keys[:3]:
        incident = incident.with_dispute(key, Dispute(None, (), None, "agent"))
    for key in keys[3:]:
        if chance.random() < 0.6:
            values = list(base.facts[key.fact].values)
            incident = incident.with_answer(key, chance.choice(values))
    check(base, incident, "rh")


@pytest.fixture
def small(tmp_path: Path) -> KnowledgeBase:
    """Two facts: x needs both, y either, z one only, s is settled by a third."""
    return write_base(
        tmp_path,
        faits=yes_no("f", "g", "h"),
        conclusions=[atom(name) for name in ("x", "y", "z", "s", "w")],
        regles=[
            rule("x", {"f": "oui", "g": "oui"}, "x"),
            rule("y", {"un_de": [{"f": "oui"}, {"g": "oui"}]}, "y"),
            rule("z", {"f": "non"}, "z"),
            rule("s", {"un_de": [{"h": "oui"}, {"f": "oui"}]}, "s"),
            rule("w", {"un_de": [{"f": "oui"}, {"f": "non"}]}, "w"),
        ],
    )


def test_each_kind_is_told_as_by_hand(small: KnowledgeBase) -> None:
    publications = (Publication("P1", (Passage("P1", {"h": "oui"}),)),)
    incident = Incident("essai", DAY, {}, publications, True)
    where = Spot("P1", "P1")
    for fact in ("f", "g"):
        incident = incident.with_dispute(Key(fact, where), Dispute("oui", (), "employeur", "agent"))
    found = {c.conclusion: c for c in concluded(small, incident)}

    def cases(name: str) -> list[tuple[tuple[str, ...], Status]]:
        return [(case.when, case.status) for case in found[name].cases]

    assert cases("x") == [
        (("x : Oui", "x : Oui"), "established"),
        (("x : Oui", "x : Non"), "excluded"),
        (("x : Non",), "excluded"),
    ]
    assert cases("y")[0] == (("x : Oui",), "established")
    assert cases("z") == [(("x : Oui",), "excluded"), (("x : Non",), "established")]
    assert {name: c.hold for name, c in found.items()} == {
        "x": "split", "y": "split", "z": "split", "s": "robust", "w": "robust",
    }  # fmt: skip
    assert [c.hold for c in concluded(small, incident)][:2] == ["robust"] * 2
    assert found["x"].facts == ("f@P1/P1", "g@P1/P1")
    assert found["z"].facts == ("f@P1/P1",)


def test_what_still_misses_another_answer_depends(small: KnowledgeBase) -> None:
    publications = (Publication("P1", (Passage("P1", {"h": None}),)),)
    incident = Incident("essai", DAY, {}, publications, True)
    incident = incident.with_dispute(Key("f", Spot("P1", "P1")), Dispute(None, (), None, "agent"))
    found = {c.conclusion: c for c in concluded(small, incident)}
    assert isinstance(found["s"], DisputedConclusion)
    assert found["s"].hold == "depends"
    assert [case.status for case in found["s"].cases] == ["established", "open"]


def test_past_the_bound_the_facts_are_named_and_no_case_is_invented(
    small: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expert.assessment.disputes.MOST_CASES", 3)
    where = Spot("P1", "P1")
    incident = Incident("essai", DAY, publications_closed=True)
    for fact in ("f", "g"):
        incident = incident.with_dispute(Key(fact, where), Dispute(None, (), None, "agent"))
    found = {c.conclusion: c for c in concluded(small, incident)}
    assert (found["x"].hold, found["x"].cases) == ("depends", ())
    assert found["x"].facts == ("f@P1/P1", "g@P1/P1")
    assert found["z"].hold == "split"


@pytest.mark.parametrize("profile", ["rh", "juriste", "contradiction"])
def test_the_chapter_says_who_and_never_reads_the_allegation(profile: str) -> None:
    (incident,) = read_incidents(SAMPLES[0], real())
    key = parse_key("access@P1")
    incident = incident.with_dispute(
        key,
        Dispute("public", ("public", "closed_group"), "employeur", "agent", "employeur", ("p",)),
    )
    assessment = assess(real(), incident, profile)
    words = " ".join(render_text(assessment, profile).split())
    assert "FAITS DISCUTÉS" in words
    assert "Allégué par l'employeur, contesté par l'auteur présumé." in words
    assert "À prouver par l'employeur." in words
    (told,) = assessment.disputes
    assert told.unproved == "Un groupe dont les membres sont admis"
    (answer,) = [a for a in assessment.answers if a.key == "access@P1"]
    assert answer.answer == "fait discuté, allégué par l'employeur, contesté par l'auteur présumé"


def test_a_manager_reads_the_discussed_facts_and_not_what_hangs_on_them() -> None:
    (incident,) = read_incidents(SAMPLES[0], real())
    said = Dispute("public", (), "employeur", "agent", "employeur")
    discussed = incident.with_dispute(parse_key("access@P1"), said)
    words = " ".join(render_text(assess(real(), discussed, "manager"), "manager").split())
    assert "FAITS DISCUTÉS" in words
    assert "Allégué par l'employeur, contesté par l'auteur présumé." in words
    assert "quoi qu'il en soit de ces faits" not in words
    assert "selon ce qui sera prouvé" not in words


def test_a_protected_fact_is_discussed_without_being_repeated() -> None:
    (incident,) = read_incidents(SAMPLES[0], real())
    protected = [f for f in real().facts.values() if f.protected and f.scope == "incident"]
    assert protected
    for fact in protected:
        values = tuple(fact.values)[:2] if fact.kind != "liste" else ()
        dispute = Dispute(None, values, "agent", "employeur", "agent", ("certificat",))
        incident = incident.with_dispute(Key(fact.id), dispute)
    assessment = assess(real(), incident, "juriste")
    text = assessment.model_dump_json()
    assert not assessment.disputes
    assert not assessment.disputed_conclusions
    assert "certificat" not in "".join(d.model_dump_json() for d in assessment.disputes)
    for fact in protected:
        assert fact.question not in text
