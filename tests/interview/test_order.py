"""What is concluded hangs on the answers alone: not on their order, nor on the way to them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expert.incident import Answer, Incident, Key, Passage, Publication, Spot
from expert.inference.program import Program, compile_base
from expert.inference.situation import situate
from expert.inference.statuses import GoalStatus, Statuses
from expert.interview.relevance import OTHER_PUBLICATIONS
from expert.interview.session import Interview, new_incident
from knowledge import KnowledgeBase
from tests.support.random_bases import random_base

TODAY = date(2026, 11, 21)
SEEDS = range(400, 415)


def every_status(statuses: Statuses) -> dict[tuple[str, int | None], GoalStatus]:
    """The status of every atom, on every unit."""
    return {
        (atom, unit): statuses.atom(atom, unit)
        for atom, conclusion, _ in statuses.program.base.atoms()
        for unit in statuses.situation.units_at(conclusion.scope)
    }


def keys_of(base: KnowledgeBase, incident: Incident) -> list[Key]:
    """Every question that can be asked about an incident."""
    spots = [Spot(publication.id, passage.id) for publication, passage in incident.units()]
    return [
        Key(fact.id, spot)
        for fact in base.facts.values()
        for spot in ([Spot()] if fact.scope == "incident" else spots)
    ]


def random_answer(chance: random.Random, base: KnowledgeBase, key: Key) -> Answer:
    return None if chance.random() < 0.2 else chance.choice(sorted(base.facts[key.fact].values))


def one_edit(chance: random.Random, program: Program, incident: Incident) -> Incident:
    """Answer, change, withdraw, add a publication or close their list."""
    draw = chance.random()
    if draw < 0.05 and len(incident.publications) < 3:
        return incident.with_publication()
    if draw < 0.12:
        return replace(incident, publications_closed=chance.choice([True, None]))
    key = chance.choice(keys_of(program.base, incident))
    if draw < 0.25:
        return incident.without_answer(key)
    return incident.with_answer(key, random_answer(chance, program.base, key))


@pytest.mark.parametrize("seed", SEEDS)
def test_one_answer_at_a_time_gives_what_a_fresh_computation_gives(
    seed: int, tmp_path: Path
) -> None:
    """`Statuses(situation, before)` restricts what was built; it must change nothing."""
    chance = random.Random(seed)
    program = compile_base(random_base(seed, tmp_path), TODAY)
    incident = new_incident("essai", TODAY)
    running = Statuses(situate(program, incident))
    for _ in range(20):
        if chance.random() < 0.7:  # what was never read has nothing to restrict
            every_status(running)
        incident = one_edit(chance, program, incident)
        situation = situate(program, incident)
        running = Statuses(situation, running)
        assert every_status(running) == every_status(Statuses(situation))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_answers_changes_nothing(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    base = random_base(seed, tmp_path)
    blank = Incident(
        "essai",
        TODAY,
        publications=tuple(Publication(f"P{n}", (Passage(f"P{n}"),)) for n in (1, 2)),
    )
    given = [
        (key, random_answer(chance, base, key))
        for key in keys_of(base, blank)
        if chance.random() < 0.7
    ]
    given.append((OTHER_PUBLICATIONS, "non"))
    seen = []
    for _ in range(4):
        chance.shuffle(given)
        session = Interview(base, blank, "rh")
        for key, answer in given:
            session.answer(key, answer)
            session.next_question()
        seen.append(
            (session.standing(), session.remaining(), session.next_question(), session.questions())
        )
    assert all(other == seen[0] for other in seen)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_settled_goal_stays_settled_whatever_is_answered_next(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    base = random_base(seed, tmp_path)
    session = Interview(base, new_incident("essai", TODAY), "rh")
    settled: dict[tuple[str, str | None], str] = {}
    while (question := session.next_question()) is not None:
        answer: Answer = "non"
        if question.key != OTHER_PUBLICATIONS:
            answer = random_answer(chance, base, question.key)
        before = session.remaining()
        session.answer(question.key, answer)
        assert session.remaining() < before, "an answer adds no question"
        standing = {(s.id, s.unit): s.status for s in session.standing()}
        assert settled.items() <= standing.items()
        settled = {
            where: status
            for where, status in standing.items()
            if status != "open" and "=" not in where[0]
        }
