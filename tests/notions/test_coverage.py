"""Nothing of the law is without an example: every rule applies, every goal holds, somewhere.

The examples are the cases of this folder, the stories, the replayed decisions and the samples that
are shipped. What has none is named in `sans-exemple.yaml`, with its reason, and nothing else is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest
from pydantic import Field

from expert.incident import Incident
from expert.incident_files import incident_at, read_incidents
from expert.incident_files.dates import read_day
from expert.inference.graph import TRUE
from expert.inference.kleene import Reference
from expert.inference.program import FOLLOWED, WEAK_PREFIX, Program, compile_base
from expert.inference.situation import Situation, situate
from expert.replay import decisions_folder
from expert.replay.model import read_decision
from knowledge import load_base
from knowledge.base_model import KnowledgeBase
from knowledge.models.common import Declaration, Sentence
from knowledge.reading import parse_documents, read_text
from knowledge.uses import declarations
from tests.notions.spec import EXAMINED_ON, FOLDER, read_cases

TESTS = FOLDER.parent
SAMPLES = TESTS.parent / "expert" / "samples"
FIRST_LAW = ("presse:", "administratif_a:", "travail:")
"""The notes of the dossier the first law covers."""
TABLES = "textes:"
"""The tables of texts (sanctions, delays): they became scales and deadlines, not rules."""


class WithoutExample(Declaration):
    """What no example exercises yet, each with its reason."""

    rules: dict[Sentence, Sentence] = Field(default_factory=dict, alias="regles")
    goals: dict[Sentence, Sentence] = Field(default_factory=dict, alias="buts")
    dossier: dict[Sentence, Sentence] = Field(default_factory=dict)


@dataclass
class Exercised:
    """What the examples exercise: rules that are effective, atoms that hold, in some reading."""

    base: KnowledgeBase
    rules: Counter[str] = field(default_factory=Counter)
    atoms: set[str] = field(default_factory=set)
    remedies: set[str] = field(default_factory=set)

    def add(self, incident: Incident) -> None:
        """Count what an incident exercises, as answered and as a court would presume."""
        program = compile_base(self.base, incident.examined_on)
        situation = situate(program, incident)
        for answered in (situation, situation.presuming()):
            for number in (0, -1):
                self._read(program, answered.with_zones(_readings(program, number)))

    def _read(self, program: Program, situation: Situation) -> None:
        reference = Reference(situation)
        everywhere = range(len(situation.units))
        for rule in self.base.rules.values():
            places = [None] if rule.scope == "incident" else everywhere
            node = program.effective[rule.id]
            self.rules[rule.id] += any(reference.truth(node, place) is True for place in places)
        for atom, conclusion, _ in self.base.atoms():
            places = [None] if conclusion.scope == "incident" else everywhere
            node = program.atoms[atom]
            if atom not in self.atoms and any(reference.truth(node, p) is True for p in places):
                self.atoms.add(atom)

        for remedy, condition in self.base.remedies.values():
            places = [None] if remedy.scope == "incident" else everywhere
            node = TRUE if condition is None else program.node_of(condition)
            if any(reference.truth(node, place) is True for place in places):
                self.remedies.add(remedy.id)

    @cached_property
    def idle_rules(self) -> set[str]:
        """The rules that never applied."""
        return {rule for rule in self.base.rules if not self.rules[rule]}

    @cached_property
    def idle_goals(self) -> set[str]:
        """The goals of a reader, and the values of a slot, that never held."""
        goals = {atom for atom, conclusion, _ in self.base.atoms() if conclusion.goals}
        return goals - self.atoms


def _readings(program: Program, number: int) -> dict[str, str]:
    """Read every zone its first or last way; a weak rule is always followed."""
    return {
        variable.id: FOLLOWED if variable.id.startswith(WEAK_PREFIX) else variable.values[number]
        for variable in program.graph.variables
        if variable.is_zone
    }


def _incidents(base: KnowledgeBase) -> Iterator[Incident]:
    yield from (case.incident(base) for case in read_cases())
    for folder in (TESTS / "recits", SAMPLES):
        for path in sorted(folder.glob("*.yaml")):
            yield from _in_file(path, base)
    for path in sorted(decisions_folder().glob("*.yaml")):
        yield read_decision(path, base)[1]


def _in_file(path: Path, base: KnowledgeBase) -> list[Incident]:
    """Read a file of incidents, or a story that keeps its expectations beside its incident."""
    document = parse_documents(read_text(path, shown=path.name), path.name)[0]
    written = document.value
    if isinstance(written, dict) and isinstance(written.get("incident"), dict):
        day = read_day(written["examen"]) if "examen" in written else EXAMINED_ON
        return [incident_at(document, ("incident",), base, examined_on=day)]
    return read_incidents(path, base)


@pytest.fixture(scope="module")
def exercised() -> Exercised:
    """What every example exercises, computed once; by day, so that the law compiles once a day."""
    found = Exercised(load_base())
    for incident in sorted(_incidents(found.base), key=lambda i: i.examined_on):
        found.add(incident)
    return found


@pytest.fixture(scope="module")
def allowed() -> WithoutExample:
    """What may have no example."""
    path = FOLDER / "sans-exemple.yaml"
    document = parse_documents(read_text(path, shown=path.name), path.name)[0]
    return WithoutExample.model_validate(document.value)


def test_every_rule_applies_in_an_example(exercised: Exercised, allowed: WithoutExample) -> None:
    assert exercised.idle_rules == set(allowed.rules)


def test_every_goal_holds_in_an_example(exercised: Exercised, allowed: WithoutExample) -> None:
    assert exercised.idle_goals == set(allowed.goals)


def test_every_remedy_is_open_in_an_example_and_closed_in_a_case(exercised: Exercised) -> None:
    assert exercised.base.remedies.keys() - exercised.remedies == set()
    expected: dict[str, set[str]] = defaultdict(set)
    for case in read_cases():
        for text, word in case.spec.expected.remedies.items():
            expected[text.partition("@")[0]].add(word)
    assert {r for r in exercised.base.remedies if "aucune" not in expected[r]} == set()
    assert {r for r in exercised.base.remedies if expected[r] == {"aucune"}} == set()


def test_every_rule_of_the_dossier_has_a_case(
    exercised: Exercised, allowed: WithoutExample
) -> None:
    claimed = {d for rule in exercised.base.rules.values() for d in rule.rule.dossier}
    tried = {d for case in read_cases() for d in case.spec.dossier}
    expected = {d for d in claimed if d.startswith(FIRST_LAW)}
    assert expected - tried == set(allowed.dossier)


def test_a_case_names_rows_that_the_base_carries(exercised: Exercised) -> None:
    claimed = {d for _, _, e in declarations(exercised.base) for d in getattr(e, "dossier", ())}
    named = {d for case in read_cases() for d in case.spec.dossier}
    assert {d for d in named if not d.startswith(TABLES)} - claimed == set()


def test_every_goal_has_a_good_and_a_bad_side(exercised: Exercised) -> None:
    expected: dict[str, set[str]] = defaultdict(set)
    for case in read_cases():
        for text, word in case.spec.expected.results.items():
            expected[text.partition("@")[0]].add(word)
    goals = {atom for atom, conclusion, _ in exercised.base.atoms() if conclusion.goals}
    assert {goal for goal in goals if "ecarte" not in expected[goal]} == set()
    assert {goal for goal in goals if not {"etabli", "conteste"} & expected[goal]} == set()


def test_every_contested_question_is_shown_in_each_reading(exercised: Exercised) -> None:
    shown: dict[str, set[str]] = defaultdict(set)
    for case in read_cases():
        for zones in case.spec.expected.readings.values():
            for zone, readings in zones.items():
                shown[zone] |= readings.keys()
    declared = {zone.id: {r.id for r in zone.readings} for zone in exercised.base.zones.values()}
    assert {zone: readings for zone, readings in declared.items() if shown[zone] != readings} == {}
