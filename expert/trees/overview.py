"""The whole base at a glance: its notions, and which one reads the conclusions of which.

Notions stand in layers: the first read answers only, each other one reads conclusions of the
layers before it. Notions that read each other (by different conclusions: no rule comes back to
itself) stand in the same layer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.base_model import KnowledgeBase
from knowledge.conditions import (
    Concluded,
    Condition,
    DateFrom,
    DelayOver,
    FactIn,
    ItemIs,
    NumberFrom,
    walk,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A notion in the overview: `reads` and `feeds` are notions; `layer` counts from 1."""

    notion: str
    title: str
    layer: int
    conclusions: int
    rules: int
    reads: tuple[str, ...]
    feeds: tuple[str, ...]


def overview(base: KnowledgeBase) -> tuple[Place, ...]:
    """Return every notion that concludes something, layer by layer, in the order of the base."""
    owner = {c: notion.id for notion in base.notions.values() for c in notion.conclusions}
    notions = [notion for notion in base.notions.values() if notion.conclusions]
    reads = {notion.id: _reads(base, notion.rules, owner) - {notion.id} for notion in notions}
    reads = {n: {r for r in found if r in reads and r != n} for n, found in reads.items()}
    layers = _layers(reads)
    order = {notion.id: number for number, notion in enumerate(notions)}
    places = [
        Place(
            notion.id,
            notion.title,
            layers[notion.id],
            len(notion.conclusions),
            len(notion.rules),
            tuple(sorted(reads[notion.id], key=order.__getitem__)),
            tuple(n.id for n in notions if notion.id in reads[n.id]),
        )
        for notion in notions
    ]
    return tuple(sorted(places, key=lambda place: (place.layer, order[place.notion])))


def _reads(base: KnowledgeBase, rules: Iterable[str], owner: Mapping[str, str]) -> set[str]:
    """Return the notions that some rules rest on: exceptions, and guards of facts, included."""
    found: set[str] = set()
    seen: set[str] = set()
    acting = _with_exceptions(base, rules)
    found.update(base.rules[rule].notion for rule in acting)
    pending: list[Condition] = [base.rules[rule].condition for rule in acting]
    while pending:
        for part in walk(pending.pop()):
            match part:
                case Concluded(conclusion, _):
                    found.add(owner[conclusion])
                case FactIn() | ItemIs() | NumberFrom() | DateFrom() | DelayOver():
                    if part.fact in base.guards and part.fact not in seen:
                        seen.add(part.fact)
                        pending.append(base.guards[part.fact])
                case _:
                    pass
    return found


def _with_exceptions(base: KnowledgeBase, rules: Iterable[str]) -> set[str]:
    """Return rules, what defeats them, what defeats that, and so on."""
    found: set[str] = set()
    pending = list(rules)
    while pending:
        rule = pending.pop()
        if rule not in found:
            found.add(rule)
            pending += [derogation.id for derogation in base.derogations.get(rule, ())]
    return found


def _layers(reads: Mapping[str, set[str]]) -> dict[str, int]:
    """Return the layer of each notion: one more than the deepest it reads, circles apart."""
    above = {notion: _reached(reads, notion) for notion in reads}
    circle = {
        notion: frozenset({notion, *(other for other in above[notion] if notion in above[other])})
        for notion in reads
    }
    layers: dict[frozenset[str], int] = {}

    def layer(members: frozenset[str]) -> int:
        if members not in layers:
            outside = {circle[r] for m in members for r in reads[m]} - {members}
            layers[members] = 1 + max((layer(other) for other in outside), default=0)
        return layers[members]

    return {notion: layer(circle[notion]) for notion in reads}


def _reached(reads: Mapping[str, set[str]], start: str) -> set[str]:
    reached: set[str] = set()
    pending = list(reads[start])
    while pending:
        notion = pending.pop()
        if notion not in reached:
            reached.add(notion)
            pending.extend(reads[notion])
    return reached


def by_layer(places: Iterable[Place]) -> Iterator[tuple[int, list[Place]]]:
    """Yield each layer with its notions."""
    layers: dict[int, list[Place]] = {}
    for place in places:
        layers.setdefault(place.layer, []).append(place)
    yield from layers.items()
