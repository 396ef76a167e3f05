"""The case base: each replayed decision that may be cited, its factors and who won each question.

Facts come from the decision as the replay reads them, without presumption: a factor is present when
what the decision reports establishes it, and what it does not report is never read as absent. What
it reports supposes that the question had an object, even where it does not say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from expert.incident import Answers, Incident, Spot
from expert.inference.kleene import Reference
from expert.inference.program import ByIdentity, Program, program_on_demand
from expert.inference.situation import Situation, situate
from expert.inference.statuses import Statuses
from expert.precedents.presence import Place, is_reported, shown
from expert.precedents.reasoning import FactorTable, Precedent
from expert.replay.folder import decisions_folder
from expert.replay.model import ReplayedDecision, read_decision
from expert.replay.run import compared_unit
from knowledge.base_model import KnowledgeBase
from knowledge.conditions import Condition
from knowledge.models.precedents import OTHER_SIDE, Factor, JudgedQuestion, Side
from knowledge.models.sources import Decision


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """A question that one decision settled: its factors, what it leaves untold, and who won.

    `year` is None where the registry does not know the date.
    """

    question: str
    order: str
    year: int | None
    precedent: Precedent
    untold: frozenset[str]

    @property
    def decision(self) -> str:
        """The id of the decision in the registry."""
        return self.precedent.decision


def case_base(base: KnowledgeBase) -> tuple[DecidedCase, ...]:
    """Return the cases shipped with the law, read once for a base. Raises `InputError`.

    A base that asks no judged question reads no decision.
    """
    return _case_base(ByIdentity(base))


@lru_cache(maxsize=4)
def _case_base(key: ByIdentity) -> tuple[DecidedCase, ...]:
    if not key.base.judged_questions:
        return ()
    return tuple(read_cases(key.base, decisions_folder()))


def read_cases(base: KnowledgeBase, folder: Path) -> list[DecidedCase]:
    """Return the cases of every citable decision of a folder. Raises `InputError`."""
    program, unguarded = _programs(base, base.law_as_of)
    same_any_day = _is_timeless(program)
    found: list[DecidedCase] = []
    for path in sorted(folder.glob("*.yaml")):
        source = base.sources.get(path.stem)
        if isinstance(source, Decision) and source.is_citable:
            decision, incident = read_decision(path, base)
            if not same_any_day:
                program, unguarded = _programs(base, decision.examined_on)
            found += cases_of(program, unguarded, source, decision, incident)
    return found


def _programs(base: KnowledgeBase, day: date) -> tuple[Program, Program]:
    """Return the program of a day, and the one in which every question has an object."""
    return program_on_demand(base, day), program_on_demand(replace(base, guards={}), day)


def _is_timeless(program: Program) -> bool:
    """Whether no factor reads a date, nor a rule that has not always been in force.

    One program, of any day, then reads the factors of every decision.
    """
    base = program.base
    nodes = [program.node_of(condition) for _, condition in base.factors.values()]
    read = (program.graph.variables[index] for index in program.graph.variables_under(nodes))
    dated = any(base.rules[name].rule.since or base.rules[name].rule.until
                for name in program.applies)  # fmt: skip
    return not dated and not any(
        base.facts[variable.source].kind == "date" for variable in read if not variable.is_zone
    )


def cases_of(
    program: Program,
    unguarded: Program,
    source: Decision,
    decision: ReplayedDecision,
    incident: Incident,
) -> Iterator[DecidedCase]:
    """Yield one case a question that the decision settled, and a place where it settled it.

    A decision on a private employee says nothing of a question that concerns public agents alone.
    """
    base = program.base
    statuses = Statuses(situate(program, incident))
    reported = situate(unguarded, _with_an_object(statuses.situation))
    for question, concerned in base.judged_questions.values():
        if concerned is not None and _is_excluded(statuses, concerned):
            continue  # the court settled it for someone of whom the question is not asked
        for place, winner in _winners(base, statuses, question, source, decision).items():
            present, untold = set(), set()
            for factor, condition in factors_of(base, question.id):
                at = (factor, condition, question.scope, place)
                presence = shown(statuses, *at).presence
                if presence == "present" or (presence == "possible" and is_reported(reported, *at)):
                    present.add(factor.id)
                elif presence == "possible":
                    untold.add(factor.id)
            yield DecidedCase(
                question.id,
                decision.order,
                source.day.year if source.day else None,
                Precedent(source.id, frozenset(present), winner),
                frozenset(untold),
            )


def _is_excluded(statuses: Statuses, condition: Condition) -> bool:
    return statuses.node(statuses.program.node_of(condition)).status == "excluded"


def _with_an_object(situation: Situation) -> Incident:
    """Return the incident without the answers to questions that its other answers leave aside."""
    program, reference = situation.program, Reference(situation)
    incident = situation.incident

    def kept(answers: Answers, unit: int | None) -> Answers:
        return {
            fact: answer
            for fact, answer in answers.items()
            if fact not in program.guards
            or reference.truth(program.guards[fact], unit) is not False
        }

    units = {spot: unit for unit, (_, spot) in enumerate(situation.units)}
    publications = tuple(
        replace(
            publication,
            answers=kept(
                publication.answers, units[Spot(publication.id, publication.passages[0].id)]
            ),
            passages=tuple(
                replace(
                    passage, answers=kept(passage.answers, units[Spot(publication.id, passage.id)])
                )
                for passage in publication.passages
            ),
        )
        for publication in incident.publications
    )
    return replace(incident, answers=kept(incident.answers, None), publications=publications)


def factors_of(base: KnowledgeBase, question: str) -> list[tuple[Factor, Condition]]:
    """Return the factors that count on a question, in the order of the base."""
    return [(f, c) for f, c in base.factors.values() if question in f.questions]


def table_of(base: KnowledgeBase, question: str) -> FactorTable:
    """Return whom each factor of a question favours, and every idea above it."""
    factors = [factor for factor, _ in factors_of(base, question)]
    return FactorTable(
        sides={f.id: f.side for f in factors},
        ideas={f.id: frozenset(_above(base, f.parents)) for f in factors},
    )


def _above(base: KnowledgeBase, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield name
        yield from _above(base, base.ideas[name].parents)


def _winners(
    base: KnowledgeBase,
    statuses: Statuses,
    question: JudgedQuestion,
    source: Decision,
    decision: ReplayedDecision,
) -> dict[Place, Side]:
    """Return who won the question, by place; a place where both won something is left aside."""
    if question.measures:
        winner = _measured(base, question, source)
        return {} if winner is None else {None: winner}
    found: dict[Place, set[Side]] = {}
    for compared in decision.compare:
        side = question.conclusions.get(compared.conclusion)
        if side is not None:
            unit = compared_unit(statuses.situation, base, compared)
            won = side if compared.expected == "oui" else OTHER_SIDE[side]
            found.setdefault(unit, set()).add(won)
    return {place: next(iter(sides)) for place, sides in found.items() if len(sides) == 1}


def _measured(base: KnowledgeBase, question: JudgedQuestion, source: Decision) -> Side | None:
    """Return who won a question read in the fate of a sanction, for the statuses it is read for."""
    measure = source.measure
    if measure is None or measure.kind != "sanction":
        return None
    families = [base.status_families[name] for name in question.families]
    seen = any(
        measure.status in family.statuses or (measure.status is None and family.unseen)
        for family in families
    )
    return question.measures.get(measure.outcome) if seen else None


def not_citable(base: KnowledgeBase) -> int:
    """Return how many of the decisions shipped may not be cited, and are compared with nothing."""
    names = (path.stem for path in decisions_folder().glob("*.yaml"))
    return sum(name in base.sources and not base.sources[name].is_citable for name in names)
