"""What every obligation works with: the base, its graph, a judge, a sample, and how to say things.

Named after the workbench: each obligation is a function that takes it and returns its findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from expert.assurance.proofs.claims import Requirement, unit_of, workbench
from expert.assurance.proofs.judge import SECONDS, DisagreementError, Judge, Verdict
from expert.assurance.proofs.model import Failure, Findings
from expert.assurance.proofs.sample import Sample
from expert.assurance.proofs.witness import shortened, told
from expert.inference.program import Program
from knowledge.base_model import KnowledgeBase

SAMPLE = 1 << 17
"""Random incidents tried for a witness before anything is built: 50 ms for every rule at once."""


class FalseWitnessError(DisagreementError):
    """A witness, run again by the three-valued reference, shows nothing: a fault of a prover."""


@dataclass
class Bench:
    """The base under proof on one day of examination."""

    base: KnowledgeBase
    day: date
    second_opinion: bool = True
    seconds: float = SECONDS
    incidents: int = 500
    seed: int = 0

    @cached_property
    def program(self) -> Program:
        """The compiled base, in a copy that proofs may add nodes to."""
        return workbench(self.base, self.day)

    @cached_property
    def judge(self) -> Judge:
        """The two provers."""
        return Judge(self.program, second_opinion=self.second_opinion, seconds=self.seconds)

    @cached_property
    def sample(self) -> Sample:
        """Random incidents, where what is common is seen without any prover."""
        return Sample(self.program, SAMPLE, self.seed)

    @cached_property
    def sketch(self) -> Sample:
        """A small part of the sample, where most of what is common is already seen."""
        return Sample(self.program, SAMPLE >> 6, self.seed)

    def atom(self, atom: str, *, holds: bool = True) -> Requirement:
        """Return « this conclusion holds » (or fails), on its unit."""
        scope = self.base.atom_conclusion(atom).scope
        return Requirement(self.program.atoms[atom], unit_of(scope), holds)

    def label(self, atom: str) -> str:
        """Return how a conclusion is named to a reader."""
        name, _, value = atom.partition("=")
        conclusion = self.base.conclusions[name]
        return f"{conclusion.label} : {conclusion.values[value]}" if value else conclusion.label

    def must_never(
        self, findings: Findings, subject: str, sentence: str, wanted: Sequence[Requirement]
    ) -> None:
        """Record that requirements never hold together, or what refutes it."""
        self.record(findings, subject, sentence, wanted, self.judge.never(wanted))

    def record(
        self,
        findings: Findings,
        subject: str,
        sentence: str,
        wanted: Sequence[Requirement],
        verdict: Verdict,
    ) -> None:
        """Record a verdict on requirements that must never hold together.

        Raises:
            FalseWitnessError: the witness does not show what it should.
        """
        findings.checked += 1
        findings.methods |= verdict.methods
        if verdict.never is None:
            findings.unproved.append(f"{sentence} : {verdict.missing}")
        elif verdict.never and verdict.missing:
            findings.alone.append(f"{sentence} : {verdict.missing}")
        elif not verdict.never:
            findings.failures.append(Failure(subject, sentence, self.witness(wanted, verdict)))

    def witness(self, wanted: Sequence[Requirement], verdict: Verdict) -> tuple[str, ...]:
        """Return the witness of a verdict in words, run again and made short."""
        assert verdict.world is not None
        assert verdict.situation is not None
        short = shortened(verdict.situation, wanted, verdict.world)
        if short is None:
            raise FalseWitnessError
        return told(verdict.situation, short)
