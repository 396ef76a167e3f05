"""What one state of an incident shows: statuses, what matters, what is asked, where goals stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from expert.incident import Incident, Key, Spot
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import GoalStatus, Statuses
from expert.interview.dates import date_questions, possible_dates
from expert.interview.orders import Order
from expert.interview.relevance import Goal, Relevance
from expert.interview.remaining import Remaining, Waiting, reachable
from expert.status import STATUS_FR, Status
from knowledge.base_model import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a goal stands now, in words."""

    id: str
    label: str
    unit: str | None
    status: Status
    sentence: str


@dataclass(frozen=True)
class View:
    """What one state of the incident implies, computed once for that state and only if read."""

    base: KnowledgeBase
    incident: Incident
    profile: str
    order: Order
    previous: Statuses | None = None

    @cached_property
    def statuses(self) -> Statuses:
        """The status of every conclusion."""
        program = compile_base(self.base, self.incident.examined_on)
        return Statuses(situate(program, self.incident), self.previous)

    @cached_property
    def relevance(self) -> Relevance:
        """What may still change a goal of this reader."""
        return Relevance(self.statuses, self.profile, self.order)

    @cached_property
    def demanded(self) -> list[Key]:
        """What is asked whatever hangs on it and has no answer yet."""
        listed = [
            key
            for key in dict.fromkeys([*self._opening(), *self._recorded()])
            if key.fact not in self.incident.answers_at(key.spot) and self.relevance.applies(key)
        ]
        dates = date_questions(self.statuses, self.profile)
        return list(dict.fromkeys([*listed, *dates]))

    def _opening(self) -> Iterator[Key]:
        """Yield the descriptive questions of the opening: asked of everybody, read by no rule."""
        for fact in self.base.facts.values():
            if (
                fact.descriptive
                and fact.scope == "incident"
                and fact.kind != "texte"
                and self.base.blocks[fact.block].phase == "ouverture"
            ):
                yield Key(fact.id)

    def _recorded(self) -> Iterator[Key]:
        """Yield what this reader notes for who takes over, of the first passage only."""
        publication = self.incident.publications[0]
        spots = {
            "incident": Spot(),
            "publication": Spot(publication.id),
            "passage": Spot(publication.id, publication.passages[0].id),
        }
        reader = self.base.readers.get(self.profile)
        for name in reader.recorded if reader else ():
            yield Key(name, spots[self.base.facts[name].scope])

    def is_asked(self, key: Key) -> bool:
        """Whether a question is to be asked now."""
        if key in self.demanded:
            return True
        return self.relevance.matters(key) and not self.relevance.waits(key)

    @cached_property
    def remaining(self) -> Remaining:
        """The questions left: those that matter, and those that a later answer may call for."""
        relevance = self.relevance
        demanded = frozenset(self.demanded)
        left = demanded | relevance.counted.keys()
        asked = demanded | {k for k in relevance.counted if not relevance.waits_for_counted(k)}
        waiting = {
            key: Waiting(
                relevance.statuses.program.guards.get(key.fact),
                frozenset(relevance.read_by_guard(key)),
            )
            for key in (*left, *self._recorded())
            if key not in asked
            and key.fact not in self.incident.answers_at(key.spot)
            and relevance.may_apply(key)
        }
        for key, delays in possible_dates(self.statuses, self.profile).items():
            if key not in asked:
                nodes = self.statuses.program.deadlines
                read = {k for d, unit in delays for k in relevance.read_under(nodes[d.id], unit)}
                known = waiting[key].read if key in waiting else relevance.read_by_guard(key)
                waiting[key] = Waiting(key, frozenset({*read, *known} - {key}))
        groups = {fact: group.id for fact, group in self.base.group_of.items()}
        return Remaining(asked, reachable(asked, waiting, left), groups, relevance.rank)

    @cached_property
    def next(self) -> Key | None:
        """The question to ask now, if any."""
        candidates = [*self.demanded]
        first = self.relevance.next()
        if first is not None:
            candidates.append(first)
        return min(candidates, key=self.relevance.rank, default=None)

    @cached_property
    def standing(self) -> list[Standing]:
        """Where each goal stands, in words."""
        return [
            _standing(self, goal, found)
            for goal, found in self.relevance.found
            if found.status != "excluded" or "=" not in goal.atom
        ]


def _standing(view: View, goal: Goal, found: GoalStatus) -> Standing:
    conclusion = view.base.atom_conclusion(goal.atom)
    value = goal.atom.partition("=")[2]
    label = f"{conclusion.label} : {conclusion.values[value]}" if value else conclusion.label
    said = {
        "established": conclusion.when_established,
        "excluded": conclusion.when_excluded,
        "open": conclusion.when_open,
    }.get(found.status)
    spot = view.statuses.situation.units[goal.unit][1] if goal.unit is not None else Spot()
    unit = spot.publication if conclusion.scope == "publication" else spot.passage
    return Standing(
        goal.atom, label, unit, found.status, said or f"{label} : {STATUS_FR[found.status]}."
    )
