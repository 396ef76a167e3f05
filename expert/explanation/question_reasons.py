"""Why a question is asked: what hangs on it, by which rules, and what each answer settles at once.

What hangs on a question is what the exact statuses say it matters to: the same computation decides
which questions are asked. The rules are a path, still alive, from the answer to each conclusion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from expert.explanation.living_paths import LivingPaths, withdrawn
from expert.explanation.model import Part
from expert.explanation.wording import atom_label
from expert.incident import Key, key_text
from expert.inference.kleene import Reference
from expert.inference.situation import Instance, situate
from expert.inference.statuses import GoalStatus, Statuses
from expert.interview.relevance import OTHER_PUBLICATIONS, Goal, Relevance
from expert.status import Status
from knowledge.base_model import AtomId, KnowledgeBase, LawRule
from knowledge.models.common import SCOPE_DEPTH

Standing = Literal["to-ask", "waits", "answered", "moot", "useless", "recorded"]
"""To ask now; waits for its guard; answered; without object; nothing hangs on it; nothing hangs on
it and it is asked all the same, for a deadline or for the account of the facts."""


MOST_TRIALS = 300
"""Answers times conclusions tried: about a second on the real base."""


class RuleStep(Part):
    """A rule on the way from an answer to a conclusion; `concludes` is None for an exception."""

    rule: str
    statement: str
    concludes: str | None
    sources: tuple[str, ...]


class HangingGoal(Part):
    """A conclusion that hangs on a question, and the rules through which the answer counts."""

    conclusion: str
    label: str
    unit: str | None
    layer: str
    status: Status
    exact: bool
    path: tuple[RuleStep, ...]


class SettledGoal(Part):
    """What one answer settles at once, whatever the other answers."""

    label: str
    unit: str | None
    layer: str
    status: Status


class AnswerEffect(Part):
    """One answer and all it settles."""

    answer: str
    settles: tuple[SettledGoal, ...]


class QuestionReasons(Part):
    """Why one question, in one place, is asked (or is not).

    `too_many`: so much still hangs on it that its answers were not tried one by one.
    """

    key: str
    question: str
    reason: str
    standing: Standing
    goals: tuple[HangingGoal, ...]
    effects: tuple[AnswerEffect, ...] = ()
    too_many: bool = False
    waits_for: tuple[str, ...] = ()


def question_reasons(
    relevance: Relevance,
    key: Key,
    question: str,
    reason: str,
    *,
    most_trials: int = MOST_TRIALS,
    every_path: bool = True,
) -> QuestionReasons:
    """Return why a question of the present situation is asked of a reader.

    Each answer of a closed question not answered yet is tried, up to so many trials of one answer
    on one conclusion (a protected one is never tried). With `every_path` False, only the first
    conclusion of each plan has its path.
    """
    finder = _Finder(relevance, key)
    hanging = finder.hanging()
    standing = finder.standing(hanging)
    answers = finder.answers() if standing in ("to-ask", "waits") else []
    too_many = len(answers) * len(hanging) > most_trials
    with_path = finder.first_of_each_plan(hanging) if not every_path else {g for g, _ in hanging}
    return QuestionReasons(
        key=key_text(key),
        question=question,
        reason=reason,
        standing=standing,
        goals=tuple(finder.goal(g, status, with_path=g in with_path) for g, status in hanging),
        effects=() if too_many else tuple(finder.effects(answers, hanging)),
        too_many=too_many,
        waits_for=tuple(finder.waits_for()) if standing == "waits" else (),
    )


class _Finder:
    """Looks at one question of one situation."""

    def __init__(self, relevance: Relevance, key: Key) -> None:
        self._relevance, self._key = relevance, key
        self._statuses = relevance.statuses
        self._situation = self._statuses.situation
        self._program = self._situation.program
        self._base: KnowledgeBase = self._program.base
        self._reference = Reference(self._situation)
        self._instances = frozenset(self._own_instances())

    def hanging(self) -> list[tuple[Goal, GoalStatus]]:
        """Return the goals the answer can still change, in the order of the base.

        For a question already answered: those it would matter to if it were withdrawn.
        """
        relevance = self._relevance
        if self._was_answered():
            without = situate(self._program, withdrawn(self._situation.incident, self._key))
            relevance = Relevance(Statuses(without), self._relevance.profile)
        return [
            (goal, status)
            for goal, status in relevance.found
            if self._key in {relevance.key(i) for i in status.matters}
        ]

    def standing(self, hanging: list[tuple[Goal, GoalStatus]]) -> Standing:
        """Return where the question stands."""
        is_other = self._key == OTHER_PUBLICATIONS
        if not is_other and self._relevance.is_moot(self._key):
            return "moot"
        if not is_other and self._base.facts[self._key.fact].descriptive:
            return "recorded"
        if not hanging:
            return "useless"
        if self._was_answered():
            return "answered"
        return "waits" if not is_other and self._relevance.waits(self._key) else "to-ask"

    def first_of_each_plan(self, hanging: list[tuple[Goal, GoalStatus]]) -> set[Goal]:
        """Return the first goal of each plan."""
        first: dict[str, Goal] = {}
        for goal, _ in hanging:
            first.setdefault(self._base.atom_conclusion(goal.atom).layer, goal)
        return set(first.values())

    def goal(self, goal: Goal, status: GoalStatus, *, with_path: bool) -> HangingGoal:
        """Return one goal, with the path to it when it is wanted."""
        paths = LivingPaths(self._relevance, self._key, self._instances) if with_path else None
        conclusion = self._base.atom_conclusion(goal.atom)
        return HangingGoal(
            conclusion=goal.atom,
            label=atom_label(self._base, goal.atom),
            unit=self._unit(goal),
            layer=conclusion.layer,
            status=self._relevance.statuses.node(goal.node, goal.unit).status,
            exact=status.exact,
            path=tuple(self._step(*pair) for pair in paths.to(goal)) if paths else (),
        )

    def answers(self) -> list[str]:
        """Return the answers that can be tried: those of a closed question, not protected."""
        fact = self._base.facts.get(self._key.fact)
        if fact is None or fact.protected or fact.kind not in ("oui-non", "choix"):
            return []
        return list(fact.values.values())

    def effects(
        self, answers: list[str], hanging: list[tuple[Goal, GoalStatus]]
    ) -> Iterator[AnswerEffect]:
        """Yield, for each answer, what it settles at once."""
        for value, label in enumerate(answers):
            (instance,) = self._instances
            allowed = {**self._situation.allowed, instance: frozenset((value,))}
            after = Statuses(replace(self._situation, allowed=allowed), self._statuses)
            settled = [
                SettledGoal(
                    label=atom_label(self._base, goal.atom),
                    unit=self._unit(goal),
                    layer=self._base.atom_conclusion(goal.atom).layer,
                    status=status,
                )
                for goal, _ in hanging
                if (status := after.node(goal.node, goal.unit).status) != "open"
            ]
            yield AnswerEffect(answer=label, settles=tuple(settled))

    def waits_for(self) -> Iterator[str]:
        """Yield the questions whose answers will tell whether this one has an object."""
        program, unit = self._program, self._relevance.unit_of(self._key)
        keys: dict[Key, None] = {}
        for variable in sorted(program.graph.variables_under([program.guards[self._key.fact]])):
            declared = program.graph.variables[variable]
            if declared.is_zone or (unit is None and SCOPE_DEPTH[declared.scope]):
                continue
            key = self._situation.key_of(self._situation.locate(variable, unit))
            if self._relevance.matters(key):
                keys[key] = None
        yield from (self._base.facts[key.fact].question for key in keys)

    def _was_answered(self) -> bool:
        incident = self._situation.incident
        if self._key == OTHER_PUBLICATIONS:
            return incident.publications_closed is not None
        return self._key.fact in incident.answers_at(self._key.spot)

    def _own_instances(self) -> Iterator[Instance]:
        if self._key == OTHER_PUBLICATIONS:
            return
        unit = self._relevance.unit_of(self._key)
        for variable in self._program.domains.variables.get(self._key.fact, ()):
            yield self._situation.locate(self._program.graph.index[variable.id], unit)

    def _step(self, rule: LawRule, concluded: AtomId | None) -> RuleStep:
        cited = tuple(s for s in rule.rule.sources if self._base.sources[s].is_citable)
        return RuleStep(
            rule=rule.id,
            statement=rule.rule.statement,
            concludes=None if concluded is None else atom_label(self._base, concluded),
            sources=cited,
        )

    def _unit(self, goal: Goal) -> str | None:
        if goal.unit is None:
            return None
        spot = self._situation.units[goal.unit][1]
        scope = self._base.atom_conclusion(goal.atom).scope
        return spot.publication if scope == "publication" else spot.passage


def by_layer(goals: tuple[HangingGoal, ...]) -> Mapping[str, list[HangingGoal]]:
    """Return goals by plan, in the order they come."""
    found: dict[str, list[HangingGoal]] = {}
    for goal in goals:
        found.setdefault(goal.layer, []).append(goal)
    return found
