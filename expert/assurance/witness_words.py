"""A witness told to people: for each answer that matters, the question and the answer in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from expert.calendar import french_date
from expert.inference.graph import Variable
from expert.inference.program import Program
from expert.inference.situation import INCIDENT, Instance, Situation
from knowledge.models.facts import Fact


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of a witness: the question, the answer in words, where (`None`: the incident)."""

    fact: str
    question: str
    answer: str
    where: str | None = None

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"{self.question}{place} : {self.answer}"


def told_witness(
    situation: Situation, answers: Mapping[Instance, int], programs: Iterable[Program] = ()
) -> tuple[Told, ...]:
    """Tell the answers of a witness, in the order of the questions of the base.

    `programs` are the programs of the shared graph, the first one that has a fact naming it; by
    default the program of the situation. Zones are not answers and are left out.
    """
    named = tuple(programs) or (situation.program,)
    several = len(situation.incident.publications) > 1
    told: dict[tuple[str, str | None], Told] = {}
    for (number, place), value in sorted(answers.items()):
        if number < 0 or situation.program.graph.variables[number].is_zone:
            continue
        variable = situation.program.graph.variables[number]
        program = next(p for p in named if variable.source in p.base.facts)
        fact = program.base.facts[variable.source]
        question, answer = say_value(program, fact, variable, value)
        where = f"publication {place + 1}" if several and place != INCIDENT else None
        before = told.get((fact.id, where))
        said = f"{before.answer}, {answer}" if before else answer
        told[fact.id, where] = Told(fact.id, question, said, where)
    return tuple(told.values())


def say_value(program: Program, fact: Fact, variable: Variable, value: int) -> tuple[str, str]:
    """Return the question of a variable and one of its values in words."""
    if variable.item is not None:
        chosen = fact.values.get(variable.item, variable.item)
        return fact.question, f"{'' if value == 0 else 'pas '}« {chosen} »"
    if fact.kind == "date":
        return fact.question, _say_days(program.domains.cuts[fact.id], value)
    if fact.kind == "nombre":
        return fact.question, _say_numbers(program.domains.landmarks[fact.id], value)
    name = variable.values[value]
    return fact.question, fact.values.get(name, name)


def _say_days(cuts: tuple[date, ...], value: int) -> str:
    if not cuts:
        return "n'importe quel jour"
    if value == 0:
        return f"avant le {french_date(cuts[0])}"
    if value == len(cuts):
        return f"à partir du {french_date(cuts[-1])}"
    first, last = cuts[value - 1], cuts[value] - timedelta(days=1)
    if first == last:
        return f"le {french_date(first)}"
    return f"entre le {french_date(first)} et le {french_date(last)}"


def _say_numbers(marks: tuple[float, ...], value: int) -> str:
    if not marks:
        return "n'importe quel nombre"
    if value == 0:
        return f"moins de {marks[0]:g}"
    if value == len(marks):
        return f"au moins {marks[-1]:g}"
    return f"de {marks[value - 1]:g} à moins de {marks[value]:g}"
