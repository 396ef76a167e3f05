"""Which conclusions of a reader, and which recorded answers, some changes would touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expert.explanation.wording import atom_label
from expert.incident import Key, key_text
from expert.inference.scenarios import Change, Scenarios
from expert.interview.relevance import Relevance
from expert.what_if.model import EffectResult


@dataclass(frozen=True)
class Effects:
    """What one change would touch."""

    conclusions: tuple[EffectResult, ...] = ()
    moot: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tried:
    """What each change would touch, and the labels of the conclusions nobody can be sure of."""

    effects: tuple[Effects, ...]
    unsure: tuple[str, ...] = ()


def effects_of(relevance: Relevance, changes: Sequence[Change]) -> Tried:
    """Return what each change would touch among the goals of the reader, in the base's order.

    Exact: the statuses are those of a whole new run with that change. Where a diagram would be
    too large, what the three-valued reading settles is told, and the conclusion is `unsure`.
    """
    scenarios = Scenarios(relevance.statuses, changes)
    concluded: list[list[EffectResult]] = [[] for _ in changes]
    base, situation = scenarios.program.base, scenarios.situation
    unsure: dict[str, None] = {}
    for goal, now in relevance.found:
        label = atom_label(base, goal.atom)
        unit = situation.unit_name(goal.unit, base.atom_conclusion(goal.atom).scope)
        differing = scenarios.differing(goal.node, goal.unit, now.status)
        for number, after in differing.items():
            effect = EffectResult(
                conclusion=goal.atom, label=label, unit=unit, before=now.status, after=after
            )
            concluded[number].append(effect)
        if (goal.node, goal.unit) in scenarios.unsure:
            unsure[label] = None
    touched = _answers_touched(relevance, scenarios)
    pairs = zip(concluded, touched, strict=True)
    return Tried(tuple(Effects(tuple(found), *a) for found, a in pairs), tuple(unsure))


def _answers_touched(
    relevance: Relevance, scenarios: Scenarios
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return, for each change, the recorded answers that lose their effect, and that regain it.

    An answer has no effect where the guard of its question fails. Protected answers are not named.
    """
    program = relevance.statuses.program
    moot: list[list[str]] = [[] for _ in scenarios.changes]
    revived: list[list[str]] = [[] for _ in scenarios.changes]
    for key in _guarded(relevance):
        guard = program.guards[key.fact]
        possibly = scenarios.bounds(guard, relevance.unit_of(key))[1]
        idle = relevance.is_moot(key)
        for number in range(len(scenarios.changes)):
            fails = not possibly >> number & 1
            if fails and not idle:
                moot[number].append(key_text(key))
            elif idle and not fails:
                revived[number].append(key_text(key))
    return [(tuple(a), tuple(b)) for a, b in zip(moot, revived, strict=True)]


def _guarded(relevance: Relevance) -> list[Key]:
    program = relevance.statuses.program
    return [
        key
        for key, _ in relevance.statuses.situation.incident.recorded()
        if key.fact in program.guards and not program.base.facts[key.fact].protected
    ]
