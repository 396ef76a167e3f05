"""What experta does wrong out of the box, and why it cannot happen here."""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from expert.incident import Incident, Passage, Publication
from expert.inference.engine import CompiledEngine, engine_of
from expert.inference.experta_compat import NOT, Fact, KnowledgeEngine, Rule
from expert.inference.graph import Graph, Variable
from expert.inference.horn import compile_horn
from expert.inference.matcher import HornMatcher, NotHornError
from expert.inference.program import compile_base
from expert.inference.situation import situate
from tests.support.random_bases import random_base

TODAY = date(2026, 11, 21)
REPOSITORY = Path(__file__).parents[2]


def _ten_rules_fired() -> list[int]:
    """Run the ten-rule program on stock experta and return the numbers of the rules fired."""
    fired: list[int] = []

    def guarded(number: int) -> Any:
        def rule(self: Any) -> None:
            fired.append(number)

        return Rule(Fact(incident=True), NOT(Fact(block=number % 2)))(rule)

    def blocks(self: Any) -> None:
        self.declare(Fact(block=1))

    members: dict[str, Any] = {f"rule_{n}": guarded(n) for n in range(10)}
    members["blocks"] = Rule(Fact(incident=True), salience=10)(blocks)
    engine = type("Ten", (KnowledgeEngine,), members)()
    engine.reset()
    engine.declare(Fact(incident=True))
    engine.run()
    return fired


def test_stock_experta_fires_rules_whose_not_became_false() -> None:
    """The danger itself: odd rules fire after `block=1` made their NOT false.

    Which ones, and how many, depends on memory addresses: forty runs are enough to see some.
    """
    wrong = [n for _ in range(40) for n in _ten_rules_fired() if n % 2 == 1]
    assert wrong, "experta no longer fires stale activations: the plan may be simplified"


def test_the_matcher_refuses_not_and_patterns_that_are_not_ground() -> None:
    """A rule with NOT, a second field, a named field or a text value never enters the engine."""
    for pattern in (NOT(Fact(1)), Fact(1, 2), Fact(block=1), Fact("1"), Fact(True)):

        def conclude(_engine: object) -> None:
            """Conclude nothing."""

        rule = Rule(pattern)(conclude)
        engine = type("One", (KnowledgeEngine,), {"__matcher__": HornMatcher, "rule": rule})
        with pytest.raises(NotHornError):
            engine()


@pytest.mark.parametrize("seed", range(12))
def test_no_not_and_no_salience_is_ever_compiled(seed: int, tmp_path: Path) -> None:
    """Structural proof on compiled programs: every experta rule is a list of ground facts."""
    engine = CompiledEngine(compile_base(random_base(seed, tmp_path), TODAY))
    for part in (engine._passage_engine, engine._incident_engine):
        for rule in part.get_rules():
            assert rule.salience == 0
            assert all(isinstance(p, Fact) and type(p[0]) is int for p in rule)


def test_a_node_and_its_contrary_are_never_both_derived(tmp_path: Path) -> None:
    """Polarity replaces negation: on any answers, at most one sign of a node is derived."""
    for seed in range(12):
        program = compile_base(random_base(seed, tmp_path / str(seed)), TODAY)
        answers: dict[str, str | None] = {"c0": "u", "p0": "oui"}
        incident = Incident(
            "x", TODAY, {"i0": "non"}, (Publication("P", (Passage("P", answers),)),), True
        )
        derived = engine_of(program).run(situate(program, incident))
        for found in (*derived.units, derived.incident):
            assert not [n for n in found if n % 2 == 0 and n + 1 in found]


def test_not_is_a_change_of_sign() -> None:
    """« not (a and b) » derives from one child that fails, and needs no rule of its own."""
    graph = Graph()
    for name in "ab":
        graph.add_variable(Variable(name, name, "incident", ("oui", "non")))
    a, b = graph.literal("a", [0]), graph.literal("b", [0])
    both = graph.conjunction([a, b])
    horn = compile_horn(graph, [graph.negation(both)])
    heads = {clause.head for clause in horn.clauses}
    assert heads == {2 * both, 2 * both + 1}
    assert {c.body for c in horn.clauses if c.head == 2 * both} == {(2 * a,), (2 * b,)}


def test_nothing_of_a_case_is_left_in_memory(tmp_path: Path) -> None:
    """After a run, no fact of the case survives in experta's caches or in the engine."""
    program = compile_base(random_base(3, tmp_path), TODAY)
    engine = engine_of(program)
    before = _settled_count()
    for value in ("u", "v", "w"):
        passage = Passage("P", {"c0": value, "p0": "oui", "p1": "non"})
        incident = Incident("x", TODAY, {"i0": "oui"}, (Publication("P", (passage,)),), True)
        engine.run(situate(program, incident))
    gc.collect()
    assert _settled_count() <= before


def _settled_count() -> int:
    """Declared facts (they carry an id) still alive."""
    gc.collect()
    return sum(1 for o in gc.get_objects() if type(o).__name__ == "Settled" and "__factid__" in o)


def test_importing_experta_leaves_collections_and_logging_alone() -> None:
    """In a fresh process: no alias left in `collections`, no handler on the root logger."""
    code = (
        "import collections, logging; import expert.inference.experta_compat as c;"
        "assert not hasattr(collections, 'Mapping');"
        "assert not logging.getLogger().handlers, logging.getLogger().handlers;"
        "assert c.KnowledgeEngine and c.ReteMatcher"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=REPOSITORY)


def test_importing_experta_survives_a_failed_first_try() -> None:
    """Someone else tried `import experta` before us, and failed: the door still opens."""
    code = (
        "\ntry:\n    import experta\nexcept Exception:\n    pass\n"
        "import expert.inference.experta_compat as c; assert c.KnowledgeEngine"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=REPOSITORY, capture_output=True)


def test_a_run_logs_nothing_of_a_case(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """experta logs every fact at INFO: with the root logger open, our facts are bare numbers."""
    caplog.set_level(logging.INFO)
    program = compile_base(random_base(5, tmp_path), TODAY)
    passage = Passage("P", {"c0": "u"})
    incident = Incident("SECRET", TODAY, {"i0": "oui"}, (Publication("P", (passage,)),), True)
    engine_of(program).run(situate(program, incident))
    assert "SECRET" not in caplog.text
    assert "c0" not in caplog.text
