"""The asserted results of the test incidents: cases, récits, ordinary incidents, eras, decisions.

Nothing is copied from what the program prints: each expected status is the one the other tests
compare with. What a file marks as a defect is left aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from expert.assurance.mutants.assertions import Asserted, Assertion, TestIncident
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.replay.model import Comparison, read_decision
from expert.status import Status
from knowledge.base_model import KnowledgeBase
from tests.eras.spec import read_eras
from tests.notions.boundaries import read_boundaries
from tests.notions.spec import STATUS, Case, read_cases
from tests.recits import test_ordinary_incidents, test_r1, test_r2, test_r3
from tests.recits.story import changed, story

DECISIONS = Path(__file__).parents[1] / "decisions"
_SAID: dict[str, Status] = {"oui": "established", "non": "excluded"}


def asserted_of_notions(base: KnowledgeBase) -> list[Asserted]:
    """Return the cases and the boundary tables of the notions, with what is asserted of them."""
    return [*_of_cases(base), *read_boundaries(base)]


def asserted_results(base: KnowledgeBase) -> list[Asserted]:
    """Return every test incident with what is asserted of it."""
    return [
        *asserted_of_notions(base),
        *_of_stories(),
        *_of_ordinary_incidents(),
        *_of_eras(base),
        *_of_decisions(base),
    ]


def _assertion(text: str, expected: str) -> Assertion:
    atom, _, place = text.partition("@")
    return Assertion(atom, place or None, expected)  # type: ignore[arg-type]


def _of_cases(base: KnowledgeBase) -> Iterator[Asserted]:
    for case in read_cases():
        spec, incident = case.spec, case.incident(base)
        if "resultat" not in spec.defects:
            results = spec.expected.results.items()
            yield (
                TestIncident(case.id, spec.case, incident),
                tuple(_assertion(text, STATUS[word]) for text, word in results),
            )
        if "lectures" not in spec.defects:
            yield from _of_readings(case, base)


def _of_readings(case: Case, base: KnowledgeBase) -> Iterator[Asserted]:
    """Yield what each reading of a contested question is asserted to give."""
    by_reading: dict[tuple[str, str], list[Assertion]] = {}
    for text, zones in case.spec.expected.readings.items():
        for zone, readings in zones.items():
            for reading, value in readings.items():
                found = _assertion(text, "established" if value else "excluded")
                by_reading.setdefault((zone, reading), []).append(found)
    for read, assertions in by_reading.items():
        test = TestIncident(case.id, case.spec.case, case.incident(base), readings=(read,))
        yield test, tuple(assertions)


def _of_stories() -> Iterator[Asserted]:
    for module in (test_r1, test_r2, test_r3):
        bascules = {"": ({}, {}), **getattr(module, "BASCULES", {})}
        for name, (changes, moved) in bascules.items():
            incident = changed(story(module.STORY), changes)
            yield (
                TestIncident(
                    f"{module.STORY}{f', {name}' if name else ''}", incident.title, incident
                ),
                tuple(
                    Assertion(n.atom, n.unit, moved.get(str(n), n.status)) for n in module.NUMBERED
                ),
            )


def _of_ordinary_incidents() -> Iterator[Asserted]:
    for name, expected in test_ordinary_incidents.EXPECTED.items():
        incident = story(f"ordinaires/{name}")
        test = TestIncident(f"ordinaires/{name}", incident.title, incident)
        yield test, tuple(_assertion(text, status) for text, status in expected.items())


def _of_eras(base: KnowledgeBase) -> Iterator[Asserted]:
    for era in read_eras():
        for number, (day, expected) in enumerate(era.triple.days()):
            results = expected.results.items()
            if results:
                word = ("la veille", "le jour même", "le lendemain")[number]
                title = f"{era.triple.change} ({word})"
                test = TestIncident(f"{era.id}, {word}", title, era.incident(base, day))
                yield test, tuple(_assertion(text, STATUS[said]) for text, said in results)


def _of_decisions(base: KnowledgeBase) -> Iterator[Asserted]:
    """Yield the points on which a real decision agrees; a gap or an abstention asserts nothing."""
    for path in sorted(DECISIONS.glob("*.yaml")):
        decision, incident = read_decision(path, base)
        presumed = situate(compile_base(base, decision.examined_on), incident).presuming()
        statuses = Statuses(presumed)
        kept = []
        for point in decision.compare:
            unit = _unit_of(point, base, statuses)
            if statuses.atom(point.conclusion, unit).status == _SAID[point.expected]:
                kept.append(Assertion(point.conclusion, point.unit, _SAID[point.expected]))
        if kept:
            yield TestIncident(decision.id, decision.id, incident, presumed=True), tuple(kept)


def _unit_of(point: Comparison, base: KnowledgeBase, statuses: Statuses) -> int | None:
    scope = base.atom_conclusion(point.conclusion).scope
    situation = statuses.situation
    if scope == "incident":
        return None
    return next(
        unit
        for unit in situation.units_at(scope)
        if unit is not None
        and point.unit
        in (
            None,
            situation.units[unit][1].passage
            if scope == "passage"
            else situation.units[unit][1].publication,
        )
    )
