"""What is settled whatever one answer is: a proof in one step, for where a diagram is too large.

The three-valued reading does not see that « x, or else not x » always holds; given each value of x
in turn, it does. Here each answer left open takes each of its values, all in one run of the rules,
one bit a value: what some answer settles the same way whatever its value is settled. Sound, and
not complete: only a diagram sees what several answers settle together.

For incidents of one passage: `rows` of them at once, or a single one (`OneAnswer`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from expert.inference.graph import Node
from expert.inference.kleene import Truth
from expert.inference.program import Program
from expert.inference.settling import Pair, reached
from expert.inference.situation import Situation
from expert.inference.worlds import (
    Bits,
    Columns,
    evaluate_partial,
    given_value,
    repeated,
    settled,
)

Possible = Mapping[int, Sequence[Bits]]
"""For each variable, one integer a value: the rows in which it is possible. All, when not there."""


class OneAnswer:
    """What is settled in one situation whatever one answer is."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._program = situation.program
        self._tried: dict[Node, Trials] = {}

    def truth(self, node: Node, unit: int | None) -> Truth:
        """Return the truth of a node of the only passage, or of its incident."""
        if len(self._situation.units) != 1 or (unit or 0) > 0:
            return None
        if node not in self._tried:
            atoms = self._program.atoms.values()
            self._try(list(dict.fromkeys(atoms)) if node in atoms else [node])
        holds, fails = self._tried[node].settled(node)
        return True if holds else False if fails else None

    def _try(self, nodes: Sequence[Node]) -> None:
        possible: dict[int, Sequence[Bits]] = {}
        for (variable, _), values in self._situation.allowed.items():
            width = len(self._program.graph.variables[variable].values)
            possible[variable] = [int(value in values) for value in range(width)]
        tried = open_among(facts_under(self._program, nodes), possible, 1)
        closed = int(not self._situation.list_is_open)
        self._tried |= dict.fromkeys(
            nodes, try_each_value(self._program, nodes, possible, tried, 1, closed)
        )


@dataclass(frozen=True)
class Trials:
    """Rows in which each tried variable was given each of its values; `spans` are its trials.

    Bit t * rows + r is row r in trial t.
    """

    rows: int
    spans: Sequence[range]
    pairs: Mapping[Node, Pair]

    def settled(self, node: Node) -> Pair:
        """Return the rows where a node holds, and fails, whatever one of the tried is."""
        holds, fails = self.pairs[node]
        return self._whatever(holds), self._whatever(fails)

    def telling(self, node: Node) -> set[int]:
        """Return the ranks of the tried variables that settle a node where some other does not."""
        found = set()
        for bits in self.pairs[node]:
            each = [self._in_every(bits, span) for span in self.spans]
            without = (1 << self.rows) - 1
            for rows in each:
                without &= rows
            found |= {rank for rank, rows in enumerate(each) if rows != without}
        return found

    def _whatever(self, bits: Bits) -> Bits:
        """Return the rows that have the bit in every trial of some variable."""
        found = 0
        for span in self.spans if bits else ():
            found |= self._in_every(bits, span)
        return found

    def _in_every(self, bits: Bits, span: range) -> Bits:
        left = (1 << self.rows) - 1
        for trial in span:
            left &= bits >> trial * self.rows
            if not left:
                break
        return left


def facts_under(program: Program, nodes: Sequence[Node]) -> list[int]:
    """Return the variables under some nodes that are answers, not readings of the law."""
    under = program.graph.variables_under(nodes)
    return [variable for variable in sorted(under) if not program.graph.variables[variable].is_zone]


def open_among(facts: Iterable[int], possible: Possible, every: Bits) -> list[int]:
    """Return those of the facts that have several possible values in some row."""
    return [
        fact for fact in facts if fact not in possible or settled(possible[fact]) & every != every
    ]


def try_each_value(
    program: Program,
    nodes: Sequence[Node],
    possible: Possible,
    tried: Iterable[int],
    rows: int,
    closed: Bits,
) -> Trials:
    """Give each of the tried variables each of its values, in turn, and read some nodes.

    `closed` are the rows whose list of publications is closed.
    """
    spans, columns = _trials(program, possible, tried, rows)
    count = (spans[-1].stop if spans else 0) * rows
    pairs = _read(program, nodes, columns, count, repeated(closed, rows, count))
    return Trials(rows, spans, dict(zip(nodes, pairs, strict=True)))


def _trials(
    program: Program, possible: Possible, tried: Iterable[int], rows: int
) -> tuple[list[range], Columns]:
    """Return the trials of each variable that is tried, and the columns of all of them.

    World t * rows + r is row r in trial t: one variable has one value, the first possible one
    where that value is not possible; the others keep theirs.
    """
    widths = [len(variable.values) for variable in program.graph.variables]
    every = (1 << rows) - 1
    spans: list[range] = []
    start = 0
    span_of = {}
    for variable in tried:
        span_of[variable] = range(start, start + widths[variable])
        spans.append(span_of[variable])
        start += widths[variable]
    columns = {}
    for variable, width in enumerate(widths):
        now = possible.get(variable) or [every] * width
        column = [repeated(bits, rows, rows * start) if bits else 0 for bits in now]
        if variable in span_of:
            span = span_of[variable]
            kept = ~(((1 << len(span) * rows) - 1) << span.start * rows)
            column = [bits & kept for bits in column]
            for value, trial in enumerate(span):
                for given, bits in enumerate(given_value(now, value, every)):
                    column[given] |= bits << trial * rows
        columns[variable] = column
    return spans, columns


def _read(
    program: Program, nodes: Sequence[Node], columns: Columns, count: int, closed: Bits
) -> list[Pair]:
    graph, every = program.graph, (1 << count) - 1
    counts = list(graph.counts_under(nodes))
    inside = evaluate_partial(graph, [graph.count_of(node)[1] for node in counts], columns, count)
    known = {}
    for node, (holds, fails) in zip(counts, inside, strict=True):
        at_least = graph.count_of(node)[0]
        possibly = reached([every ^ fails], at_least, every)
        known[node] = reached([holds], at_least, every), closed & (every ^ possibly)
    return evaluate_partial(graph, nodes, columns, count, known)
