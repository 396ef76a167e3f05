"""From the values of a variable to an answer somebody can give, and to the words that say it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from expert.calendar import french_date
from expert.explanation.wording import say_answer
from expert.incident import Answer, DateRange, Incident, Key
from expert.inference.domains import YES
from expert.inference.graph import Variable
from expert.inference.situation import Instance, Situation
from knowledge.models.facts import Fact

_MOST_NAMED = 4
"""Values named one by one; beyond, those that will not do are named if they are fewer."""


def fact_of(situation: Situation, instance: Instance) -> Fact:
    """Return the fact an instance is about."""
    program = situation.program
    return program.base.facts[program.graph.variables[instance[0]].source]


def with_value(
    situation: Situation, incident: Incident, instance: Instance, value: int
) -> Incident:
    """Return an incident in which one instance has a value, by an answer a user can give.

    An item of a list is ticked or not in the answer already there; a date is given by its bounds.
    """
    variable = situation.program.graph.variables[instance[0]]
    key = situation.key_of(instance)
    if variable.item is None:
        return incident.with_answer(key, _answer(situation, variable, value))
    return incident.with_answer(key, _ticked(situation, incident, key, variable.item, value == YES))


def say_values(situation: Situation, instance: Instance, values: Collection[int]) -> str:
    """Return the values of an instance in words: « lisible par tous », « avant le 26/08/2021 »."""
    variable = situation.program.graph.variables[instance[0]]
    fact = fact_of(situation, instance)
    if variable.item is not None:
        item = fact.values[variable.item]
        return f"avec “{item}”" if set(values) == {YES} else f"sans “{item}”"
    if fact.kind == "date":
        return _say_spans(_date_cuts(situation, fact), values)
    if fact.kind == "nombre":
        return _say_spans(situation.program.domains.landmarks[fact.id], values)
    named = [fact.values.get(name, name) for name in variable.values]
    chosen = [named[value] for value in sorted(values)]
    others = [name for value, name in enumerate(named) if value not in values]
    if len(chosen) > _MOST_NAMED and len(others) < len(chosen):
        return f"autre réponse que {' ou '.join(f'“{name}”' for name in others)}"
    return " ou ".join(chosen)


def said_now(situation: Situation, instance: Instance) -> str | None:
    """Return the answer given to the question of an instance, in words; None without any."""
    key = situation.key_of(instance)
    answers = situation.incident.answers_at(key.spot)
    if key.fact not in answers:
        return None
    return say_answer(fact_of(situation, instance), answers[key.fact])


def _answer(situation: Situation, variable: Variable, value: int) -> Answer:
    domains, fact = situation.program.domains, situation.program.base.facts[variable.source]
    if fact.kind == "date":
        return _between(domains.cuts[fact.id], value)
    if fact.kind == "nombre":
        marks = domains.landmarks[fact.id]
        return marks[value - 1] if value else min(0.0, marks[0] - 1)
    return variable.values[value]


def _ticked(
    situation: Situation, incident: Incident, key: Key, item: str, present: bool
) -> tuple[str, ...]:
    """Return the answer to a list with an item ticked or not, in the order of its values."""
    given = incident.answers_at(key.spot).get(key.fact)
    items = set(given) if isinstance(given, tuple) else set()
    items = items | {item} if present else items - {item}
    return tuple(value for value in situation.program.base.facts[key.fact].values if value in items)


def _between(cuts: Sequence[date], value: int) -> DateRange:
    last = cuts[value] - timedelta(days=1) if value < len(cuts) else None
    return DateRange(cuts[value - 1] if value else None, last)


def _date_cuts(situation: Situation, fact: Fact) -> Sequence[date]:
    return situation.program.domains.cuts[fact.id]


def _say_spans(cuts: Sequence[date] | Sequence[float], values: Collection[int]) -> str:
    """Say neighbouring values together: value n stands between cuts n - 1 and n."""
    spans: list[tuple[int, int]] = []
    for value in sorted(values):
        if spans and spans[-1][1] == value - 1:
            spans[-1] = (spans[-1][0], value)
        else:
            spans.append((value, value))
    return " ou ".join(_say_span(cuts, first, last) for first, last in spans)


def _say_span(cuts: Sequence[date] | Sequence[float], first: int, last: int) -> str:
    low = cuts[first - 1] if first else None
    high = cuts[last] if last < len(cuts) else None
    if isinstance(low, date) or isinstance(high, date):
        return _say_days(low, high)
    if low is not None and high is not None:
        return f"au moins {low:g} et moins de {high:g}"
    return f"au moins {low:g}" if low is not None else f"moins de {high:g}"


def _say_days(low: object, high: object) -> str:
    """Say the days from `low` to the eve of `high`."""
    since = f"à partir du {french_date(low)}" if isinstance(low, date) else ""
    until = f"avant le {french_date(high)}" if isinstance(high, date) else ""
    return " et ".join(part for part in (since, until) if part)
