"""The interview: the incident as answered so far, and the next question that can change a goal.

The incident is immutable; each answer makes a new one. Later answers are kept when an earlier one
changes, and shown greyed where they no longer apply.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from expert.incident import Answer, Incident, Key, Passage, Publication, Spot
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import GoalStatus, Statuses
from expert.interview.dates import date_questions
from expert.interview.questions import Choice, Question, State, make_question
from expert.interview.relevance import (
    OTHER_PUBLICATIONS,
    Goal,
    Relevance,
)
from expert.status import STATUS_FR, Status
from knowledge.base_model import KnowledgeBase

__all__ = ["Choice", "Interview", "Question", "Standing", "new_incident"]

REPORT_ONLY = "rapport-seul"
"""The conclusion that the reporter is party to the incident: a factual report only."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a goal stands now, in words."""

    id: str
    label: str
    unit: str | None
    status: Status
    sentence: str


@dataclass(frozen=True)
class _View:
    """What one state of the incident implies, computed once for that state and only if read."""

    base: KnowledgeBase
    incident: Incident
    profile: str
    previous: Statuses | None = None

    @cached_property
    def statuses(self) -> Statuses:
        program = compile_base(self.base, self.incident.examined_on)
        return Statuses(situate(program, self.incident), self.previous)

    @cached_property
    def relevance(self) -> Relevance:
        return Relevance(self.statuses, self.profile)

    @cached_property
    def opening(self) -> list[Key]:
        """The descriptive questions of the opening: asked of everybody, read by no rule."""
        return [
            Key(fact.id)
            for fact in self.base.facts.values()
            if fact.descriptive
            and fact.scope == "incident"
            and fact.kind != "texte"
            and self.base.blocks[fact.block].phase == "ouverture"
            and fact.id not in self.incident.answers
        ]

    @cached_property
    def dates(self) -> list[Key]:
        """The questions that only a delay needs."""
        return date_questions(self.statuses, self.profile)

    @cached_property
    def next(self) -> Key | None:
        candidates = [*self.opening, *self.dates]
        first = self.relevance.next()
        if first is not None:
            candidates.append(first)
        return min(candidates, key=self.relevance.rank, default=None)

    @cached_property
    def standing(self) -> list[Standing]:
        return [
            _standing(self, goal, found)
            for goal, found in self.relevance.found
            if found.status != "excluded" or "=" not in goal.atom
        ]


class Interview:
    """One interview on one incident, for one reader profile."""

    def __init__(self, base: KnowledgeBase, incident: Incident, profile: str = "juriste") -> None:
        self.base = base
        self.profile = profile
        self._view = _View(base, incident, profile)
        self._before: _View | None = None

    @property
    def incident(self) -> Incident:
        """The incident with every answer given so far."""
        return self._view.incident

    @property
    def report_only(self) -> bool:
        """Whether the reporter is party to the incident: then only a factual report is made."""
        if REPORT_ONLY not in self.base.conclusions:
            return False
        return self._view.statuses.atom(REPORT_ONLY).status == "established"

    def next_question(self) -> Question | None:
        """Return the next question that can change a goal, or None when there is none left."""
        if self.report_only or self._view.next is None:
            return None
        return self.question(self._view.next)

    def question(self, key: Key) -> Question:
        """Return the question of a key, with its answer when it has one."""
        if key == OTHER_PUBLICATIONS:
            closed = self.incident.publications_closed
            current: Answer = "non" if closed else None
            answered = closed is not None
        else:
            answers = self.incident.answers_at(key.spot)
            answered, current = key.fact in answers, answers.get(key.fact)
        several = len(self._view.statuses.situation.units) > 1
        return make_question(
            self.base,
            key,
            several=several,
            answered=answered,
            current=current,
            state=self._state(key, answered, current),
        )

    def questions(self) -> list[Question]:
        """Return every question answered, or still to ask, in the users' order."""
        keys = {key: None for key, _ in self.incident.recorded() if not self._is_text(key)}
        waiting = [*self._view.relevance.counted, *self._view.opening, *self._view.dates]
        keys.update(dict.fromkeys(waiting))
        if self.incident.publications_closed is not None:
            keys[OTHER_PUBLICATIONS] = None
        ordered = sorted(keys, key=self._view.relevance.rank)
        return [self.question(key) for key in ordered]

    def answer(self, key: Key, value: Answer) -> None:
        """Record an answer (`None` = « je ne sais pas »). Later answers are kept."""
        if key == OTHER_PUBLICATIONS:
            if value == "oui":
                self.add_publication()
            else:
                self._move(replace(self.incident, publications_closed=value == "non"))
            return
        self._move(self.incident.with_answer(key, value))

    def forget(self, key: Key) -> None:
        """Withdraw an answer."""
        if key == OTHER_PUBLICATIONS:
            self._move(replace(self.incident, publications_closed=None))
        else:
            self._move(self.incident.without_answer(key))

    def add_publication(self) -> None:
        """Add an empty publication."""
        self._move(self.incident.with_publication())

    def add_passage(self, publication_id: str) -> None:
        """Add a passage to a publication: another target, or other words."""

        def extended(publication: Publication) -> Publication:
            if publication.id != publication_id:
                return publication
            name = f"{publication.id}-{len(publication.passages) + 1}"
            return replace(publication, passages=(*publication.passages, Passage(name)))

        self._move(
            replace(
                self.incident,
                publications=tuple(extended(p) for p in self.incident.publications),
            )
        )

    def close_publications(self) -> None:
        """Record that there is no other publication."""
        self._move(replace(self.incident, publications_closed=True))

    def set_incident(self, incident: Incident) -> None:
        """Replace the incident as a whole (title, verbatim, notes)."""
        self._move(incident)

    def remaining(self) -> int:
        """Return how many questions are left at most."""
        if self.report_only:
            return 0
        return len({*self._view.relevance.counted, *self._view.opening, *self._view.dates})

    def standing(self) -> list[Standing]:
        """Return where each goal of the reader stands; live values only for slots."""
        return self._view.standing

    def effect(self) -> list[str]:
        """Return what the last answer changed, in sentences."""
        if self._before is None:
            return []
        before = {(s.id, s.unit): s.status for s in self._before.standing}
        return [
            f"{s.label} : {STATUS_FR[before[s.id, s.unit]]} → {STATUS_FR[s.status]}"
            for s in self._view.standing
            if (s.id, s.unit) in before and before[s.id, s.unit] != s.status
        ]

    def block_position(self) -> tuple[int, int, str]:
        """Return (stage, number of stages, title) of the current block."""
        blocks = list(self.base.blocks.values())
        question = self.next_question()
        if question is None:
            return len(blocks), len(blocks), "Relecture"
        position = blocks.index(question.block) + 1
        return position, len(blocks), question.block.title

    def _move(self, incident: Incident) -> None:
        self._before = self._view
        self._view = _View(self.base, incident, self.profile, self._view.statuses)

    def _is_text(self, key: Key) -> bool:
        return self.base.facts[key.fact].kind == "texte"

    def _state(self, key: Key, answered: bool, current: Answer) -> State:
        if not answered:
            return "to-ask"
        if key != OTHER_PUBLICATIONS and self._view.relevance.is_moot(key):
            return "greyed"
        return "unknown" if current is None else "answered"


def new_incident(title: str, examined_on: date) -> Incident:
    """Return an empty incident with one publication."""
    return Incident(title=title, examined_on=examined_on)


def _standing(view: _View, goal: Goal, found: GoalStatus) -> Standing:
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
