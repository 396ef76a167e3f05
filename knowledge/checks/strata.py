"""No cycle: the base is stratified, hence one value per atom whatever the order of firing.

Dependencies: rule -> atoms of its condition; rule -> rules that derogate from it; atom -> rules
concluding it; a guarded fact read by a rule -> its guard's facts. A cycle is refused with its path.
Also refused: a passage or publication rule reading an incident conclusion that counts passages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.base_model import FACTS_CLOCK, KnowledgeBase, LawRule
from knowledge.conditions import AtLeast, Concluded, Condition, FactTest, walk
from knowledge.errors import KnowledgeError, Place
from knowledge.models.rules import Conclusion

Node = str
"""« regle:x », « atome:x » or « fait:x »."""


def check_strata(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for a cycle, and for each aggregate read from inside a passage."""
    edges = _edges(base)
    cycle = _first_cycle(edges)
    if cycle is not None:
        shown = " → ".join(node.partition(":")[2] for node in cycle)
        yield KnowledgeError(_place(base, cycle), f"les règles tournent en rond : {shown}")
        return
    yield from _aggregates_read_below(base, edges)


def _edges(base: KnowledgeBase) -> dict[Node, list[Node]]:
    edges: dict[Node, list[Node]] = {}
    for rule in base.rules.values():
        reads = _reads(rule.condition, base.conclusions)
        defeaters = [f"regle:{d.id}" for d in base.derogations.get(rule.id, ())]
        dated = rule.rule.clock == "faits" and (rule.rule.since or rule.rule.until)
        clock = [f"fait:{FACTS_CLOCK}"] if dated and rule.scope != "incident" else []
        edges[f"regle:{rule.id}"] = [*reads, *defeaters, *clock]
    for atom, conclusion, value in base.atoms():
        targets = [f"regle:{rule.id}" for rule, _ in base.rules_concluding.get(atom, ())]
        if value is not None and conclusion.otherwise == value:
            targets += [f"atome:{conclusion.id}={v}" for v in conclusion.values if v != value]
        edges[f"atome:{atom}"] = targets
    for fact_id in base.facts:
        guard = base.guards.get(fact_id)
        edges[f"fait:{fact_id}"] = _reads(guard, base.conclusions) if guard is not None else []
    return edges


def _reads(condition: Condition, conclusions: Mapping[str, Conclusion]) -> list[Node]:
    found: list[Node] = []
    for part in walk(condition):
        if isinstance(part, Concluded):
            found.append(f"atome:{part.conclusion}" + (f"={part.value}" if part.value else ""))
        elif isinstance(part, FactTest):
            found.append(f"fait:{part.fact}")
    return found


def _first_cycle(edges: Mapping[Node, list[Node]]) -> list[Node] | None:
    """Return the nodes of one cycle, or None (iterative depth-first search)."""
    done: set[Node] = set()
    for root in edges:
        path: list[Node] = []
        on_path: set[Node] = set()
        stack: list[tuple[Node, Iterator[Node]]] = [(root, iter(edges.get(root, ())))]
        if root in done:
            continue
        path.append(root)
        on_path.add(root)
        while stack:
            node, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                path.pop()
                on_path.discard(node)
                done.add(node)
            elif following in on_path:
                return [*path[path.index(following) :], following]
            elif following not in done:
                stack.append((following, iter(edges.get(following, ()))))
                path.append(following)
                on_path.add(following)
    return None


def _place(base: KnowledgeBase, cycle: list[Node]) -> Place:
    """Return where a cycle is best mended: at its first rule, or at its first guarded fact."""
    for kind, declared in (("regle", base.rules), ("fait", base.facts)):
        for node in cycle:
            if node.startswith(f"{kind}:"):
                entry = declared[node.partition(":")[2]]
                place = entry.rule.place if isinstance(entry, LawRule) else entry.place
                return place or Place("base")
    return Place("base")


def _aggregates_read_below(
    base: KnowledgeBase, edges: Mapping[Node, list[Node]]
) -> Iterator[KnowledgeError]:
    counting = _counting(base, edges)
    for rule in base.rules.values():
        if rule.scope == "incident":
            continue
        for node in edges[f"regle:{rule.id}"]:
            if node in counting:
                yield KnowledgeError(
                    rule.rule.place or Place("base"),
                    f"la règle « {rule.id} » lit « {node.partition(':')[2]} », qui compte les "
                    f"passages : seule une règle d'incident le peut",
                )


def _counting(base: KnowledgeBase, edges: Mapping[Node, list[Node]]) -> set[Node]:
    """Return every node that counts passages, or that rests on one that does."""
    readers: dict[Node, list[Node]] = {}
    for node, targets in edges.items():
        for target in targets:
            readers.setdefault(target, []).append(node)
    conditions = {f"regle:{rule.id}": rule.condition for rule in base.rules.values()}
    conditions.update((f"fait:{fact}", guard) for fact, guard in base.guards.items())
    counting: set[Node] = set()
    pending = [
        node
        for node, condition in conditions.items()
        if any(isinstance(part, AtLeast) for part in walk(condition))
    ]
    while pending:
        node = pending.pop()
        if node not in counting:
            counting.add(node)
            pending.extend(readers.get(node, ()))
    return counting
