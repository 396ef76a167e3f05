"""Each conclusion of the base on each unit: status, sentence, reasons, readings, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from expert.assessment.model import (
    STATUS_FR,
    ConclusionResult,
    Contested,
    ContestedReading,
    Status,
)
from expert.assessment.reader_parts import Support
from expert.explanation.model import Proof, ProofNode
from expert.explanation.proof import Prover
from expert.explanation.render import one_line
from expert.explanation.truths import EngineTruths
from expert.incident import Incident, key_text, parse_key
from expert.inference.kleene import Reference
from expert.inference.program import FOLLOWED, WEAK_PREFIX, Program, compile_base
from expert.inference.situation import Instance, Situation, situate
from expert.inference.statuses import GoalStatus, Statuses, is_more_publications
from knowledge.base_model import AtomId, KnowledgeBase
from knowledge.models.rules import Conclusion, Reading

_REPROACHED = ("penal", "disciplinaire")
"""The layers where naming an open conclusion already accuses somebody."""

_WEAK_QUESTION = "Une règle sans source citable ni texte vérifié suffit-elle ?"
_WEAK_PRUDENT = "Ne rien fonder sur cette seule règle avant d'avoir lu sa source."


@dataclass
class Concluder:
    """Computes the conclusions of one situation and keeps the proofs they quote."""

    situation: Situation
    prover: Prover
    statuses: Statuses
    proofs: dict[str, Proof] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.program: Program = self.situation.program
        self.base = self.program.base
        self.presumed = Statuses(self.situation.presuming())
        self.screened = Statuses(self.situation.screened())

    def all(self, profile: str) -> Iterator[ConclusionResult]:
        """Yield the conclusions the reader wants, in the order of the base."""
        for atom, conclusion, value in self.base.atoms():
            if profile not in conclusion.goals:
                continue
            for unit in self.situation.units_at(conclusion.scope):
                status = self.statuses.atom(atom, unit)
                if value is None or status.status != "excluded":
                    yield self.conclude(atom, unit, goal=True)

    def conclude(self, atom: AtomId, unit: int | None, *, goal: bool) -> ConclusionResult:
        """Return one conclusion on one unit, with its proof recorded."""
        conclusion = self.base.atom_conclusion(atom)
        found = self.statuses.atom(atom, unit)
        contested = self._contested(atom, unit, found) if found.status == "contested" else None
        proof = self.proof(atom, unit)
        value = atom.partition("=")[2]
        label = f"{conclusion.label} : {conclusion.values[value]}" if value else conclusion.label
        return ConclusionResult(
            id=atom,
            label=label,
            layer=conclusion.layer,
            status=found.status,
            unit=self.unit_name(unit, conclusion.scope),
            sentence=_sentence(conclusion, label, found.status, contested),
            goal=goal,
            contested=contested,
            if_unproved=self.presumed.atom(atom, unit).status,
            support=self._support(proof.root, found),
            sources=self.sources_of(atom, proof.root, unit),
            proof=proof.id,
            open_because=_open_because(found),
            depends_on=self._depends_on(found),
            unscreened=self.unscreened(atom, unit),
        )

    def proof(self, atom: AtomId, unit: int | None) -> Proof:
        """Return the proof of an atom, built once."""
        name = self.unit_name(unit, self.base.atom_conclusion(atom).scope)
        key = f"{atom}@{name}" if name else atom
        if key not in self.proofs:
            root = self.prover.prove(atom, unit)
            self.proofs[key] = Proof(
                id=key, conclusion=atom, unit=name, line=one_line(root), root=root
            )
        return self.proofs[key]

    def unit_name(self, unit: int | None, scope: str) -> str | None:
        """Return the id a result shows for its unit."""
        return self.situation.unit_name(unit, scope)

    def sources_of(self, atom: AtomId, root: ProofNode, unit: int | None) -> tuple[str, ...]:
        """Return the citable sources of the rules that decide a conclusion."""
        decisive = [s for step in root.steps for s in _rule_sources(step)]
        if not decisive:
            rules = (rule for rule, _ in self.base.rules_concluding.get(atom, ()))
            decisive = [s for rule in rules for s in self.prover.cited(rule, unit)]
        return tuple(dict.fromkeys(decisive))

    def _contested(self, atom: AtomId, unit: int | None, found: GoalStatus) -> Contested:
        graph = self.program.graph
        names = sorted(graph.variables[zone].id for zone in found.zones)
        readings = [r for name in names for r in self._readings(atom, unit, name)]
        decisive = [n for n in names if len({r.value for r in readings if r.zone == n}) > 1]
        kept = decisive or names
        declared = [self.base.zones[name] for name in kept if name in self.base.zones]
        weak = len(declared) < len(kept)
        return Contested(
            zones=tuple(kept),
            questions=(*(z.question for z in declared), *([_WEAK_QUESTION] if weak else [])),
            readings=tuple(r for r in readings if r.zone in kept),
            pieces=(
                *(piece for zone in declared for piece in zone.pieces),
                *(["le texte ou la décision elle-même, à lire"] if weak else []),
            ),
            prudent=(*(z.prudent for z in declared), *([_WEAK_PRUDENT] if weak else [])),
        )

    def _readings(self, atom: AtomId, unit: int | None, zone: str) -> Iterator[ContestedReading]:
        """Yield what the conclusion becomes in each reading of one zone, with its proof."""
        variable = self.program.graph.variables[self.program.graph.index[zone]]
        declared = self.base.zones.get(zone)
        for number, reading in enumerate(variable.values):
            situation = self.situation.with_zones({zone: reading})
            statuses = Statuses(situation)
            status = statuses.atom(atom, unit).status
            value = {"established": True, "excluded": False}.get(status)
            proof_id = f"{self.proof(atom, unit).id}#{zone}={reading}"
            root = Prover(Reference(situation), statuses).prove(atom, unit)
            name = self.unit_name(unit, self.base.atom_conclusion(atom).scope)
            self.proofs[proof_id] = Proof(
                id=proof_id, conclusion=atom, unit=name, line=one_line(root), root=root
            )
            said = declared.readings[number] if declared else None
            yield ContestedReading(
                zone=zone,
                reading=reading,
                statement=said.statement if said else _weak_statement(reading),
                value=value,
                sources=self._cited_for(said, unit),
                proof=proof_id,
            )

    def _cited_for(self, reading: Reading | None, unit: int | None) -> tuple[str, ...]:
        days = self.situation.facts_days(unit)
        return self.prover.citable(reading.sources, days) if reading else ()

    def _depends_on(self, found: GoalStatus) -> tuple[str, ...]:
        if found.status != "open":
            return ()
        instances = [
            i
            for i in sorted(found.matters | found.unproved)
            if not is_more_publications(i) and (i in found.matters or self._was_answered(i))
        ]
        keys = dict.fromkeys(
            key_text(self.situation.key_of(i))
            for i in instances
            if not self.base.facts[self.program.graph.variables[i[0]].source].protected
        )
        return tuple(keys)

    def unscreened(self, atom: AtomId, unit: int | None) -> tuple[str, ...]:
        """Return the screening questions whose silence alone keeps an offence or a grief open."""
        depends_on = self._depends_on(self.statuses.atom(atom, unit))
        if self.base.atom_conclusion(atom).layer not in _REPROACHED or not depends_on:
            return ()
        if self.screened.atom(atom, unit).status != "excluded":
            return ()
        keys = map(parse_key, depends_on)
        return tuple(
            key_text(key)
            for key in keys
            if self.base.facts[key.fact].screening
            and key.fact not in self.situation.incident.answers_at(key.spot)
        )

    def _was_answered(self, instance: Instance) -> bool:
        """Whether somebody said « I don't know »: a detail nobody was asked about is not named."""
        key = self.situation.key_of(instance)
        return key.fact in self.situation.incident.answers_at(key.spot)

    def _support(self, root: ProofNode, found: GoalStatus) -> Support | None:
        """Return the level of what bears a conclusion: solid, weak or advice."""
        if found.status == "contested" and all(
            self.program.graph.variables[z].id.startswith(WEAK_PREFIX) for z in found.zones
        ):
            return "weak"
        if found.status not in ("established", "contested"):
            return None
        rules = [step.rule for step in root.steps if step.rule]
        if rules and all(self.base.rules[rule].rule.advice for rule in rules):
            return "advice"
        if rules and all(self.base.rules[rule].rule.weak for rule in rules):
            return "weak"
        return "solid"


def concluder_of(base: KnowledgeBase, incident: Incident) -> Concluder:
    """Return what concludes on an incident, experta and the reference compared on every conclusion.

    Raises `DisagreementError` if they differ.
    """
    situation = situate(compile_base(base, incident.examined_on), incident)
    truths = EngineTruths(situation)
    truths.check()
    statuses = Statuses(situation)
    return Concluder(situation, Prover(truths, statuses), statuses)


def _rule_sources(step: ProofNode) -> Iterator[str]:
    """Yield the sources of the rules met before the next conclusion down."""
    yield from step.sources
    for inner in step.steps:
        if inner.kind != "conclusion":
            yield from _rule_sources(inner)


def _sentence(
    conclusion: Conclusion, label: str, status: Status, contested: Contested | None
) -> str:
    said = {
        "established": conclusion.when_established,
        "excluded": conclusion.when_excluded,
        "open": conclusion.when_open,
    }.get(status)
    if said and not conclusion.values:
        return said
    if contested is not None:
        return f"{label} : contesté. {' '.join(contested.questions)}"
    return f"{label} : {STATUS_FR[status]}."


def _weak_statement(reading: str) -> str:
    return "la règle est suivie" if reading == FOLLOWED else "la règle n'est pas suivie"


def _open_because(found: GoalStatus) -> Literal["question", "proof"] | None:
    if found.status != "open":
        return None
    return "question" if found.matters else "proof"
