"""The rules through which an answer counts: a chain, still alive, from it to a conclusion.

A rule is alive while the answers leave it neither settled nor ruled out. The shortest chain is
kept, in the order of the base; an exception counts by the rule it may defeat.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from expert.incident import Incident, Key
from expert.inference.kleene import Reference
from expert.inference.situation import Instance, situate
from expert.interview.relevance import OTHER_PUBLICATIONS, Goal, Relevance
from knowledge.base_model import FACTS_CLOCK, AtomId, LawRule
from knowledge.conditions import AtLeast, Concluded, Condition, walk


@dataclass(frozen=True)
class _At:
    """A conclusion on the way down from a goal, with the rules from it up to the goal."""

    atom: AtomId
    unit: int | None
    above: tuple[tuple[LawRule, AtomId | None], ...]


class LivingPaths:
    """Finds the shortest living chain of rules from an answer to a goal, breadth first."""

    def __init__(self, relevance: Relevance, key: Key, instances: frozenset[Instance]) -> None:
        self._key, self._instances = key, instances
        self._situation = relevance.statuses.situation
        self._program = self._situation.program
        self._base = self._program.base
        incident = withdrawn(self._situation.incident, key)
        self._reference = Reference(situate(self._program, incident))

    def to(self, goal: Goal) -> Sequence[tuple[LawRule, AtomId | None]]:
        """Return the rules from the answer to the goal, with what each concludes on the way.

        None for an exception: it counts by what it defeats. Empty when there is no living path.
        """
        start = _At(goal.atom, goal.unit, ())
        seen, pending = {(goal.atom, goal.unit)}, [start]
        for at in pending:
            for rule, concluded in self._living(at):
                above = ((rule, concluded), *at.above)
                if self._dates(rule) or self._is_read_by(rule.condition, at.unit, set()):
                    return above
                for below in self._below(rule.condition, at.unit):
                    if below not in seen:
                        seen.add(below)
                        pending.append(_At(*below, above))
        return ()

    def _living(self, at: _At) -> Iterator[tuple[LawRule, AtomId | None]]:
        """Yield the rules that may still conclude an atom, then the exceptions to them."""
        name, _, value = at.atom.partition("=")
        atoms = [at.atom]
        conclusion = self._base.conclusions[name]
        if value and conclusion.otherwise == value:
            atoms += [f"{name}={other}" for other in conclusion.values if other != value]
        for atom in atoms:
            for rule, _ in self._base.rules_concluding.get(atom, ()):
                if self._is_open(self._program.effective[rule.id], rule.scope, at.unit):
                    yield rule, atom
                    yield from self._exceptions(rule, at.unit, {rule.id})

    def _exceptions(
        self, rule: LawRule, unit: int | None, met: set[str]
    ) -> Iterator[tuple[LawRule, None]]:
        for derogation in self._base.derogations.get(rule.id, ()):
            node = self._program.effective[derogation.id]
            if derogation.id not in met and self._is_open(node, derogation.scope, unit):
                met.add(derogation.id)
                yield derogation, None
                yield from self._exceptions(derogation, unit, met)

    def _is_open(self, node: int, scope: str, unit: int | None) -> bool:
        return self._reference.truth(node, None if scope == "incident" else unit) is None

    def _dates(self, rule: LawRule) -> bool:
        """Whether the answer is the day that tells if the rule was in force."""
        dated = rule.rule.since is not None or rule.rule.until is not None
        on_facts = rule.rule.clock == "faits" and rule.scope != "incident"
        return dated and on_facts and self._key.fact == FACTS_CLOCK

    def _is_read_by(self, condition: Condition, unit: int | None, guards: set[str]) -> bool:
        """Whether a condition reads the answer: itself, or by the guard of a fact it reads."""
        for part, place in self._parts(condition, unit):
            if isinstance(part, AtLeast):
                if self._key == OTHER_PUBLICATIONS:
                    return True
                continue
            fact = getattr(part, "fact", None)
            if fact is None:
                continue
            variables = self._program.domains.variables[fact]
            instances = {
                self._situation.locate(self._program.graph.index[v.id], place) for v in variables
            }
            if instances & self._instances:
                return True
            guard = self._base.guards.get(fact)
            if guard is not None and fact not in guards:
                guards.add(fact)
                if self._is_read_by(guard, place, guards):
                    return True
        return False

    def _below(self, condition: Condition, unit: int | None) -> Iterator[tuple[AtomId, int | None]]:
        """Yield the open conclusions a condition rests on, by the guards of its facts too."""
        guards: dict[str, int | None] = {}
        for part, place in self._parts(condition, unit):
            if isinstance(part, Concluded):
                atom = part.conclusion if part.value is None else f"{part.conclusion}={part.value}"
                scope = self._base.atom_conclusion(atom).scope
                where = None if scope == "incident" else place
                if self._reference.truth(self._program.atoms[atom], where) is None:
                    yield atom, where
            fact = getattr(part, "fact", None)
            if fact in self._base.guards:
                guards[str(fact)] = place
        for fact, place in guards.items():
            yield from self._below(self._base.guards[fact], place)

    def _parts(
        self, condition: Condition, unit: int | None
    ) -> Iterator[tuple[Condition, int | None]]:
        """Yield each part of a condition with the unit that reads it, inside counts included."""
        counted = {
            id(inner) for part in walk(condition) if isinstance(part, AtLeast)
            for inner in walk(part.part)
        }  # fmt: skip
        for part in walk(condition):
            if id(part) not in counted:
                yield part, unit
                continue
            yield from ((part, number) for number in range(len(self._situation.units)))


def withdrawn(incident: Incident, key: Key) -> Incident:
    """Return the incident without the answer to a question."""
    if key == OTHER_PUBLICATIONS:
        return replace(incident, publications_closed=None)
    return incident.without_answer(key)
