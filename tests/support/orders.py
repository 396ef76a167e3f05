"""Other orders of the same questions, to compare with the one of the application."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from expert.incident import Key
from expert.inference.graph import Node
from expert.inference.program import Program
from expert.inference.unsettled import Unsettled
from expert.interview.agenda import Agenda
from expert.interview.orders import Order, Rank, Ranking, most_shared, users_place

LAST = 1 << 30


def law_in_blocks(agenda: Agenda, unsettled: Unsettled) -> Ranking:
    """The users' blocks; inside a block, the order in which the rules mention the facts."""
    mentioned = _mentioned(agenda.program, agenda.profile)
    return lambda key: (*users_place(agenda, key), mentioned.get(key.fact, LAST))


def law_alone(agenda: Agenda, unsettled: Unsettled) -> Ranking:
    """The order in which the rules mention the facts, whatever the block."""
    mentioned = _mentioned(agenda.program, agenda.profile)
    return lambda key: (mentioned.get(key.fact, LAST), *users_place(agenda, key))


def missing_in_blocks(agenda: Agenda, unsettled: Unsettled) -> Ranking:
    """The users' blocks; inside a block, the fact that most undecided rules still miss."""
    score = _scores(agenda, unsettled)
    return lambda key: (*users_place(agenda, key), -score[key], *_declared(agenda, key))


def missing_alone(agenda: Agenda, unsettled: Unsettled) -> Ranking:
    """The fact that most undecided rules still miss, whatever the block."""
    score = _scores(agenda, unsettled)
    return lambda key: (-score[key], *_declared(agenda, key))


ORDERS: dict[str, Order] = {
    "blocks, most shared (ours)": most_shared,
    "blocks, order of the law": law_in_blocks,
    "blocks, most missing": missing_in_blocks,
    "order of the law alone": law_alone,
    "most missing alone": missing_alone,
}


def _declared(agenda: Agenda, key: Key) -> Rank:
    facts = _facts(agenda.program)
    return (facts.get(key.fact, LAST), *users_place(agenda, key))


@lru_cache(maxsize=8)
def _facts(program: Program) -> dict[str, int]:
    return {fact: number for number, fact in enumerate(program.base.facts)}


@lru_cache(maxsize=8)
def _mentioned(program: Program, profile: str) -> dict[str, int]:
    """Return the rank of each fact in a depth-first walk of the goals of a reader."""
    graph, found, seen = program.graph, dict[str, int](), set[Node]()

    def walk(node: Node) -> None:
        if node in seen:
            return
        seen.add(node)
        if graph.kinds[node] == "literal":
            found.setdefault(graph.variables[graph.literal_of(node)[0]].source, len(found))
        elif graph.kinds[node] == "count":
            walk(graph.count_of(node)[1])
        for child in graph.children(node):
            walk(child)

    for atom, conclusion, _ in program.base.atoms():
        if profile in conclusion.goals:
            walk(program.atoms[atom])
    return found


def _scores(agenda: Agenda, unsettled: Unsettled) -> Counter[Key]:
    """Count, for each question, the undecided rules of the goals that still meet it."""
    score: Counter[Key] = Counter()
    for node, unit in _rules(agenda):
        score.update({agenda.key(i) for i in unsettled.instances(unsettled.met(node, unit))})
    return score


@cache
def _rules(agenda: Agenda) -> list[tuple[Node, int | None]]:
    program = agenda.program
    graph = program.graph
    under = {n for goal in agenda.goals for n in graph.cone([goal.node])}
    for node in list(under):
        if graph.kinds[node] == "count":
            under.update(graph.cone([graph.count_of(node)[1]]))
    return [
        (program.effective[rule.id], unit)
        for rule in program.base.rules.values()
        if program.effective[rule.id] in under
        for unit in ([None] if rule.scope == "incident" else agenda.spots.values())
    ]
