"""An incident seen by the evaluators: for each variable, in each place, what is still possible.

A *place* is -1 for the incident (and the zones), a publication number for its own facts, and a
unit number for a passage; `locate` maps a variable and a unit to its instance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from expert.incident import Answer, Incident, Key, Spot
from expert.inference.burdens import alternatives, unproved_values
from expert.inference.graph import Variable
from expert.inference.program import Program
from knowledge.base_model import FACTS_CLOCK

Instance = tuple[int, int]
"""(variable index, place number)."""

INCIDENT = -1


@dataclass(frozen=True)
class Situation:
    """What the answers of an incident leave possible.

    `allowed` gives the value indexes left to each answered instance (all of them for « je ne
    sais pas »); an instance that is not in it has not been asked. `unknown` are the instances
    answered without being settled.
    """

    program: Program
    incident: Incident
    allowed: Mapping[Instance, frozenset[int]]

    @cached_property
    def units(self) -> tuple[tuple[int, Spot], ...]:
        """(publication number, spot) of each passage, in order."""
        return tuple(
            (number, Spot(publication.id, passage.id))
            for number, publication in enumerate(self.incident.publications)
            for passage in publication.passages
        )

    @cached_property
    def unknown(self) -> frozenset[Instance]:
        """The instances answered by « je ne sais pas », or by a range that settles nothing."""
        return frozenset(i for i, values in self.allowed.items() if len(values) > 1)

    def units_at(self, scope: str) -> list[int | None]:
        """Return the units a conclusion is computed on: a publication by its first passage."""
        if scope == "incident":
            return [None]
        if scope == "passage":
            return list(range(len(self.units)))
        firsts: dict[int, int] = {}
        for unit, (publication, _) in enumerate(self.units):
            firsts.setdefault(publication, unit)
        return list(firsts.values())

    def facts_days(self, unit: int | None) -> tuple[date, ...]:
        """Return the day of the facts of a unit (of every publication, for the incident).

        Nothing is returned while one of them is not known to the day.
        """
        publications = self.incident.publications
        if unit is not None:
            publications = (publications[self.units[unit][0]],)
        answers = [p.answers.get(FACTS_CLOCK) for p in publications]
        days = [a.date() if isinstance(a, datetime) else a for a in answers]
        known = tuple(day for day in days if isinstance(day, date))
        return known if len(known) == len(answers) else ()

    @property
    def list_is_open(self) -> bool:
        """Whether another publication may still be added."""
        return self.incident.publications_closed is not True

    def locate(self, variable: int, unit: int | None) -> Instance:
        """Return the instance of a variable read by a unit (None: read by the incident)."""
        scope = self.program.graph.variables[variable].scope
        if scope in ("incident", "zone"):
            return variable, INCIDENT
        assert unit is not None, "a passage term read outside a passage"
        return variable, (self.units[unit][0] if scope == "publication" else unit)

    def key_of(self, instance: Instance) -> Key:
        """Return the question an instance belongs to."""
        variable = self.program.graph.variables[instance[0]]
        return Key(variable.source, self.spot_of(variable, instance[1]))

    def spot_of(self, variable: Variable, place: int) -> Spot:
        """Return the spot of a variable's place."""
        if variable.scope == "publication":
            return Spot(self.incident.publications[place].id)
        return self.units[place][1] if variable.scope == "passage" else Spot()

    def unit_name(self, unit: int | None, scope: str) -> str | None:
        """Return the id a result shows for its unit: a publication, or a passage."""
        if unit is None:
            return None
        spot = self.units[unit][1]
        return spot.publication if scope == "publication" else spot.passage

    def possible(self, variable: int, unit: int | None) -> frozenset[int] | None:
        """Return the value indexes left to a variable read by a unit; None when not asked."""
        return self.allowed.get(self.locate(variable, unit))

    @cached_property
    def definite(self) -> dict[Instance, int]:
        """Return the instances with a single possible value."""
        return {i: next(iter(v)) for i, v in self.allowed.items() if len(v) == 1}

    def presuming(self) -> Situation:
        """Return the situation « if nothing more is proved »: presumptions on what is unproved."""
        presumed: dict[Instance, frozenset[int]] = {}
        for instance, values in self._lost_by_the_burden():
            presumed[instance] = values
        for instance, values in self._presumed():
            possible = self.allowed.get(instance, values)
            if len(self.allowed.get(instance, ())) != 1 and values <= possible:
                presumed[instance] = values
        return Situation(self.program, self.incident, {**self.allowed, **presumed})

    def screened(self) -> Situation:
        """Return the situation in which every screening question not asked is answered « none »."""
        graph = self.program.graph
        none: dict[Instance, frozenset[int]] = {}
        for fact in self.program.base.facts.values():
            if fact.screening:
                answer: Answer = () if fact.kind == "liste" else "non"
                for name, values in self.program.domains.encode(fact, answer):
                    variable = graph.index[name]
                    for place in self._places(graph.variables[variable].scope):
                        none[variable, place] = values
        return Situation(self.program, self.incident, {**none, **self.allowed})

    def with_zones(self, readings: Mapping[str, str]) -> Situation:
        """Return the situation in which each named zone is read one way."""
        graph = self.program.graph
        chosen = {
            (graph.index[zone], INCIDENT): frozenset(
                (graph.variables[graph.index[zone]].values.index(reading),)
            )
            for zone, reading in readings.items()
        }
        return Situation(self.program, self.incident, {**self.allowed, **chosen})

    def _lost_by_the_burden(self) -> Iterator[tuple[Instance, frozenset[int]]]:
        """Yield what is left of each discussed fact once who must prove it has not.

        The presumptions of the base come first: a burden that was recorded rules only the facts
        on which the base presumes nothing.
        """
        for key, dispute in self.incident.disputes.items():
            fact = self.program.base.facts[key.fact]
            if fact.descriptive or fact.presumption is not None:
                continue
            for name, lost in unproved_values(self.program.domains, fact, dispute):
                instance = (self.program.graph.index[name], self.place_of(key.spot))
                possible = self.allowed.get(instance, lost)
                if len(possible) > 1 and not possible.isdisjoint(lost):
                    yield instance, possible & lost

    def place_of(self, spot: Spot) -> int:
        """Return the place number of a spot."""
        if spot.publication is None:
            return INCIDENT
        if spot.passage is not None:
            return [unit for _, unit in self.units].index(spot)
        return [p.id for p in self.incident.publications].index(spot.publication)

    def _presumed(self) -> Iterator[tuple[Instance, frozenset[int]]]:
        graph = self.program.graph
        for fact in self.program.base.facts.values():
            if fact.presumption is None or fact.descriptive:
                continue
            answer: Answer = () if fact.kind == "liste" else fact.presumption.value
            for name, values in self.program.domains.encode(fact, answer):
                variable = graph.index[name]
                for place in self._places(graph.variables[variable].scope):
                    yield (variable, place), values

    def _places(self, scope: str) -> range:
        if scope == "publication":
            return range(len(self.incident.publications))
        return range(len(self.units)) if scope == "passage" else range(INCIDENT, INCIDENT + 1)


def situate(program: Program, incident: Incident) -> Situation:
    """Encode the answers of an incident. Descriptive answers are left aside: no rule reads them.

    A discussed fact is unknown, among the only answers in discussion when they were recorded.
    """
    allowed: dict[Instance, frozenset[int]] = {}
    empty = Situation(program, incident, {})
    publications = {p.id: number for number, p in enumerate(incident.publications)}
    units = {spot: number for number, (_, spot) in enumerate(empty.units)}
    disputed = incident.disputes.get
    for key, answer in incident.recorded():
        fact = program.base.facts[key.fact]
        if fact.descriptive:
            continue
        if key.spot.passage is not None:
            place = units[key.spot]
        else:
            place = publications[key.spot.publication] if key.spot.publication else INCIDENT
        for name, values in alternatives(program.domains, fact, answer, disputed(key)):
            allowed[program.graph.index[name], place] = values
    return Situation(program, incident, allowed)
