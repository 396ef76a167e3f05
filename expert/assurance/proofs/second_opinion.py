"""The graph compiled for z3, independent of the diagrams: another program of other authors.

Only this module imports z3, and only when a proof is asked for. One Boolean a value, exactly one
of them true (a single Boolean for two values); one definition an and, an or or a count. Measured
on the shipped base: 0.1 s to encode, 0.5 ms a question; bit codes cost twice as much to encode and
are no quicker to solve.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from expert.assurance.proofs.claims import Requirement, World
from expert.inference.diagrams import ALWAYS, NEVER, Diagram, Diagrams
from expert.inference.functions import is_more_publications, more_publications
from expert.inference.graph import Node
from expert.inference.situation import Instance, Situation

Drawn = tuple[Diagrams, Diagram, Sequence[Instance]]
"""A table, a diagram of it, and the instance each level tests."""

Fixed = tuple[tuple[Instance, int], ...]


class SolverTimeoutError(Exception):
    """The solver did not answer in time: nothing is proved."""


def is_available() -> bool:
    """Whether z3 is installed (the extra `preuve`)."""
    try:
        import z3  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


class SecondOpinion:
    """Decides requirements on incidents of one shape. `seconds` bounds each question."""

    def __init__(self, situation: Situation, seconds: float) -> None:
        import z3  # noqa: PLC0415

        self._z3 = z3
        self._context = z3.main_ctx()
        self._situation = situation
        self._graph = situation.program.graph
        self._solver = z3.Solver()
        self._solver.set("timeout", max(1, round(seconds * 1000)))
        self._values: dict[Instance, list[Any]] = {}
        self._known: dict[tuple[Node, int | None, Fixed], Any] = {}
        self._names = 0

    def witness(self, wanted: Sequence[Requirement]) -> World | None:
        """Return values under which all requirements hold, or None when they never do.

        Raises:
            SolverTimeoutError: no answer in time.
        """
        return self._world() if self.may_hold(wanted) else None

    def may_hold(
        self, wanted: Sequence[Requirement], given: Iterable[tuple[Instance, int]] = ()
    ) -> bool:
        """Return whether all requirements hold under some values, those given being fixed.

        Raises:
            SolverTimeoutError: no answer in time.
        """
        terms = [self._required(requirement) for requirement in wanted]
        return self._satisfiable([*terms, *(self.value(*place) for place in given)])

    def same(self, requirement: Requirement, drawn: Drawn) -> bool:
        """Return whether a requirement holds exactly where a diagram of this shape leads to true.

        Raises:
            SolverTimeoutError: no answer in time.
        """
        table, root, levels = drawn
        known = {NEVER: self._z3.BoolVal(False), ALWAYS: self._z3.BoolVal(True)}
        for diagram in sorted(table.under(root)):  # children come before parents
            instance, children = levels[table.levels[diagram]], table.children[diagram]
            followed = known[children[0]]
            for child in dict.fromkeys(children[1:]):
                ways = [
                    self.value(instance, n) for n, other in enumerate(children) if other == child
                ]
                if child != children[0]:
                    followed = self._choice(self._any(ways), known[child], followed)
            known[diagram] = followed
        term = self._required(requirement)
        return not any(
            self._satisfiable(pair)
            for pair in ([term, self._z3.Not(known[root])], [self._z3.Not(term), known[root]])
        )

    def _any(self, terms: list[Any]) -> Any:
        return terms[0] if len(terms) == 1 else self._joined(self._z3.Z3_mk_or, terms)

    def _joined(self, make: Callable[..., Any], terms: list[Any]) -> Any:
        """Return the and, or the or, of Booleans: the checked call of z3 costs ten times more."""
        arguments = (self._z3.Ast * len(terms))(*(term.as_ast() for term in terms))
        made = make(self._context.ref(), len(terms), arguments)
        return self._z3.BoolRef(made, self._context)

    def _choice(self, test: Any, then: Any, otherwise: Any) -> Any:
        parts = (test.as_ast(), then.as_ast(), otherwise.as_ast())
        made = self._z3.Z3_mk_ite(self._context.ref(), *parts)
        return self._z3.BoolRef(made, self._context)

    def value(self, instance: Instance, index: int) -> Any:
        """Return the Boolean « the instance has this value »."""
        if instance not in self._values:
            self._values[instance] = self._declared(instance)
        return self._values[instance][index]

    def _define(self, formula: Any) -> Any:
        """Return a new Boolean equal to a formula."""
        self._names += 1
        name = self._z3.Bool(f"d{self._names}")
        self._solver.add(name == formula)
        return name

    def _satisfiable(self, terms: Sequence[Any]) -> bool:
        answer = self._solver.check(*terms)
        if answer == self._z3.unknown:
            raise SolverTimeoutError
        return bool(answer == self._z3.sat)

    def _world(self) -> World:
        model = self._solver.model()
        return {
            instance: next(
                (i for i, value in enumerate(values) if self._z3.is_true(model.eval(value))), 0
            )
            for instance, values in self._values.items()
        }

    def _declared(self, instance: Instance) -> list[Any]:
        name = f"v{instance[0]}_{instance[1]}"
        width = 2
        if not is_more_publications(instance):
            width = len(self._graph.variables[instance[0]].values)
        values, exactly_one = _booleans(name, width)
        self._solver.add(*exactly_one)
        return values

    def _required(self, wanted: Requirement) -> Any:
        found = self._node(wanted.node, wanted.unit, wanted.fixed)
        return found if wanted.holds else self._z3.Not(found)

    def _node(self, node: Node, unit: int | None, fixed: Fixed) -> Any:
        key = (node, unit, fixed)
        if key not in self._known:
            self._known[key] = self._built(node, unit, fixed)
        return self._known[key]

    def _built(self, node: Node, unit: int | None, fixed: Fixed) -> Any:
        kind = self._graph.kinds[node]
        if kind in ("true", "false"):
            return self._z3.BoolVal(kind == "true")
        if kind == "literal":
            return self._literal(node, unit, fixed)
        below = list(self._below(node, unit))
        parts = [self._node(*place, fixed) for place in below]
        if fixed and all(p is self._node(*b, ()) for p, b in zip(parts, below, strict=True)):
            return self._node(node, unit, ())  # nothing fixed is read under here
        if kind == "not":
            return self._z3.Not(parts[0])
        if kind == "count":
            at_least = self._graph.count_of(node)[0]
            enough = self._z3.AtLeast(*parts, at_least) if parts else self._z3.BoolVal(False)
            if self._situation.list_is_open:
                enough = self._z3.Or(enough, self.value(more_publications(node), 1))
            return self._define(enough)
        make = self._z3.Z3_mk_and if kind == "and" else self._z3.Z3_mk_or
        return self._define(self._joined(make, parts))

    def _below(self, node: Node, unit: int | None) -> Iterator[tuple[Node, int | None]]:
        if self._graph.kinds[node] == "count":
            child = self._graph.count_of(node)[1]
            yield from ((child, number) for number in range(len(self._situation.units)))
        else:
            yield from ((child, unit) for child in self._graph.children(node))

    def _literal(self, node: Node, unit: int | None, fixed: Fixed) -> Any:
        variable, values = self._graph.literal_of(node)
        instance = self._situation.locate(variable, unit)
        for other, value in fixed:
            if other == instance:
                return self._z3.BoolVal(value in values)
        key = (node, unit, ())
        if fixed:
            return self._node(*key)
        return self._any([self.value(instance, index) for index in sorted(values)])


@lru_cache(maxsize=4096)
def _booleans(name: str, width: int) -> tuple[list[Any], list[Any]]:
    """Return one Boolean a value, and what makes exactly one of them true (law, no answer)."""
    import z3  # noqa: PLC0415

    if width == 2:
        second = z3.Bool(name)
        return [z3.Not(second), second], []
    values = [z3.Bool(f"{name}_{number}") for number in range(width)]
    return values, [z3.AtLeast(*values, 1), z3.AtMost(*values, 1)]


def levels_exist(rests_on: Mapping[str, Iterable[str]]) -> bool:
    """Return whether each term can have a level strictly above those it rests on (no cycle)."""
    import z3  # noqa: PLC0415

    solver = z3.Solver()
    levels = {term: z3.Int(term) for term in rests_on}
    for term, under in rests_on.items():
        solver.add(*(levels[term] > levels[other] for other in under))
    return bool(solver.check() == z3.sat)
