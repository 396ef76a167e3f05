"""The days on which the law of the base changes, and those that touch one conclusion.

An era begins on the day a rule, a maximum or a provision enters into force, or the day after its
last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain

from expert.inference.domains import boundaries
from expert.inference.program import ByIdentity
from knowledge.base_model import KnowledgeBase, LawRule
from knowledge.conditions import Concluded, Condition, DateFrom, walk
from knowledge.models.sources import Provision
from knowledge.uses import uses


def maximum_days(provision: Provision) -> Iterator[date]:
    """Yield each day on which a maximum of an article begins, or has just ended."""
    if provision.penalty is not None:
        yield from boundaries(provision.penalty.since, None)
    for earlier in provision.earlier:
        yield from boundaries(earlier.since, earlier.until)
    for higher in provision.aggravated:
        yield from boundaries(higher.since, higher.until)


def offence_days(base: KnowledgeBase, conclusion: str) -> frozenset[date]:
    """Return the days on which what an offence is, or its maximum, may change."""
    return _offence_days(ByIdentity(base), conclusion)


@lru_cache(maxsize=512)
def _offence_days(key: ByIdentity, conclusion: str) -> frozenset[date]:
    base = key.base
    declared = base.conclusions[conclusion]
    texts = [base.sources[text] for text in declared.penalty_texts]
    days = {day for t in texts if isinstance(t, Provision) for day in maximum_days(t)}
    conditions = [
        *(c for (name, _), c in base.penalty_conditions.items() if name == conclusion),
        *(c for (name, _, _), c in base.aggravation_conditions.items() if name == conclusion),
    ]
    for rule in rules_under(base, conclusion, conditions):
        if rule.rule.clock == "faits" and rule.scope != "incident":
            days.update(boundaries(rule.rule.since, rule.rule.until))
    return frozenset(days)


def rules_under(
    base: KnowledgeBase, conclusion: str, conditions: Iterable[Condition] = ()
) -> list[LawRule]:
    """Return every rule that a conclusion, or one of the conditions, may rest on."""
    pending = [conclusion, *(name for c in conditions for name in _concluded(c))]
    seen: set[str] = set()
    rules: dict[str, LawRule] = {}
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        declared = base.conclusions[name]
        atoms = [f"{name}={value}" for value in declared.values] or [name]
        waiting = [rule for atom in atoms for rule, _ in base.rules_concluding.get(atom, ())]
        while waiting:
            rule = waiting.pop()
            if rule.id not in rules:
                rules[rule.id] = rule
                pending.extend(_concluded(rule.condition))
                waiting.extend(base.derogations.get(rule.id, ()))
    return list(rules.values())


def _concluded(condition: Condition) -> Iterator[str]:
    return (part.conclusion for part in walk(condition) if isinstance(part, Concluded))


def result_days(base: KnowledgeBase) -> dict[date, tuple[str, ...]]:
    """Return every day on which a result may change, with the rules and the maxima that change."""
    return _by_day(chain(_rules(base), _maxima(base)))


def force_days(base: KnowledgeBase) -> dict[date, tuple[str, ...]]:
    """Return every day on which a provision that the base uses begins, or has just ended.

    A provision that nothing rests on is not used: its dates change nothing.
    """
    return _by_day(
        (day, provision.id)
        for provision in _used(base)
        for day in boundaries(provision.in_force_from, provision.in_force_to)
    )


def _by_day(changes: Iterable[tuple[date, str]]) -> dict[date, tuple[str, ...]]:
    found: dict[date, dict[str, None]] = {}
    for day, what in changes:
        found.setdefault(day, {})[what] = None
    return {day: tuple(found[day]) for day in sorted(found)}


def _rules(base: KnowledgeBase) -> Iterator[tuple[date, str]]:
    for rule in base.rules.values():
        for day in boundaries(rule.rule.since, rule.rule.until):
            yield day, rule.id
        for part in walk(rule.condition):
            if isinstance(part, DateFrom):
                yield part.day, rule.id


def _maxima(base: KnowledgeBase) -> Iterator[tuple[date, str]]:
    for provision in base.provisions():
        for day in maximum_days(provision):
            yield day, provision.id
        for penalty in (provision.penalty, *provision.earlier):
            for other in penalty.complementary if penalty else ():
                yield from ((day, provision.id) for day in boundaries(other.since, None))


def _used(base: KnowledgeBase) -> Iterator[Provision]:
    used = {source for source, users in uses(base).items() if users}
    return (provision for provision in base.provisions() if provision.id in used)
