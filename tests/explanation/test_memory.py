"""Once an incident is forgotten, none of its words is left in the memory of the process."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from expert.assessment import assess
from expert.incident import Incident, Key, Spot
from expert.incident_files import read_incidents
from expert.interview.session import Interview
from knowledge import KnowledgeBase, load_base

SAMPLES = Path(__file__).parents[2] / "expert" / "samples"
_CONTAINERS = (dict, list, tuple, set, frozenset)
HALVES = ("Zyqx", "Wvkj")
"""The marker is looked for by its halves, so that the search itself does not hold it."""


def marker(name: str) -> str:
    return f"{HALVES[0]}-{name}-{HALVES[1]}"


def planted(law: KnowledgeBase) -> Incident:
    """A real incident with a marker in every field a user can write."""
    (incident,) = read_incidents(sorted(SAMPLES.glob("*.yaml"))[0], law)
    publications = tuple(
        replace(
            publication,
            address=marker("adresse"),
            passages=tuple(
                replace(p, verbatim=marker(f"mots-{p.id}")) for p in publication.passages
            ),
        )
        for publication in incident.publications
    )
    written = replace(
        incident,
        title=marker("titre"),
        publications=publications,
        notes={"note": marker("note"), "liste": [marker("liste")]},
    )
    texts = [fact for fact in law.facts.values() if fact.kind == "texte"]
    for fact in texts:
        spot = {"incident": Spot(), "publication": Spot("P1"), "passage": Spot("P1", "P1a")}
        written = written.with_answer(Key(fact.id, spot[fact.scope]), marker(fact.id))
    return written


def texts_in_memory() -> Iterator[str]:
    """Yield every text held by an object of the process, inside untracked containers too."""
    seen: set[int] = set()
    pending: list[Any] = gc.get_objects()
    while pending:
        for held in gc.get_referents(pending.pop()):
            if isinstance(held, str):
                yield held
            elif isinstance(held, _CONTAINERS) and not gc.is_tracked(held) and id(held) not in seen:
                seen.add(id(held))
                pending.append(held)


def left() -> set[str]:
    gc.collect()
    return {text[:80] for text in texts_in_memory() if all(half in text for half in HALVES)}


def test_the_search_finds_what_is_held_and_only_that() -> None:
    assert left() == set()
    held = {"a": [(marker("tenu"),)]}
    assert left() == {f"{HALVES[0]}-tenu-{HALVES[1]}"}
    held.clear()
    assert left() == set()


def test_nothing_of_an_incident_is_left_after_its_assessment() -> None:
    law = load_base()
    incident = planted(law)
    answered = assess(law, incident)
    assert marker("mots-P1a") in answered.model_dump_json()
    assert len(left()) >= 4
    del incident, answered
    assert left() == set()


def test_nothing_of_an_interview_is_left_once_it_is_closed() -> None:
    """The graph, the engine and the counts that are kept between two cases hold law alone."""
    law = load_base()
    session = Interview(law, planted(law), "juriste")
    session.next_question()
    session.standing()
    session.answer(Key("danger_person"), None)
    session.effect()
    assert left()
    del session
    assert left() == set()
