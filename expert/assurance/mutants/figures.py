"""The figures of a campaign: mutants by operator and by notion, and which conditions matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from expert.assurance.mutants.campaign import Outcome
from expert.assurance.mutants.conditions import DROPPED, NEVER_MET, leaves
from expert.assurance.mutants.generation import RULE_DROPPED
from knowledge.base_model import KnowledgeBase


@dataclass
class Counts:
    """How many mutants, each counted once, and what became of them."""

    killed: int = 0
    equivalent: int = 0
    survived: int = 0
    unproved: int = 0

    @property
    def total(self) -> int:
        """How many mutants."""
        return self.killed + self.equivalent + self.survived + self.unproved

    @property
    def settled(self) -> int:
        """How many are killed or proved equivalent."""
        return self.killed + self.equivalent

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        setattr(self, outcome.verdict, getattr(self, outcome.verdict) + 1)


def counted(
    outcomes: Iterable[Outcome], key: Callable[[Outcome], str] = lambda _: ""
) -> dict[str, Counts]:
    """Return the counts of the mutants by key; a mutant that is the same program counts once."""
    found: dict[str, Counts] = {}
    for outcome in outcomes:
        if outcome.same_as is None:
            found.setdefault(key(outcome), Counts()).add(outcome)
    return dict(sorted(found.items()))


@dataclass(frozen=True)
class Coverage:
    """Which rules and conditions are shown to matter by the tests.

    A rule is shown when dropping it kills. A condition is shown (as in modified condition and
    decision coverage) when a test fails once it is taken for always met, and another once it is
    taken for never met; `idle` ones are proved to change nothing in one of these two ways.
    """

    rules: int
    rules_shown: int
    conditions: int
    conditions_shown: int
    conditions_idle: int


def coverage(base: KnowledgeBase, outcomes: Iterable[Outcome]) -> Coverage:
    """Return the coverage of the rules that were mutated."""
    dropped: dict[str, bool] = {}
    tried: dict[tuple[str, int], dict[str, str]] = {}
    for outcome in outcomes:
        mutant = outcome.mutant
        if mutant.operator == RULE_DROPPED:
            dropped[mutant.target] = outcome.verdict == "killed"
        elif mutant.leaf is not None and mutant.operator in (DROPPED, NEVER_MET):
            found = tried.setdefault((mutant.target, mutant.leaf), {})
            found[mutant.operator] = outcome.verdict
    verdicts = [set(found.values()) for found in tried.values() if len(found) == 2]
    return Coverage(
        rules=len(dropped),
        rules_shown=sum(dropped.values()),
        conditions=sum(leaves(base.rules[rule].condition) for rule in dropped),
        conditions_shown=sum(found == {"killed"} for found in verdicts),
        conditions_idle=sum("equivalent" in found for found in verdicts),
    )
