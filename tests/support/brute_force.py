"""Statuses and relevance of one conclusion by trying every world: the definitions alone.

`Population` evaluates the conclusion in every combination of what is still open. The worlds are
cut into blocks: one block an answer to every question not asked yet; inside it, every value of what
was answered « je ne sais pas » (and of « passages still to come suffice » once that is no question
any more); inside that, every reading. Each block has one letter: the conclusion holds throughout
("1"), nowhere ("0"), in some readings only whatever the unknown ("c"), or none of these ("o").
Status and relevance are read from these letters.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import prod

from expert.inference.functions import is_more_publications, more_publications
from expert.inference.graph import Node
from expert.inference.kleene import Reference
from expert.inference.populations import Population
from expert.inference.situation import Instance, Situation
from expert.status import Status


@dataclass(frozen=True)
class Judged:
    """What brute force says of one conclusion: its status, what matters, how many worlds."""

    status: Status
    matters: frozenset[Instance]
    worlds: int


def instances_under(
    situation: Situation, node: Node, unit: int | None, reference: Reference | None = None
) -> frozenset[Instance]:
    """Return every instance a node rests on; with a reference, not under what it settles."""
    graph = situation.program.graph
    found: set[Instance] = set()
    seen: set[tuple[Node, int | None]] = set()
    pending = [(node, unit)]
    while pending:
        place = pending.pop()
        if place in seen or (reference is not None and reference.truth(*place) is not None):
            continue
        seen.add(place)
        inner, where = place
        if graph.kinds[inner] == "literal":
            found.add(situation.locate(graph.literal_of(inner)[0], where))
        elif graph.kinds[inner] == "count":
            child = graph.count_of(inner)[1]
            pending += [(child, number) for number in range(len(situation.units))]
            if situation.list_is_open:
                found.add(more_publications(inner))
        else:
            pending += [(child, where) for child in graph.children(inner)]
    return frozenset(found)


def judge(
    situation: Situation, node: Node, unit: int | None, among: Iterable[Instance], most: int
) -> Judged | None:
    """Judge a conclusion over every value of the instances it rests on; None past `most` worlds."""
    left = {i: _possible(situation, i) for i in sorted(among)}
    free = {i: values for i, values in left.items() if len(values) > 1}
    if prod(map(len, free.values())) > most:
        return None
    asked = {i: values for i, values in free.items() if _can_be_asked(situation, i)}
    zones = {i: values for i, values in free.items() if _is_zone(situation, i)}
    unknown = {i: values for i, values in free.items() if i not in asked and i not in zones}
    population = Population(situation, {**asked, **unknown, **zones}, most)
    holds = population.holds(node, unit)
    readings = prod(map(len, zones.values()))
    letters = _letters(
        holds, population.count, readings * prod(map(len, unknown.values())), readings
    )
    return Judged(_status(letters), frozenset(_matters(letters, asked)), population.count)


def filled(situation: Situation, kept: Iterable[Instance], chance: random.Random) -> Situation:
    """Return the situation in which everything open is drawn, save what is kept."""
    graph = situation.program.graph
    places = {"publication": len(situation.incident.publications), "passage": len(situation.units)}
    allowed = dict(situation.allowed)
    kept = frozenset(kept)
    for number, variable in enumerate(graph.variables):
        whole = variable.scope in ("incident", "zone")
        for place in [-1] if whole else range(places[variable.scope]):
            instance = (number, place)
            if instance not in kept:
                values = sorted(allowed.get(instance, range(len(variable.values))))
                allowed[instance] = frozenset((chance.choice(values),))
    for node, kind in enumerate(graph.kinds):
        if kind == "count" and (more := more_publications(node)) not in kept:
            allowed[more] = frozenset((chance.randrange(2),))
    return replace(situation, allowed=allowed)


def _possible(situation: Situation, instance: Instance) -> tuple[int, ...]:
    if is_more_publications(instance):
        return (0, 1)
    width = len(situation.program.graph.variables[instance[0]].values)
    return tuple(sorted(situation.allowed.get(instance, range(width))))


def _is_zone(situation: Situation, instance: Instance) -> bool:
    more = is_more_publications(instance)
    return not more and situation.program.graph.variables[instance[0]].is_zone


def _can_be_asked(situation: Situation, instance: Instance) -> bool:
    if is_more_publications(instance):
        return situation.incident.publications_closed is None
    return not _is_zone(situation, instance) and instance not in situation.allowed


def _letters(holds: int, worlds: int, block: int, readings: int) -> str:
    """Return one letter a block, from the worlds in which a conclusion holds."""
    bits = f"{holds:0{worlds}b}"[::-1]
    if block == 1:
        return bits
    return "".join(_letter(bits[n : n + block], readings) for n in range(0, worlds, block))


def _letter(bits: str, readings: int) -> str:
    if bits in ("0" * len(bits), "1" * len(bits)):
        return bits[0]
    each = (bits[n : n + readings] for n in range(0, len(bits), readings))
    return "c" if all("0" in reading and "1" in reading for reading in each) else "o"


def _status(letters: str) -> Status:
    settled: dict[frozenset[str], Status] = {
        frozenset("1"): "established",
        frozenset("0"): "excluded",
        frozenset("c"): "contested",
    }
    return settled.get(frozenset(letters), "open")


def _matters(letters: str, asked: dict[Instance, tuple[int, ...]]) -> Iterator[Instance]:
    """Yield the questions whose answer, for some answers to the others, changes the letter."""
    stride = len(letters)
    for instance, values in asked.items():
        span = stride
        stride //= len(values)
        for start in range(0, len(letters), span):
            first = letters[start : start + stride]
            if letters[start : start + span] != first * len(values):
                yield instance
                break
