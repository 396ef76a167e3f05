"""The shared and/or graph: what every rule means, and the one thing every evaluator reads.

Meaning (kept here, and only here, in words; each compiler must agree with it):

* A *world* gives a value to every variable. A variable is a fact (or one item of a list fact, or
  the interval a number or a date falls in), or a *zone*: a contested question of law whose values
  are its readings. A zone has one value for the whole incident, not one for each publication.
* A rule r *applies* when its condition holds. It is *effective* when it applies and no effective
  rule derogates from it (a contested derogation defeats in the first reading only).
* An atom holds when some effective rule concludes it, in the reading that rule names. A slot value
  declared `sinon` holds when no other value of the slot does. « Not x » means x does not hold.
* A rule whose sources are all weak hangs on a zone of its own, whose readings are « followed » and
  « not followed »: what rests on it alone is therefore contested, never established.
* A guarded fact has no value where its guard fails. A *detail* presupposes its guard: while the
  guard cannot be told, the detail is unknown too and is not asked (`details`); no status moves.
* An incident rule may count passages: « at least k passages satisfy c ». While the list of
  publications may still grow, such a count also holds when a free boolean does (« passages still
  to come suffice »): it may become established, never excluded.

Nodes are hash-consed, so an identical sub-condition is one node. The graph has no cycle (refused
by the loader): one value for each atom in each world, whatever the order of evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Node = int
VariableId = str
Kind = Literal["true", "false", "literal", "and", "or", "not", "count"]

FALSE: Node = 0
TRUE: Node = 1


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the worlds: its id, the fact or zone it comes from, and its finite domain.

    `scope` is incident, publication, passage or zone; `item` is set for one item of a list fact.
    """

    id: VariableId
    source: str
    scope: str
    values: tuple[str, ...]
    item: str | None = None

    @property
    def is_zone(self) -> bool:
        """Whether the variable is a contested question of law rather than a fact."""
        return self.scope == "zone"


@dataclass
class Graph:
    """Hash-consed nodes. `kinds[n]` and `args[n]` describe node n; children come before parents.

    args: literal -> (variable index, frozenset of value indexes); and/or/not -> child nodes;
    count -> (k, child).
    """

    variables: list[Variable] = field(default_factory=list)
    index: dict[VariableId, int] = field(default_factory=dict)
    kinds: list[Kind] = field(default_factory=lambda: ["false", "true"])
    args: list[tuple[object, ...]] = field(default_factory=lambda: [(), ()])
    _known: dict[tuple[Kind, tuple[object, ...]], Node] = field(default_factory=dict)

    def add_variable(self, variable: Variable) -> int:
        """Declare a variable and return its index."""
        number = self.index[variable.id] = len(self.variables)
        self.variables.append(variable)
        return number

    def literal(self, variable: VariableId, values: Iterable[int]) -> Node:
        """Return « the variable has one of these values » (value indexes)."""
        chosen = frozenset(values)
        number = self.index[variable]
        if not chosen:
            return FALSE
        if len(chosen) == len(self.variables[number].values):
            return TRUE
        return self._node("literal", (number, chosen))

    def conjunction(self, children: Iterable[Node]) -> Node:
        """Return the and of `children`; nested ands are flattened."""
        return self._many("and", children, neutral=TRUE, absorbing=FALSE)

    def disjunction(self, children: Iterable[Node]) -> Node:
        """Return the or of `children`; nested ors are flattened."""
        return self._many("or", children, neutral=FALSE, absorbing=TRUE)

    def negation(self, child: Node) -> Node:
        """Return « not child »."""
        if child in (TRUE, FALSE):
            return TRUE if child == FALSE else FALSE
        if self.kinds[child] == "not":
            return self.children(child)[0]
        return self._node("not", (child,))

    def count(self, at_least: int, child: Node) -> Node:
        """Return « at least so many passages satisfy child »."""
        if at_least <= 0:
            return TRUE
        return FALSE if child == FALSE else self._node("count", (at_least, child))

    def literal_of(self, node: Node) -> tuple[int, frozenset[int]]:
        """Return (variable index, value indexes) of a literal."""
        variable, values = self.args[node]
        assert isinstance(variable, int)
        assert isinstance(values, frozenset)
        return variable, values

    def count_of(self, node: Node) -> tuple[int, Node]:
        """Return (k, child) of a count."""
        at_least, child = self.args[node]
        assert isinstance(at_least, int)
        assert isinstance(child, int)
        return at_least, child

    def children(self, node: Node) -> tuple[Node, ...]:
        """Return the child nodes of an and, an or or a not; () for the other kinds."""
        if self.kinds[node] in ("and", "or", "not"):
            return self.args[node]  # type: ignore[return-value]
        return ()

    def cone(self, roots: Sequence[Node]) -> list[Node]:
        """Return every node under `roots` (without looking inside counts), children first."""
        seen: set[Node] = set()
        stack = list(roots)
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                stack.extend(self.children(node))
        return sorted(seen)

    def counts_under(self, roots: Sequence[Node]) -> Iterator[Node]:
        """Yield the count nodes under `roots`."""
        return (node for node in self.cone(roots) if self.kinds[node] == "count")

    def variables_under(self, roots: Sequence[Node]) -> set[int]:
        """Return the indexes of the variables read under `roots`, inside counts included."""
        found: set[int] = set()
        pending = list(roots)
        while pending:
            cone = self.cone(pending)
            pending = []
            for node in cone:
                if self.kinds[node] == "literal":
                    found.add(self.literal_of(node)[0])
                elif self.kinds[node] == "count":
                    pending.append(self.count_of(node)[1])
        return found

    def _many(
        self, kind: Kind, children: Iterable[Node], *, neutral: Node, absorbing: Node
    ) -> Node:
        flat: dict[Node, None] = {}
        for child in children:
            if child == absorbing:
                return absorbing
            if child != neutral:
                parts = self.children(child) if self.kinds[child] == kind else (child,)
                flat.update(dict.fromkeys(parts))
        if any(self.kinds[c] == "not" and self.children(c)[0] in flat for c in flat):
            return absorbing
        if len(flat) < 2:
            return next(iter(flat), neutral)
        return self._node(kind, tuple(sorted(flat)))

    def _node(self, kind: Kind, args: tuple[object, ...]) -> Node:
        node = self._known.get((kind, args))
        if node is None:
            node = self._known[kind, args] = len(self.kinds)
            self.kinds.append(kind)
            self.args.append(args)
        return node
