"""The rule program as straight Python code over big integers: one line a node, one bit a world.

A loop over the graph pays a dispatch for each node; the same nodes written as lines of one function
pay only their `&` and `|`. Each value sits in a numbered register that is taken again as soon as
nothing reads it any more, so few integers live at once.

Two programs are written from the same nodes:

* worlds that are complete: one integer a node, the worlds in which it holds;
* worlds where a variable may keep several values: two integers a node, the worlds in which it
  surely holds and those in which it surely fails, exactly as `kleene.Reference` settles it.

Why `exec` is safe here: every character of the text comes from this file, but for node, variable,
value and register numbers, which are our own whole numbers written by `str`. No name, no word of
the base and no answer ever enters it, and the code runs without built-ins.
"""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from expert.inference.graph import FALSE, TRUE, Graph, Node

Bits = int
Columns = Mapping[int, Sequence[Bits]]
"""For each variable index, one integer a value: the worlds in which it has (or may have) it."""

Complete = Callable[[Columns, Bits, Mapping[Node, Bits]], list[Bits]]
Partial = Callable[[Columns, Bits, Mapping[Node, tuple[Bits, Bits]]], list[tuple[Bits, Bits]]]

Signed = int
"""2 * node + 1 for « holds », 2 * node for « fails »."""

_LONGEST_LINE = 50
"""Most operands on one line: Python's compiler recurses once for each."""

_MOST_KEPT = 64
"""Most programs kept for one graph."""


def complete_code(graph: Graph, roots: Sequence[Node]) -> Complete:
    """Return the program of complete worlds: (columns, every world, counts) -> a root's worlds.

    Written once for a graph and its roots, then kept as long as the graph lives.
    """
    program: Complete = _kept(graph, tuple(roots), _complete)
    return program


def partial_code(graph: Graph, roots: Sequence[Node]) -> Partial:
    """Return the program of worlds left open: a root gives (surely holds, surely fails)."""
    program: Partial = _kept(graph, tuple(roots), _partial)
    return program


def is_written(graph: Graph, roots: Sequence[Node], *, partial: bool = False) -> bool:
    """Whether a program is already written; the first call says no, and the next ones yes.

    Writing costs as much as a dozen readings of the graph: a graph read once is not worth it.
    """
    kept = _programs(graph)
    key = (_partial if partial else _complete, tuple(roots))
    if key in kept:
        return True
    _keep(kept, key, None)
    return False


_KEPT: dict[int, tuple[weakref.ref[Graph], dict[Any, Any]]] = {}


def _programs(graph: Graph) -> dict[Any, Any]:
    """Return what is kept for a graph; it goes with the graph, which only ever grows."""
    found = _KEPT.get(id(graph))
    if found is None or found[0]() is not graph:
        number = id(graph)
        found = _KEPT[number] = (weakref.ref(graph, lambda _: _KEPT.pop(number, None)), {})
    return found[1]


def _keep(kept: dict[Any, Any], key: Any, value: Any) -> None:
    if key not in kept and len(kept) >= _MOST_KEPT:
        kept.pop(next(iter(kept)))
    kept[key] = value


def _kept(graph: Graph, roots: tuple[Node, ...], write: Callable[..., Any]) -> Any:
    kept = _programs(graph)
    program = kept.get((write, roots))
    if program is None:
        program = write(graph, roots)
        _keep(kept, (write, roots), program)
    return program


@dataclass(frozen=True, slots=True)
class _Step:
    """One line: what it computes, from fixed text or from earlier lines joined by an operator."""

    result: Signed
    operator: str
    texts: tuple[str, ...] = ()
    operands: tuple[Signed, ...] = ()
    flipped: bool = False


def _complete(graph: Graph, roots: tuple[Node, ...]) -> Any:
    steps = [step for node in graph.cone(roots) for step in _complete_steps(graph, node)]
    return _compiled(steps, [(2 * root + 1,) for root in roots])


def _complete_steps(graph: Graph, node: Node) -> Iterator[_Step]:
    holds = 2 * node + 1
    match graph.kinds[node]:
        case "literal":
            variable, values = graph.literal_of(node)
            yield _Step(holds, "|", _columns(variable, values))
        case "not":
            yield _Step(holds, "^", ("every",), _signed(graph, node, 1))
        case "and":
            yield _Step(holds, "&", (), _signed(graph, node, 1))
        case "or":
            yield _Step(holds, "|", (), _signed(graph, node, 1))
        case "count":
            yield _Step(holds, "|", (f"counts[{node}]",))


def _partial(graph: Graph, roots: tuple[Node, ...]) -> Any:
    steps = [step for node in graph.cone(roots) for step in _partial_steps(graph, node)]
    return _compiled(steps, [(2 * root + 1, 2 * root) for root in roots])


def _partial_steps(graph: Graph, node: Node) -> Iterator[_Step]:
    """A node holds surely when no value is possible against it, or when its children make it."""
    holds, fails = 2 * node + 1, 2 * node
    match graph.kinds[node]:
        case "literal":
            variable, values = graph.literal_of(node)
            others = frozenset(range(len(graph.variables[variable].values))) - values
            yield _Step(holds, "|", _columns(variable, others), flipped=True)
            yield _Step(fails, "|", _columns(variable, values), flipped=True)
        case "not":
            yield _Step(holds, "|", (), _signed(graph, node, 0))
            yield _Step(fails, "|", (), _signed(graph, node, 1))
        case "and":
            yield _Step(holds, "&", (), _signed(graph, node, 1))
            yield _Step(fails, "|", (), _signed(graph, node, 0))
        case "or":
            yield _Step(holds, "|", (), _signed(graph, node, 1))
            yield _Step(fails, "&", (), _signed(graph, node, 0))
        case "count":
            yield _Step(holds, "|", (f"counts[{node}][0]",))
            yield _Step(fails, "|", (f"counts[{node}][1]",))


def _columns(variable: int, values: frozenset[int]) -> tuple[str, ...]:
    return tuple(f"columns[{variable}][{value}]" for value in sorted(values))


def _signed(graph: Graph, node: Node, sign: int) -> tuple[Signed, ...]:
    return tuple(2 * child + sign for child in graph.children(node))


def _compiled(steps: Sequence[_Step], results: Sequence[tuple[Signed, ...]]) -> Any:
    """Compile the function that runs the steps and returns the results, alone or in pairs."""
    writer = _Writer(Counter(operand for step in steps for operand in step.operands))
    for result in results:
        writer.reads.update(result)  # a result is read once more, at the end: never overwritten
    lines = ["def run(columns, every, counts):", *(w for s in steps for w in writer.lines(s))]
    shown = [", ".join(writer.register[signed] for signed in result) for result in results]
    pairs = [f"({text})" if "," in text else text for text in shown]
    lines.append(f" return [{', '.join(pairs)}]")
    names: dict[str, Any] = {"__builtins__": {}}
    exec(compile("\n".join(lines), "<rules as straight code>", "exec"), names)
    return names["run"]


class _Writer:
    """Gives each value a register, and takes it back after the last step that reads it."""

    def __init__(self, reads: Counter[Signed]) -> None:
        self.reads = reads
        self.register: dict[Signed, str] = {
            2 * TRUE + 1: "every", 2 * TRUE: "0", 2 * FALSE + 1: "0", 2 * FALSE: "every",
        }  # fmt: skip
        self._free: list[str] = []
        self._made = 0

    def lines(self, step: _Step) -> Iterator[str]:
        """Yield the lines of one step."""
        words = [*step.texts, *(self.register[operand] for operand in step.operands)]
        long = len(words) > _LONGEST_LINE
        target = self._new_register() if long else ""
        for operand in step.operands:
            self.reads[operand] -= 1
            if not self.reads[operand] and operand > 2 * TRUE + 1:
                self._free.append(self.register[operand])
        self.register[step.result] = target = target or self._new_register()
        joined = f" {step.operator} "
        for start in range(0, len(words), _LONGEST_LINE):
            kept = [target] if start else []
            yield f" {target} = {joined.join(kept + words[start : start + _LONGEST_LINE])}"
        if step.flipped:
            yield f" {target} = every ^ {target}"

    def _new_register(self) -> str:
        if self._free:
            return self._free.pop()
        self._made += 1
        return f"r{self._made}"
