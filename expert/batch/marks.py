"""Answers as marks: each distinct answer of a file is read once, and is a number from then on.

A mark stands for what an answer leaves possible: for each variable of its fact, the value indexes.
It belongs to one program, that is to one examination day.
"""

from __future__ import annotations

from typing import Any

from expert.batch.names import LineLevel, refused_key
from expert.incident_files.values import Placed, inside, read_answer
from expert.inference.program import Program
from knowledge.errors import InputError

Mark = int
Sets = tuple[tuple[int, frozenset[int]], ...]
"""(variable index, value indexes left) for each variable of an answered fact."""

_MOST_KEPT = 20_000
"""Answers remembered: past that (dates with hours, lists), they are forgotten and read again."""


class Marks:
    """The marks of one program.

    `sets[mark]` is what the answer leaves possible, `keys[mark]` the key it was written under.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.sets: list[Sets] = []
        self.keys: list[str] = []
        self._by_sets: dict[Sets, Mark] = {}
        self._own: dict[tuple[str, bool], Mark] = {}
        self._known: dict[LineLevel, dict[tuple[str, Any], Mark]] = {}

    def level(self, answers: dict[str, Any], level: LineLevel, place: Placed) -> list[Mark]:
        """Return the marks of the answers written at a level. Raises `InputError` at a fault."""
        known = self._known.setdefault(level, {})
        marks = []
        for key, raw in answers.items():
            found = key, tuple(raw) if raw.__class__ is list else raw
            try:
                mark = known[found]
            except KeyError:
                mark = self._read(key, raw, level, place)
                if len(known) > _MOST_KEPT:
                    known.clear()
                known[found] = mark
            except TypeError:  # a range of dates, or a fault: nothing to remember it by
                mark = self._read(key, raw, level, place)
            marks.append(mark)
        return marks

    def own(self, key: str, value: bool) -> Mark:
        """Return the mark of a key of the line that is no fact: it leaves everything possible."""
        if (key, value) not in self._own:
            self._own[key, value] = self._added(key, ())
        return self._own[key, value]

    def _read(self, key: str, raw: Any, level: LineLevel, place: Placed) -> Mark:
        base = self.program.base
        refusal = refused_key(key, level, base)
        if refusal is not None:
            raise InputError(place((key,)), refusal)
        fact = base.facts[key]
        answer = read_answer(fact, _as_text(raw), inside(place, key))
        index = self.program.graph.index
        sets = tuple(
            (index[name], values) for name, values in self.program.domains.encode(fact, answer)
        )
        if sets not in self._by_sets:
            self._by_sets[sets] = self._added(key, sets)
        return self._by_sets[sets]

    def _added(self, key: str, sets: Sets) -> Mark:
        self.sets.append(sets)
        self.keys.append(key)
        return len(self.sets) - 1


def _as_text(raw: Any) -> Any:
    """Return a JSON value as the incident files give it: every scalar is text."""
    if raw is True or raw is False:
        return "true" if raw else "false"
    if isinstance(raw, list):
        return [_as_text(item) for item in raw]
    if isinstance(raw, dict):
        return {key: _as_text(value) for key, value in raw.items()}
    return raw
