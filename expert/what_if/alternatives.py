"""The answers that a question could get, as changes of what is possible.

A choice by its values, a list item by item, a number or a date by the intervals in which the law
tells its values apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from expert.explanation.wording import say_interval
from expert.incident import Answer
from expert.incident_files.dates import FIRST_YEAR
from expert.inference.domains import NO, YES
from expert.inference.program import Program
from knowledge.models.facts import Fact

UNKNOWN_ID = "inconnu"
NONE_ID = "aucun"

_EARLIEST = date(FIRST_YEAR, 1, 1)
"""A day before every boundary of the law."""


@dataclass(frozen=True)
class Alternative:
    """One answer: its ids, how it is said, and the values it leaves to each variable.

    Two alternatives of a date or a number that stand side by side (`span`) may be told as one.
    """

    ids: tuple[str, ...]
    label: str
    values: Mapping[int, frozenset[int]]
    span: tuple[int, int] | None = None


def alternatives_of(
    program: Program, fact: Fact, now: Mapping[int, frozenset[int] | None]
) -> Iterator[Alternative]:
    """Yield the answers other than the present one.

    `now` gives what is possible now for each variable of the fact; None, nobody answered.
    """
    every = _unknown(program, fact)
    if fact.kind == "liste":
        found = _items(program, fact, now)
    elif fact.kind in ("date", "nombre"):
        found = _intervals(program, fact)
    else:
        found = _choices(program, fact)
    for alternative in found:
        if any(now[v] != values for v, values in alternative.values.items()):
            yield alternative
    if all(possible is not None and len(possible) == 1 for possible in now.values()):
        yield Alternative((UNKNOWN_ID,), "je ne sais pas", every)


def answer_of(fact: Fact, value: str, now: Answer) -> Answer:
    """Return an answer that one of the ids stands for, `now` being the present one.

    Of an interval, its first day or its least number; of a list, the present one changed.
    """
    if value == UNKNOWN_ID:
        return None
    if fact.kind == "liste":
        ticked = set(now) if isinstance(now, tuple) else set()
        if value == NONE_ID:
            ticked = set()
        elif value.startswith("-"):
            ticked.discard(value[1:])
        else:
            ticked.add(value)
        return tuple(item for item in fact.values if item in ticked)
    if fact.kind == "date":
        return date.fromisoformat(value.removeprefix("depuis ")) if " " in value else _EARLIEST
    if fact.kind == "nombre":
        return float(value.removeprefix("dès ")) if " " in value else 0
    return value


def merged(fact: Fact, program: Program, first: Alternative, last: Alternative) -> Alternative:
    """Return two neighbouring intervals as one."""
    assert first.span is not None
    assert last.span is not None
    low, high = first.span[0], last.span[1]
    return Alternative(
        (*first.ids, *last.ids), _say(program, fact, low, high), first.values, (low, high)
    )


def _unknown(program: Program, fact: Fact) -> dict[int, frozenset[int]]:
    return {
        program.graph.index[variable.id]: frozenset(range(len(variable.values)))
        for variable in program.domains.variables[fact.id]
    }


def _choices(program: Program, fact: Fact) -> Iterator[Alternative]:
    (variable,) = program.domains.variables[fact.id]
    for number, value in enumerate(variable.values):
        label = fact.values[value]
        yield Alternative((value,), label, {program.graph.index[variable.id]: frozenset((number,))})


def _items(
    program: Program, fact: Fact, now: Mapping[int, frozenset[int] | None]
) -> Iterator[Alternative]:
    """Yield the list with one item more or less, the others as they are now; then none at all."""
    items = {
        variable.item: program.graph.index[variable.id]
        for variable in program.domains.variables[fact.id]
    }
    for item, variable in items.items():
        assert item is not None
        label = fact.values[item]
        if now[variable] != frozenset((YES,)):
            yield Alternative((item,), f"avec « {label} »", {variable: frozenset((YES,))})
        if now[variable] != frozenset((NO,)):
            yield Alternative((f"-{item}",), f"sans « {label} »", {variable: frozenset((NO,))})
    nothing = {variable: frozenset((NO,)) for variable in items.values()}
    yield Alternative((NONE_ID,), "aucune de ces réponses", nothing)


def _intervals(program: Program, fact: Fact) -> Iterator[Alternative]:
    (variable,) = program.domains.variables[fact.id]
    for number, name in enumerate(variable.values):
        values = {program.graph.index[variable.id]: frozenset((number,))}
        label = _say(program, fact, number, number)
        yield Alternative((name,), label, values, (number, number))


def _say(program: Program, fact: Fact, first: int, last: int) -> str:
    domains = program.domains
    cuts = domains.cuts[fact.id] if fact.kind == "date" else domains.landmarks[fact.id]
    return say_interval(fact, cuts, first, last)
