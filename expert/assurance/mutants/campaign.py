"""The mutation campaign: every one-place mutant killed by a test, proved equivalent, or told.

A mutant is killed when an asserted result of a test incident changes. Otherwise it is proved
equivalent on the examination day of most tests (and, for a rule with dates of force, on the days
around them), or it survives: some incident tells it apart and no test does. What could not be
settled is « not proved », never « proved ».
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from expert.assurance.mutants.bench import Bench, OpenBench
from expert.assurance.mutants.dependence import Dependence
from expert.assurance.mutants.equivalence import judge, steered_columns
from expert.assurance.mutants.generation import Generator, Mutant
from expert.assurance.mutants.growing import Complete
from expert.assurance.mutants.programs import Mutated, mutate, touched_rules
from expert.inference.program import Program, compile_base
from expert.inference.situation import Situation
from expert.inference.worlds import Bits
from knowledge.base_model import KnowledgeBase
from knowledge.conditions import DateFrom, DelayOver, walk

Verdict = Literal["killed", "equivalent", "survived", "unproved"]

_BATCH = 400
"""How many mutants share a graph before it is made again: its nodes are never freed."""
_WORLDS = 2_048

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant: its verdict and the cases that kill it.

    `same_as` is the number of an earlier mutant that is the same program: it is counted once.
    """

    mutant: Mutant
    notion: str
    verdict: Verdict
    cases: tuple[str, ...] = ()
    same_as: int | None = None


@dataclass
class Campaign:
    """Tries mutants of a base against the benches of its test incidents, the main one first.

    What the tests of the main day leave is tried on the other days for the rules that read a date,
    and with `every_day` for all of them (slower: a kill may be missed without it).
    """

    base: KnowledgeBase
    benches: Sequence[Bench]
    every_day: bool = False

    def __post_init__(self) -> None:
        self.dependence = Dependence(self.base)
        self._columns: list[dict[int, list[Bits]]] | None = None
        self.day: date = self.benches[0].day if self.benches else self.base.law_as_of

    def mutants(self, notions: Iterable[str] = ()) -> list[Mutant]:
        """Return every mutant of the base, or of the rules of some notions."""
        wanted = set(notions)
        every = Generator(self.base, self.dependence).all()
        return [m for m in every if not wanted or self.notion(m) in wanted]

    def notion(self, mutant: Mutant) -> str:
        """Return the notion a mutant belongs to: a question goes with those of its block."""
        if mutant.is_guard:
            return f"questions : {self.base.blocks[self.base.facts[mutant.target].block].title}"
        return self.base.rules[mutant.target].notion

    def run(self, mutants: Sequence[Mutant], progress: Progress | None = None) -> list[Outcome]:
        """Return the outcome of every mutant, in order."""
        found: list[Outcome] = []
        for start in range(0, len(mutants), _BATCH):
            batch = mutants[start : start + _BATCH]
            found += self._settled_by_others(self._batch(batch, start))
            if progress is not None:
                progress(len(found), len(mutants))
        return found

    def _fresh(self, day: date) -> Program:
        """Compile the base again, in a graph that mutants may fill."""
        return compile_base(replace(self.base), day)

    def _batch(self, mutants: Sequence[Mutant], start: int) -> list[Outcome]:
        """Judge some mutants with the tests of the main day, then with worlds and diagrams."""
        program = self._fresh(self.day)
        opened = [bench.open(program) for bench in self.benches if bench.day == self.day]
        rows = [row for each in opened for row in each.rows]
        worlds = self._worlds(program, rows)
        seen: dict[object, int] = {}
        outcomes: list[Outcome] = []
        for number, mutant in enumerate(mutants):
            mutated = mutate(program, self.dependence, mutant)
            key = (mutant.target, mutated.key)
            if mutated.changed and key in seen:
                first = outcomes[seen[key]]
                twin = replace(first, mutant=mutant, same_as=start + seen[key])
                outcomes.append(twin)
                continue
            seen[key] = number
            outcomes.append(self._outcome(program, opened, worlds, mutated))
        return outcomes

    def _outcome(
        self,
        program: Program,
        opened: Sequence[OpenBench],
        worlds: Complete | None,
        mutated: Mutated,
    ) -> Outcome:
        """Judge one mutant: sure kills first, then equivalence, then exact judgement."""
        mutant = mutated.mutant
        unsettled = Outcome(mutant, self.notion(mutant), "survived")
        cases = [case for bench in opened for case in bench.killers(mutated)]
        if cases:
            return replace(unsettled, verdict="killed", cases=tuple(cases))
        differs = judge(program, mutated, worlds).difference
        if differs == "none" and self._same_on_other_days(mutant):
            return replace(unsettled, verdict="equivalent")
        cases = [case for bench in opened for case in bench.judged_killers(mutated)]
        if cases:
            return replace(unsettled, verdict="killed", cases=tuple(cases))
        return replace(unsettled, verdict="unproved") if differs == "unproved" else unsettled

    def _worlds(self, program: Program, rows: Sequence[Situation]) -> Complete | None:
        if not rows:
            return None
        if self._columns is None:
            self._columns = steered_columns(program, rows, _WORLDS)
        return Complete(program.graph, self._columns, _WORLDS)

    def _same_on_other_days(self, mutant: Mutant) -> bool:
        """Whether a mutant of a dated rule is also equivalent around its dates of force."""
        days = {
            day
            for rule in touched_rules(self.dependence, mutant)
            for day in _days_of(self.base, rule)
        }
        for day in sorted(days - {self.day}):
            program = self._fresh(day)
            mutated = mutate(program, self.dependence, mutant)
            if judge(program, mutated).difference != "none":
                return False
        return True

    def _settled_by_others(self, outcomes: list[Outcome]) -> list[Outcome]:
        """Try what is not settled against the tests of the other days."""
        for bench in self.benches:
            if bench.day == self.day:
                continue
            left = [
                number
                for number, outcome in enumerate(outcomes)
                if outcome.verdict in ("survived", "unproved")
                and self._may_kill(bench, outcome.mutant)
            ]
            if not left:
                continue
            program = self._fresh(bench.day)
            opened = [bench.open(program)]
            for number in left:
                mutated = mutate(program, self.dependence, outcomes[number].mutant)
                cases = opened[0].killers(mutated)
                if cases:
                    killed = replace(outcomes[number], verdict="killed", cases=tuple(cases))
                    outcomes[number] = killed
        return outcomes

    def _may_kill(self, bench: Bench, mutant: Mutant) -> bool:
        """Whether a bench asserts something that a mutant may change, on a day that matters."""
        rules = touched_rules(self.dependence, mutant)
        if not self.every_day and not any(_is_dated(self.base, rule) for rule in rules):
            return False
        targets = mutant.new.defeats if mutant.new is not None else ()
        atoms = [atom for atom, _ in mutant.new.conclusions] if mutant.new is not None else []
        above = self.dependence.above([*rules, *targets], atoms)
        return any(bench.expected(atom) for atom in above.atoms)


def _days_of(base: KnowledgeBase, rule: str) -> Iterator[date]:
    """Yield the days on each side of the dates of force that the examination day is read on."""
    declared = base.rules[rule].rule
    if declared.clock != "procedure" and base.rules[rule].scope != "incident":
        return
    if declared.since is not None:
        yield declared.since
        yield declared.since - timedelta(days=1)
    if declared.until is not None:
        yield declared.until
        yield declared.until + timedelta(days=1)


def _is_dated(base: KnowledgeBase, rule: str) -> bool:
    """Whether a rule reads a date or has dates of force."""
    declared = base.rules[rule]
    if declared.rule.since is not None or declared.rule.until is not None:
        return True
    return any(isinstance(part, DateFrom | DelayOver) for part in walk(declared.condition))
