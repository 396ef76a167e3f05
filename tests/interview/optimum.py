"""The fewest answers any order of questions can hope for, on bases small enough to try them all.

A state is what was answered so far; an answer is drawn among the values of the fact, and « je ne
sais pas » is left aside. From each state, every question that matters and may be asked is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from expert.incident import Incident, Key
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.interview.orders import Order, most_shared
from expert.interview.relevance import Relevance
from knowledge import KnowledgeBase

DAY = date(2026, 11, 21)
Depths = tuple[float, int]
"""Answers expected, and at worst."""


def best_depths(base: KnowledgeBase, profile: str = "juriste") -> Depths:
    """Return the fewest answers expected, and the fewest at worst, over all orders."""

    def best(depths: list[Depths]) -> Depths:
        return min(d[0] for d in depths), min(d[1] for d in depths)

    return _explore(base, profile, most_shared, lambda relevance: _askable(relevance), best)


def spent(base: KnowledgeBase, order: Order, profile: str = "juriste") -> Depths:
    """Return the answers one order expects, and takes at worst."""

    def first(relevance: Relevance) -> list[Key]:
        key = relevance.next()
        return [] if key is None else [key]

    return _explore(base, profile, order, first, lambda depths: depths[0])


def _explore(
    base: KnowledgeBase,
    profile: str,
    order: Order,
    choices: Callable[[Relevance], list[Key]],
    chosen: Callable[[list[Depths]], Depths],
) -> Depths:
    program = compile_base(base, DAY)
    known: dict[frozenset[tuple[Key, str]], Depths] = {}

    def depth(incident: Incident) -> Depths:
        state = frozenset((key, str(answer)) for key, answer in incident.recorded())
        if state not in known:
            relevance = Relevance(Statuses(situate(program, incident)), profile, order)
            found = [after(incident, key) for key in choices(relevance)]
            known[state] = chosen(found) if found else (0.0, 0)
        return known[state]

    def after(incident: Incident, key: Key) -> Depths:
        depths = [depth(incident.with_answer(key, value)) for value in base.facts[key.fact].values]
        return 1 + sum(d[0] for d in depths) / len(depths), 1 + max(d[1] for d in depths)

    return depth(Incident("essai", DAY, publications_closed=True))


def _askable(relevance: Relevance) -> list[Key]:
    keys = [key for key in relevance.counted if not relevance.waits(key)]
    return keys or list(relevance.counted)
