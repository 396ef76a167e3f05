"""The replayed decisions against the registry: no fact invented, no outcome rewritten.

`decisions/registre` holds, in our own words, the facts, the traits, the holding and the outcome of
each decision replayed, as the registry knows them; every other decision of the base is listed with
the reason it is not replayed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from expert.incident import Answer, Incident, parse_key
from expert.replay import decisions_folder
from expert.replay.model import ReplayedDecision, read_decision
from expert.replay.registry import not_replayed
from knowledge import KnowledgeBase, load_base

FOLDER = decisions_folder()
REGISTRY = Path(__file__).parent / "decisions" / "registre"

READ = {
    "qualification",
    "offence_examined",
    "question",
    "disposition",
    "liability",
    "defence_accepted",
    "public_character",
    "private_character",
    "abuse_of_expression",
    "faults",
    "fault_retained",
    "evidence_admitted",
    "sanction_type",
    "sanction_is_maximum",
    "sanction_outcome",
}
"""The keys of an outcome that a comparison can read: none may be dropped from a file."""

Replayed = list[tuple[ReplayedDecision, Incident]]


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_base()


@pytest.fixture(scope="module")
def replayed(base: KnowledgeBase) -> Replayed:
    return [read_decision(path, base) for path in sorted(FOLDER.glob("*.yaml"))]


@pytest.fixture(scope="module")
def registry() -> dict[str, dict[str, Any]]:
    return {entry["decision"]: entry for entry in _entries()}


def _entries() -> Iterator[dict[str, Any]]:
    for path in sorted(REGISTRY.glob("decisions-*.yaml")):
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))["decisions"]


def test_every_decision_of_the_registry_is_replayed_or_listed_with_its_reason(
    base: KnowledgeBase, replayed: Replayed
) -> None:
    names = {decision.id for decision, _ in replayed}
    listed = {entry.decision for entry in not_replayed(FOLDER, base, names)}
    assert names | listed == {decision.id for decision in base.decisions()}


def test_the_registry_describes_exactly_what_is_replayed(
    replayed: Replayed, registry: dict[str, dict[str, Any]]
) -> None:
    assert len(list(_entries())) == len(registry)
    assert set(registry) == {decision.id for decision, _ in replayed}


def test_a_file_is_named_after_its_decision(base: KnowledgeBase) -> None:
    for path in sorted(FOLDER.glob("*.yaml")):
        assert read_decision(path, base)[0].id == path.stem


def test_the_outcome_is_the_one_of_the_registry(
    replayed: Replayed, registry: dict[str, dict[str, Any]]
) -> None:
    for decision, _ in replayed:
        known = {key: _said(value) for key, value in registry[decision.id]["issue"].items()}
        assert decision.outcome.items() <= known.items(), decision.id
        assert READ & known.keys() <= decision.outcome.keys(), decision.id


def test_a_fact_is_a_trait_of_the_registry_or_is_completed_with_its_words(
    replayed: Replayed, registry: dict[str, dict[str, Any]]
) -> None:
    for decision, incident in replayed:
        traits = registry[decision.id]["traits"]
        completed = {parse_key(entry.fact).fact for entry in decision.completed}
        for key, answer in incident.recorded():
            if key.fact not in completed:
                assert _shown(answer) == _trait(traits.get(key.fact)), (decision.id, key.fact)


def test_the_words_of_a_completed_fact_are_those_of_the_registry(
    replayed: Replayed, registry: dict[str, dict[str, Any]]
) -> None:
    for decision, _ in replayed:
        entry = registry[decision.id]
        details = [str(v) for k, v in entry["traits"].items() if k.endswith("_detail")]
        prose = " ".join((entry["faits"], entry["retient"], *details))
        for completed in decision.completed:
            words = completed.according_to
            if completed.is_convention:
                continue
            if words.startswith("trait « "):
                name, _, value = words.removeprefix("trait « ").removesuffix(" »").partition(" : ")
                assert _said(entry["traits"][name]) == value, (decision.id, completed.fact)
            else:
                assert words in prose, (decision.id, completed.fact)


def _said(value: Any) -> str | tuple[str, ...]:
    """Return a value of the registry as a file of decision writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return tuple(map(str, value)) if isinstance(value, list) else str(value)


def _trait(value: Any) -> str:
    """Return a trait of the registry in the words of an answer."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return str(sorted(item for item in value if item != "none"))
    return "" if value in (None, "unknown") else str(value)


def _shown(answer: Answer) -> str:
    if isinstance(answer, tuple):
        return str(sorted(answer))
    if isinstance(answer, int | float):
        return f"{answer:g}"
    return "" if answer is None else str(answer)
