"""A witness told to people: for each answer that matters, the question and the answer in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from expert.explanation import wording
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
    return fact.question, wording.say_value(fact, program.domains, variable, value)
