"""Completions tried on every row of a group, the most telling ones: what two of them show is open.

A completion gives a value to every fact. On each row, a fact that the row leaves open takes that
value, and the others keep their own: a run of the rules on thousands of rows. Where a conclusion
surely holds in one completion and surely fails in another, whatever the readings, it is open: two
witnesses are a proof, and no witness proves nothing.

They are chosen on the first rows met, among many that lean towards a conclusion or against it:
that choice only moves the cost, and a result never hangs on it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from expert.batch.columns import with_unanswered
from expert.batch.draws import leaning
from expert.batch.witnesses import Seen
from expert.inference.graph import Graph, Node
from expert.inference.settling import Pair, Settler
from expert.inference.worlds import Bits, given_value

if TYPE_CHECKING:
    from expert.batch.group import Group
    from expert.batch.law import Place

_POOL = 160
"""Completions among which the most telling are looked for."""

_CHOSEN = 32
"""Completions tried on every group: the next ones show too little to be worth a run."""

_SAMPLE = 1_024
"""Rows on which they are chosen."""

_ENOUGH = 128
"""Rows without which choosing costs more than it brings."""

_LEANING = 0.7
"""How often a leaning completion takes the value that leans most."""

Completion = tuple[int, ...]
"""A value index for each variable."""

Asked = Sequence["tuple[int, Place]"]
"""The places in doubt, each with its number."""


class Completions:
    """The completions tried for some conclusions, on rows of one passage."""

    def __init__(self, graph: Graph, roots: Sequence[Node], settler: Settler) -> None:
        self._graph = graph
        self._roots = roots
        self._settler = settler
        self._chosen: list[Completion] | None = None

    def tried(self, group: Group, asked: Asked) -> dict[int, Seen]:
        """Return the witnesses met in the completions, chosen on the first rows met."""
        seen = {number: Seen() for number, _ in asked}
        if self._chosen is None:
            if len(group.rows) < _ENOUGH:
                return seen
            self._chosen = self._most_telling(group, asked)
        trial = _Trial(group, self._settler)
        for completion in self._chosen:
            for number, (holds, fails) in trial.pairs(completion, asked):
                found = seen[number]
                found.held |= holds
                found.failed |= fails
                found.settled |= holds | fails
        return seen

    def _most_telling(self, group: Group, asked: Asked) -> list[Completion]:
        """Return completions, each the one that shows most of what those before it do not show."""
        first = group.only(range(min(len(group.rows), _SAMPLE)))
        trial = _Trial(first, self._settler)
        pool = list(self._pool())
        shows = [dict(trial.pairs(completion, asked)) for completion in pool]
        left: dict[int, Pair] = {number: (first.every, first.every) for number, _ in asked}
        chosen: list[Completion] = []
        for _ in range(_CHOSEN):
            gains = [sum(_gain(left[n], pair) for n, pair in shown.items()) for shown in shows]
            best = max(range(len(pool)), key=gains.__getitem__)
            if not gains[best]:
                break
            chosen.append(pool[best])
            for number, (holds, fails) in shows[best].items():
                to_hold, to_fail = left[number]
                left[number] = to_hold & ~holds, to_fail & ~fails
        return chosen

    def _pool(self) -> Iterator[Completion]:
        chance = random.Random(1)
        widths = [len(variable.values) for variable in self._graph.variables]
        leans = [leaning(self._graph, [root]) for root in self._roots]
        for number in range(_POOL):
            lean = chance.choice(leans) if number % 4 else {}
            sign = 1 if number % 2 else -1
            completion = []
            for variable, width in enumerate(widths):
                weights = [sign * weight for weight in lean.get(variable, ())]
                if weights and min(weights) < max(weights) and chance.random() < _LEANING:
                    completion.append(weights.index(max(weights)))
                else:
                    completion.append(chance.randrange(width))
            yield tuple(completion)


def _gain(left: Pair, shown: Pair) -> int:
    return (left[0] & shown[0]).bit_count() + (left[1] & shown[1]).bit_count()


class _Trial:
    """Runs completions on a group of rows of one passage; each choice of a value is made once."""

    def __init__(self, group: Group, settler: Settler) -> None:
        law = group.law
        self._group = group
        self._settler = settler
        self._given = with_unanswered(group.units[0], law.widths, group.every)
        self._zones = {v for v, scope in enumerate(law.scopes) if scope == "zone"}
        self._columns: dict[tuple[int, int], Sequence[Bits]] = {}

    def pairs(self, completion: Completion, asked: Asked) -> Iterator[tuple[int, Pair]]:
        """Yield the rows where each place surely holds, and fails, in a completion."""
        group = self._group
        columns = {v: self._column(v, completion[v]) for v in self._given}
        settled = self._settler.settle([columns], len(group.rows), group.every)
        for number, (atom, unit) in asked:
            yield number, settled.pair(group.law.node(atom), unit)

    def _column(self, variable: int, value: int) -> Sequence[Bits]:
        key = variable, value
        if key not in self._columns:
            now = self._given[variable]
            given = now if variable in self._zones else given_value(now, value, self._group.every)
            self._columns[key] = given
        return self._columns[key]
