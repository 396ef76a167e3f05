"""The discussed facts of an incident, and the conclusions that hold whatever they are, or not.

Exact: every answer to the discussed facts that a conclusion hangs on is tried, all else unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from expert.assessment.conclusions import Concluder
from expert.assessment.dispute_model import (
    DisputeCase,
    DisputedConclusion,
    DisputeResult,
    Hold,
)
from expert.disputes import ROLES, Dispute, say_dispute
from expert.explanation.wording import atom_label, say_answer, say_value
from expert.incident import Answer, key_text
from expert.inference.graph import Node
from expert.inference.scenarios import Scenarios, instances_read
from expert.inference.situation import Instance
from expert.inference.statuses import GoalStatus
from expert.status import Status
from knowledge.models.facts import Fact

MOST_CASES = 64
"""Combinations of answers told for one conclusion; beyond, its discussed facts are only named."""

NOBODY = "Personne n'a dit à qui il revient de le prouver."


def dispute_results(concluder: Concluder) -> Iterator[DisputeResult]:
    """Yield the discussed facts, in the order they were recorded; protected ones are left out."""
    for key, dispute in concluder.situation.incident.disputes.items():
        fact = concluder.base.facts[key.fact]
        if fact.protected:
            continue
        said, sources = _burden(fact, dispute)
        yield DisputeResult(
            key=key_text(key),
            fact=fact.id,
            unit=str(key.spot) or None,
            label=fact.label,
            question=fact.question,
            said=say_dispute(dispute),
            alleged=None if dispute.alleged is None else say_answer(fact, dispute.alleged),
            among=tuple(say_answer(fact, value) for value in dispute.values),
            alleged_by=dispute.alleged_by,
            denied_by=dispute.denied_by,
            burden=dispute.burden,
            burden_said=said,
            burden_sources=sources,
            unproved=_unproved(fact, dispute),
            pieces=tuple(dict.fromkeys((*dispute.pieces, *fact.pieces))),
        )


def disputed_conclusions(concluder: Concluder, profile: str) -> Iterator[DisputedConclusion]:
    """Yield the reader's conclusions that read a discussed fact: robust first, then the others."""
    reader = _Reader(concluder)
    if not reader.disputed:
        return
    found = [each for each in _concerned(reader, profile) if each is not None]
    order: dict[Hold, int] = {"robust": 0, "split": 1, "depends": 2}
    yield from sorted(found, key=lambda each: order[each.hold])


def _concerned(reader: _Reader, profile: str) -> Iterator[DisputedConclusion | None]:
    concluder = reader.concluder
    for atom, conclusion, value in concluder.base.atoms():
        if profile not in conclusion.goals:
            continue
        for unit in concluder.situation.units_at(conclusion.scope):
            found = concluder.statuses.atom(atom, unit)
            if value is None or found.status != "excluded":
                yield reader.conclusion(atom, unit, found)


class _Reader:
    """Reads what discussed facts do to conclusions; cases tried for the same facts are kept."""

    def __init__(self, concluder: Concluder) -> None:
        self.concluder = concluder
        self.situation = concluder.situation
        self.program = concluder.program
        self.disputed = list(self._disputed())
        self._tried: dict[tuple[Instance, ...], Scenarios] = {}

    def conclusion(
        self, atom: str, unit: int | None, found: GoalStatus
    ) -> DisputedConclusion | None:
        """Return what the discussed facts do to a conclusion; None when it hangs on none."""
        node = self.program.atoms[atom]
        read = instances_read(self.situation, node, unit)
        concerned = [instance for instance in self.disputed if instance in read]
        hold: Hold = "robust"
        cases: tuple[DisputeCase, ...] = ()
        if found.status == "open":
            unsettled = self.concluder.statuses.unsettled
            met = found.unproved if found.exact else unsettled.rests_on(node, unit)
            concerned = [instance for instance in concerned if instance in met]
            cases = tuple(self._cases(node, unit, concerned))
            settled = cases and all(case.status != "open" for case in cases)
            hold = "split" if settled else "depends"
        if not concerned:
            return None
        conclusion = self.program.base.atom_conclusion(atom)
        keys = dict.fromkeys(key_text(self.situation.key_of(i)) for i in concerned)
        return DisputedConclusion(
            conclusion=atom,
            label=atom_label(self.program.base, atom),
            unit=self.concluder.unit_name(unit, conclusion.scope),
            layer=conclusion.layer,
            status=found.status,
            hold=hold,
            facts=tuple(keys),
            cases=cases,
        )

    def _disputed(self) -> Iterator[Instance]:
        """Yield the instances of the discussed facts that are not settled nor protected."""
        for key in self.situation.incident.disputes:
            fact = self.program.base.facts[key.fact]
            if fact.protected:
                continue
            place = self.situation.place_of(key.spot)
            for variable in self.program.domains.variables[fact.id]:
                instance = (self.program.graph.index[variable.id], place)
                if len(self.situation.allowed.get(instance, (0, 1))) > 1:
                    yield instance

    def _cases(
        self, node: Node, unit: int | None, instances: Sequence[Instance]
    ) -> Iterator[DisputeCase]:
        """Yield what a node becomes for each answer, the answers that do not count left out."""
        values = [sorted(self.situation.allowed[instance]) for instance in instances]
        if not instances or prod(map(len, values)) > MOST_CASES:
            return
        key = tuple(instances)
        if key not in self._tried:
            changes = [
                {i: frozenset((v,)) for i, v in zip(instances, world, strict=True)}
                for world in product(*values)
            ]
            self._tried[key] = Scenarios(self.concluder.statuses, changes)
        scenarios = self._tried[key]
        statuses = scenarios.statuses(node, unit)
        if (node, unit) not in scenarios.unsure:
            worlds = dict(zip(product(*values), statuses, strict=True))
            yield from self._leaves(instances, worlds, ())

    def _leaves(
        self,
        instances: Sequence[Instance],
        worlds: dict[tuple[int, ...], Status],
        when: tuple[str, ...],
    ) -> Iterator[DisputeCase]:
        """Yield the branches of the tree of answers, cut as soon as all below agree."""
        if len(set(worlds.values())) == 1:
            yield DisputeCase(when=when, status=next(iter(worlds.values())))
            return
        alike: dict[tuple[tuple[tuple[int, ...], Status], ...], list[int]] = {}
        for value in dict.fromkeys(world[0] for world in worlds):
            below = tuple((w[1:], s) for w, s in worlds.items() if w[0] == value)
            alike.setdefault(below, []).append(value)
        for below, chosen in alike.items():
            said = () if len(alike) == 1 else (self._say(instances[0], chosen),)
            yield from self._leaves(instances[1:], dict(below), (*when, *said))

    def _say(self, instance: Instance, values: Sequence[int]) -> str:
        variable = self.program.graph.variables[instance[0]]
        fact = self.program.base.facts[variable.source]
        words = [say_value(fact, self.program.domains, variable, v) for v in values]
        said = " ou ".join(f"« {w} »" if fact.kind == "choix" else w for w in words)
        spot = self.situation.spot_of(variable, instance[1])
        several = len(self.situation.units) > 1 and spot.publication
        place = f" ({spot.passage or spot.publication})" if several else ""
        item = f", « {fact.values[variable.item]} »" if variable.item else ""
        return f"{fact.label}{place}{item} : {said}"


def _burden(fact: Fact, dispute: Dispute) -> tuple[str, tuple[str, ...]]:
    """Return who must prove, and on what authority: the base's presumption comes first."""
    if fact.presumption is not None:
        return fact.presumption.burden, fact.presumption.sources
    if dispute.burden is not None:
        return f"À prouver par {ROLES[dispute.burden]}.", ()
    return NOBODY, ()


def _unproved(fact: Fact, dispute: Dispute) -> str | None:
    """Return what is read if nothing more is proved, in words; None when nothing says it."""
    if fact.presumption is not None:
        answer: Answer = () if fact.kind == "liste" else fact.presumption.value
        within = not dispute.values or answer in dispute.values
        return say_answer(fact, answer) if within else None
    if dispute.who_loses is None:
        return None
    said = say_answer(fact, dispute.alleged)
    if dispute.who_loses == "denied":
        return said
    others = [say_answer(fact, value) for value in dispute.values if value != dispute.alleged]
    return " ou ".join(others) or f"autre chose que « {said} »"
