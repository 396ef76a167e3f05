"""The checks of a base that need its meaning: conflicts, gaps, dead rules, idle facts.

Each refusal comes with a witness: answers, in words, that show it. Diagrams give exact results on
functions of one passage; where a diagram would be too large the check says so, and is not passed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Literal

from expert.incident import Incident, Passage, Publication
from expert.inference.diagrams import NEVER, DiagramTooLargeError
from expert.inference.functions import Function, build_function
from expert.inference.graph import FALSE, Node
from expert.inference.program import Program, compile_base
from expert.inference.situation import Situation
from expert.inference.worlds import evaluate
from knowledge.base_model import KnowledgeBase
from knowledge.models.sources import Decision, Provision

FindingKind = Literal[
    "conflict", "gap", "dead", "idle-fact", "too-large", "unused-zone", "large-notion"
]
REFUSED: frozenset[str] = frozenset({"conflict", "dead"})
"""The kinds that forbid a base; the others are told."""


_WORLDS = 20_000
"""How many random incidents are tried before a diagram is built."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in the base: its kind, what it is about, and a witness in words."""

    kind: FindingKind
    subject: str
    sentence: str
    witness: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether a base with this finding must not be used."""
        return self.kind in REFUSED


@dataclass(frozen=True, slots=True)
class Verification:
    """All findings, and the counts of the base by theme, by support and by level of proof."""

    findings: tuple[Finding, ...]
    themes: dict[str, int]
    support: dict[str, int]
    levels: dict[str, int]
    derogations: dict[str, tuple[str, ...]]

    @property
    def passed(self) -> bool:
        """Whether nothing refused was found."""
        return not any(finding.refused for finding in self.findings)


def verify(base: KnowledgeBase, day: date | None = None) -> Verification:
    """Check the meaning of a whole base on one day (the day it states the law, by default)."""
    program = compile_base(base, day or base.law_as_of)
    checker = _Checker(program)
    return Verification(
        findings=tuple(checker.findings()),
        themes={n.title: len(n.rules) for n in base.notions.values() if n.rules},
        support=_support(base),
        levels=_levels(base),
        derogations={rule: tuple(d.id for d in ds) for rule, ds in base.derogations.items()},
    )


class _Checker:
    """Checks one program; its empty situation has one passage and nothing answered."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._base = program.base
        empty = Incident("", program.examined_on, {}, (Publication("P1", (Passage("P1"),)),), True)
        self._empty = Situation(program, empty, {})

    def findings(self) -> Iterator[Finding]:
        """Yield every finding."""
        yield from self._conflicts()
        yield from self._dead_rules()
        yield from self._dead_factors()
        yield from self._idle_facts()
        yield from self._large_notions()

    def _conflicts(self) -> Iterator[Finding]:
        """Yield the slots that can take two values, and those that can take none."""
        for conclusion in self._base.conclusions.values():
            if not conclusion.values:
                continue
            unit = None if conclusion.scope == "incident" else 0
            nodes = {v: self._program.atoms[f"{conclusion.id}={v}"] for v in conclusion.values}
            graph = self._program.graph
            for (a, node_a), (b, node_b) in combinations(nodes.items(), 2):
                both = graph.conjunction([node_a, node_b])
                yield from self._never(
                    "conflict",
                    conclusion.id,
                    both,
                    unit,
                    f"« {conclusion.label} » peut valoir à la fois « {a} » et « {b} »",
                )
            if conclusion.otherwise is None:
                none = graph.negation(graph.disjunction(nodes.values()))
                yield from self._never(
                    "gap",
                    conclusion.id,
                    none,
                    unit,
                    f"« {conclusion.label} » peut n'avoir aucune valeur",
                )

    def _never(
        self, kind: FindingKind, subject: str, node: Node, unit: int | None, sentence: str
    ) -> Iterator[Finding]:
        """Yield a finding when a node can hold, with a witness."""
        if node == FALSE:
            return
        try:
            function = self._possible(node, unit)
        except DiagramTooLargeError:
            yield Finding("too-large", subject, f"non vérifié, trop grand : {sentence}")
            return
        if function is not None:
            yield Finding(kind, subject, sentence, tuple(self._witness(function)))

    def _dead_rules(self) -> Iterator[Finding]:
        """Yield the rules that can never be effective."""
        for rule in self._base.rules.values():
            if rule.id in self._seen_effective:
                continue
            node = self._program.effective[rule.id]
            unit = None if rule.scope == "incident" else 0
            try:
                dead = node == FALSE or self._possible(node, unit) is None
            except DiagramTooLargeError:
                yield Finding("too-large", rule.id, f"non vérifié, trop grand : {rule.id}")
                continue
            if dead and not self._out_of_time(rule.id):
                yield Finding("dead", rule.id, f"la règle « {rule.id} » ne s'applique jamais")

    def _dead_factors(self) -> Iterator[Finding]:
        """Yield the factors that no incident can have, whatever contradicts them further down."""
        for factor, condition in self._base.factors.values():
            node = self._program.node_of(condition)
            try:
                dead = self._possible(node, None if factor.scope == "incident" else 0) is None
            except DiagramTooLargeError:
                sentence = f"non vérifié, trop grand : {factor.id}"
                yield Finding("too-large", factor.id, sentence)
                continue
            if dead:
                sentence = f"personne ne peut avoir le facteur « {factor.id} »"
                yield Finding("dead", factor.id, sentence)

    def _possible(self, node: Node, unit: int | None) -> Function | None:
        """Return a function under which a node can hold, or None when it never can."""
        function = build_function(self._empty, node, unit)
        return None if function.possibly == NEVER else function

    @cached_property
    def _seen_effective(self) -> frozenset[str]:
        """The rules effective in some of many random incidents: no diagram is needed for them."""
        graph = self._program.graph
        chance = random.Random(0)
        columns = {
            index: _random_column(chance, len(variable.values))
            for index, variable in enumerate(graph.variables)
        }
        rules = list(self._program.effective)
        roots = [self._program.effective[rule] for rule in rules]
        counted = {node: graph.count_of(node) for node in graph.counts_under(roots)}
        children = [child for _, child in counted.values()]
        held = evaluate(graph, children, columns, _WORLDS)
        counts = {
            node: bits if at_least == 1 else 0
            for (node, (at_least, _)), bits in zip(counted.items(), held, strict=True)
        }
        found = evaluate(graph, roots, columns, _WORLDS, counts)
        return frozenset(rule for rule, bits in zip(rules, found, strict=True) if bits)

    def _out_of_time(self, rule: str) -> bool:
        """Whether a rule is only out of force on the day of the check."""
        declared = self._base.rules[rule].rule
        day = self._program.examined_on
        return (declared.since is not None and declared.since > day) or (
            declared.until is not None and declared.until < day
        )

    def _idle_facts(self) -> Iterator[Finding]:
        """Yield the facts that no rule reads, and the zones that no rule opens."""
        graph = self._program.graph
        roots = [*self._program.atoms.values(), *self._program.deadlines.values()]
        read = {graph.variables[v].source for v in graph.variables_under(roots)}
        for fact in self._base.facts.values():
            if not fact.descriptive and fact.id not in read:
                yield Finding("idle-fact", fact.id, f"aucune règle ne lit « {fact.id} »")
        for zone in self._base.zones:
            if zone not in read:
                yield Finding("unused-zone", zone, f"aucune règle n'ouvre la zone « {zone} »")

    def _large_notions(self) -> Iterator[Finding]:
        """Yield the notions where an interview without any answer has no exact diagram.

        It falls back to a sound answer there: nothing is decided, a question « may still matter ».
        """
        for notion in self._base.notions.values():
            large = [name for name in notion.conclusions if self._is_large(name)]
            if large:
                names = ", ".join(f"« {self._base.conclusions[name].label} »" for name in large)
                sentence = (
                    f"« {notion.title} » : diagramme trop grand tant que rien n'est répondu, une "
                    f"question y « peut encore compter » : {names}"
                )
                yield Finding("large-notion", notion.id, sentence)

    def _is_large(self, name: str) -> bool:
        conclusion = self._base.conclusions[name]
        unit = None if conclusion.scope == "incident" else 0
        atoms = [f"{name}={value}" for value in conclusion.values] or [name]
        try:
            for atom in atoms:
                build_function(self._empty, self._program.atoms[atom], unit)
        except DiagramTooLargeError:
            return True
        return False

    def _witness(self, function: Function) -> Iterator[str]:
        """Yield the answers of one path to « always », in words."""
        table, node = function.table, function.possibly
        while node > 1:
            children = table.children[node]
            value = next(i for i, child in enumerate(children) if child != NEVER)
            instance = function.instances[table.levels[node]]
            node = children[value]
            if instance[0] < 0:
                continue
            variable = self._program.graph.variables[instance[0]]
            if not variable.is_zone:
                yield f"{variable.id} : {variable.values[value]}"


def _random_column(chance: random.Random, width: int) -> list[int]:
    """Return, for each value of a variable, the random worlds in which it has that value."""
    column = [0] * width
    for bit in range(_WORLDS):
        column[chance.randrange(width)] |= 1 << bit
    return column


def _support(base: KnowledgeBase) -> dict[str, int]:
    advice = sum(rule.rule.advice for rule in base.rules.values())
    weak = sum(base.rule_is_weak(rule) or rule.rule.weak for rule in base.rules.values())
    return {"solide": len(base.rules) - advice - weak, "faible": weak, "conseil": advice}


def _levels(base: KnowledgeBase) -> dict[str, int]:
    levels: dict[str, int] = {}
    for source in base.sources.values():
        kind = "texte" if isinstance(source, Provision) else "décision"
        name = f"{kind}, {source.level}"
        levels[name] = levels.get(name, 0) + 1
        if isinstance(source, Decision) and source.citable:
            levels["décision, citable"] = levels.get("décision, citable", 0) + 1
    return levels
