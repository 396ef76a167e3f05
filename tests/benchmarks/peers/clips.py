"""clipspy: CLIPS, in C, on the same clauses."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tests.benchmarks.circuit import Circuit, World
from tests.benchmarks.peers.horn_rules import declared, held, horn_of


def build(circuit: Circuit) -> Any:
    """Return what answers one world. Raises `ImportError` when clipspy is not installed."""
    horn = horn_of(circuit)
    environment = import_module("clips").Environment()
    environment.build("(deftemplate s (slot n (type INTEGER)))")
    for number, clause in enumerate(horn.clauses):
        body = " ".join(f"(s (n {element}))" for element in clause.body)
        environment.build(f"(defrule r{number} {body} => (assert (s (n {clause.head}))))")
    template = environment.find_template("s")

    def answer(world: World) -> frozenset[str]:
        environment.reset()
        for number in declared(circuit, horn, world):
            template.assert_fact(n=number)
        environment.run()
        return held(circuit, [fact["n"] for fact in environment.facts()])

    return answer
