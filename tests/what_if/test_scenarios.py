"""What each change gives: brute force on small bases, a whole new run on the real one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from expert.incident import Incident, Key, Passage, Publication, key_text
from expert.incident_files import read_incidents
from expert.inference.diagrams import DiagramTooLargeError
from expert.inference.program import compile_base
from expert.inference.scenarios import Change, Scenarios
from expert.inference.situation import Instance, Situation, situate
from expert.inference.statuses import Statuses
from expert.interview.relevance import Relevance
from expert.status import Status
from expert.what_if.alternatives import alternatives_of
from expert.what_if.build import known_keys, what_if
from knowledge import KnowledgeBase, load_base
from tests.command.support import SAMPLES
from tests.interview.enumeration import MORE, Enumeration
from tests.support.random_bases import random_base

DAY = date(2026, 11, 21)


@cache
def base() -> KnowledgeBase:
    return load_base()


def drawn(chance: random.Random, every: Enumeration) -> dict[Instance, frozenset[int]]:
    """Random answers: definite, partial or unknown."""
    allowed = {}
    for instance in every.facts:
        if instance[0] != MORE and chance.random() < 0.7:
            allowed[instance] = some_values(chance, every.width(instance))
    return allowed


def some_values(chance: random.Random, width: int) -> frozenset[int]:
    count = chance.choice([1, 1, 1, width, 2])
    return frozenset(chance.sample(range(width), min(count, width)))


def changes_drawn(chance: random.Random, every: Enumeration) -> list[Change]:
    facts = [i for i in every.facts if i[0] != MORE]
    return [
        {
            i: None if chance.random() < 0.2 else some_values(chance, every.width(i))
            for i in chance.sample(facts, chance.choice([1, 1, 2]))
        }
        for _ in range(12)
    ]


def after(situation: Situation, change: Change) -> Situation:
    kept = {i: v for i, v in situation.allowed.items() if i not in change}
    return replace(situation, allowed=kept | {i: v for i, v in change.items() if v is not None})


@pytest.mark.parametrize(
    ("seed", "units", "closed"),
    [(s, 1, True) for s in range(500, 510)] + [(520, 2, True), (521, 2, True), (530, 1, False)],
)
def test_each_scenario_is_what_brute_force_says(
    seed: int, units: int, closed: bool, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    program = compile_base(random_base(seed, tmp_path), DAY)
    every = Enumeration(program, units, not closed)
    publications = tuple(Publication(f"P{n}", (Passage(f"P{n}"),)) for n in range(units))
    incident = Incident(
        "essai", DAY, publications=publications, publications_closed=True if closed else None
    )
    moved = 0
    for _ in range(3):
        situation = Situation(program, incident, drawn(chance, every))
        changes = changes_drawn(chance, every)
        scenarios = Scenarios(Statuses(situation), changes)
        possible = [every.consistent(after(situation, change)) for change in changes]
        present = every.consistent(situation)
        for atom, unit in every.places:
            found = scenarios.statuses(program.atoms[atom], unit)
            wanted: list[Status] = [every.status((atom, unit), among) for among in possible]
            assert found == wanted, (atom, unit)
            moved += sum(status != every.status((atom, unit), present) for status in wanted)
    assert moved, "no change changed anything: the test shows nothing"
    assert not scenarios.unsure


def tried_on(incident: Incident, profile: str) -> Iterator[tuple[Key, Scenarios, Relevance]]:
    """Every alternative of every answer of an incident."""
    program = compile_base(base(), incident.examined_on)
    relevance = Relevance(Statuses(situate(program, incident)), profile)
    for key in known_keys(relevance):
        situation = relevance.statuses.situation
        place = situation.place_of(key.spot)
        variables = [program.graph.index[v.id] for v in program.domains.variables[key.fact]]
        now = {v: situation.allowed.get((v, place)) for v in variables}
        changes = [
            {(v, place): values for v, values in each.values.items()}
            for each in alternatives_of(program, program.base.facts[key.fact], now)
        ]
        yield key, Scenarios(relevance.statuses, changes), relevance


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_on_the_real_base_each_value_is_a_whole_new_run(sample: Path) -> None:
    """A draw of the answers of each sample: every value of them, every goal of counsel."""
    (incident,) = read_incidents(sample, base())
    chance = random.Random(sample.stem)
    runs = 0
    for _, scenarios, relevance in tried_on(incident, "juriste"):
        if chance.random() < 0.85:
            continue
        for number in range(len(scenarios.changes)):
            again = Statuses(scenarios.situation_in(number))
            runs += 1
            for goal, now in relevance.found:
                told = scenarios.differing(goal.node, goal.unit, now.status)
                wanted = again.node(goal.node, goal.unit)
                assert wanted.exact
                assert told.get(number, now.status) == wanted.status, goal
    assert runs > 20


def test_a_choice_is_what_answering_gives() -> None:
    """The tool against the interview's own way: the answer recorded, then all computed again."""
    (incident,) = read_incidents(SAMPLES[0], base())
    key = next(k for k, _ in incident.recorded() if k.fact == "access")
    (point,) = what_if(base(), incident, "rh", keys=[key]).points
    program = compile_base(base(), incident.examined_on)
    before = Relevance(Statuses(situate(program, incident)), "rh").found
    assert {v for value in point.values for v in value.values} == {
        *base().facts["access"].values,
        "inconnu",
    } - {"public"}
    for value in point.values:
        answer = None if value.values == ("inconnu",) else value.values[0]
        again = Statuses(situate(program, incident.with_answer(key, answer)))
        wanted = {
            (goal.atom, found.status, status.status)
            for goal, found in before
            if (status := again.node(goal.node, goal.unit)).status != found.status
        }
        assert {(e.conclusion, e.before, e.after) for e in value.effects} == wanted


def test_the_intervals_of_a_date_cover_every_day_once() -> None:
    (incident,) = read_incidents(SAMPLES[0], base())
    key = next(k for k, _ in incident.recorded() if k.fact == "first_online_date")
    program = compile_base(base(), incident.examined_on)
    (point,) = what_if(base(), incident, "juriste", keys=[key]).points
    told = [name for value in point.values for name in value.values if name != "inconnu"]
    (variable,) = program.domains.variables["first_online_date"]
    situation = situate(program, incident)
    (now,) = situation.allowed[program.graph.index[variable.id], 0]
    assert sorted(told) == sorted(set(variable.values) - {variable.values[now]})


def test_what_loses_its_effect_is_what_the_interview_greys() -> None:
    from expert.interview.session import Interview

    (incident,) = read_incidents(SAMPLES[0], base())
    key = next(k for k, _ in incident.recorded() if k.fact == "evidence_mode")
    (point,) = what_if(base(), incident, "rh", keys=[key]).points
    (none,) = (v for v in point.values if v.values == ("aucun",))
    changed = incident.with_answer(key, ())

    def greyed(each: Incident) -> set[str]:
        questions = Interview(base(), each, "rh").questions()
        return {
            key_text(q.key)
            for q in questions
            if q.state == "greyed" and not base().facts[q.key.fact].protected
        }

    assert set(none.moot) == greyed(changed) - greyed(incident)
    assert none.moot


def test_what_is_too_large_is_said_and_never_invented(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no diagram at all, only what the three-valued reading settles is told."""
    (incident,) = read_incidents(SAMPLES[2], base())
    whole = what_if(base(), incident, "juriste")

    def refuse(*_: object, **__: object) -> None:
        raise DiagramTooLargeError

    monkeypatch.setattr("expert.inference.statuses.build_function", refuse)
    found = what_if(base(), incident, "juriste")
    assert found.unsure
    assert not whole.unsure
    settled = {"established", "excluded"}
    exact = {
        (p.key, v.values, e.conclusion, e.unit): e.after
        for p in whole.points
        for v in p.values
        for e in v.effects
    }
    for point in found.points:
        for value in point.values:
            for effect in value.effects:
                if effect.after in settled and effect.before in settled:
                    named = (point.key, value.values, effect.conclusion, effect.unit)
                    assert exact.get(named, effect.after) == effect.after


def test_nothing_protected_or_descriptive_is_tried() -> None:
    hidden = {f.id for f in base().facts.values() if f.protected or f.descriptive}
    (incident,) = read_incidents(SAMPLES[0], base())
    for fact in hidden:
        if base().facts[fact].scope == "incident" and base().facts[fact].kind == "oui-non":
            incident = incident.with_answer(Key(fact), "oui")
    found = what_if(base(), incident, "juriste")
    assert not {p.fact for p in found.points} & hidden
    text = found.model_dump_json()
    protected = [f for f in base().facts.values() if f.protected]
    assert protected
    for each in protected:
        assert each.id not in text
        assert each.question not in text
