"""experta as shipped: its own Rete and its own strategy, on the same clauses."""

from __future__ import annotations

from typing import Any

from expert.inference.experta_compat import Fact, KnowledgeEngine, Rule
from tests.benchmarks.circuit import Circuit, World
from tests.benchmarks.peers.horn_rules import declared, held, horn_of


class _Signed(Fact):  # type: ignore[misc]
    """A signed node: one positional number."""


def build(circuit: Circuit) -> Any:
    """Return what answers one world."""
    horn = horn_of(circuit)

    def rule(head: int, body: tuple[int, ...]) -> Any:
        def conclude(engine: Any) -> None:
            engine.declare(_Signed(head))

        return Rule(*(_Signed(element) for element in body))(conclude)

    rules = {f"rule{n}": rule(c.head, c.body) for n, c in enumerate(horn.clauses)}
    engine = type("Stock", (KnowledgeEngine,), rules)()

    def answer(world: World) -> frozenset[str]:
        engine.reset()
        for number in declared(circuit, horn, world):
            engine.declare(_Signed(number))
        engine.run()
        return held(circuit, [fact[0] for fact in engine.facts.values() if 0 in fact])

    return answer
