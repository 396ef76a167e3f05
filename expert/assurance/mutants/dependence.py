"""What rests on what: the atoms, rules and questions above a rule, an atom or a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from knowledge.base_model import AtomId, KnowledgeBase, LawRule
from knowledge.conditions import Concluded, Condition, walk


@dataclass(frozen=True)
class Above:
    """The rules and atoms that may change with something, itself included."""

    rules: frozenset[str]
    atoms: frozenset[AtomId]


@dataclass
class Dependence:
    """The dependence of one base, read from its rules; every answer is kept."""

    base: KnowledgeBase

    def __post_init__(self) -> None:
        self._above: dict[tuple[str, str], Above] = {}

    @cached_property
    def _read(self) -> dict[str, tuple[frozenset[str], frozenset[AtomId]]]:
        """For each rule, the facts and atoms it reads, through the guards of its facts."""
        return {rule.id: self.reads(rule.condition) for rule in self.base.rules.values()}

    def reads(self, condition: Condition) -> tuple[frozenset[str], frozenset[AtomId]]:
        """Return the facts and atoms a condition reads, through the guards of its facts."""
        facts: set[str] = set()
        atoms: set[AtomId] = set()
        pending = [condition]
        while pending:
            for part in walk(pending.pop()):
                if isinstance(part, Concluded):
                    atoms.add(atom_of(part))
                name = getattr(part, "fact", None)
                if isinstance(name, str) and name not in facts:
                    facts.add(name)
                    if name in self.base.guards:
                        pending.append(self.base.guards[name])
        return frozenset(facts), frozenset(atoms)

    @cached_property
    def _readers(self) -> dict[str, list[str]]:
        """For each fact and each atom, the rules that read it."""
        found: dict[str, list[str]] = {}
        for rule, (facts, atoms) in self._read.items():
            for name in (*(f"fait {fact}" for fact in facts), *atoms):
                found.setdefault(name, []).append(rule)
        return found

    def readers_of_fact(self, fact: str) -> list[str]:
        """Return the rules that read a fact, or a fact whose guard reads it."""
        return self._readers.get(f"fait {fact}", [])

    def above_rule(self, rule: str) -> Above:
        """Return what may change when a rule does."""
        return self._kept(("rule", rule), [rule], [])

    def rules_above_rule(self, rule: str) -> frozenset[str]:
        """Return the rules that may change when a rule does."""
        return self.above_rule(rule).rules

    def atoms_above_rule(self, rule: str) -> frozenset[AtomId]:
        """Return the atoms that may change when a rule does."""
        return self.above_rule(rule).atoms

    def above_atom(self, atom: AtomId) -> frozenset[str]:
        """Return the rules that may change when an atom does."""
        return self._kept(("atom", atom), [], [atom]).rules

    def above(self, rules: Iterable[str], atoms: Iterable[AtomId]) -> Above:
        """Return what may change when these rules and atoms do."""
        seen_rules, seen_atoms = set(rules), set(atoms)
        pending_rules, pending_atoms = list(seen_rules), list(seen_atoms)
        while pending_rules or pending_atoms:
            if pending_rules:
                rule = self.base.rules[pending_rules.pop()]
                new_rules, new_atoms = set(rule.defeats), concluded(self.base, rule)
            else:
                new_rules, new_atoms = set(self._readers.get(pending_atoms.pop(), ())), set()
            pending_rules += new_rules - seen_rules
            pending_atoms += new_atoms - seen_atoms
            seen_rules |= new_rules
            seen_atoms |= new_atoms
        return Above(frozenset(seen_rules), frozenset(seen_atoms))

    def _kept(self, key: tuple[str, str], rules: list[str], atoms: list[AtomId]) -> Above:
        if key not in self._above:
            self._above[key] = self.above(rules, atoms)
        return self._above[key]


def concluded(base: KnowledgeBase, rule: LawRule) -> set[AtomId]:
    """Return the atoms a rule bears on, the value of the slot that holds otherwise included."""
    atoms = {atom for atom, _ in rule.conclusions}
    for atom in list(atoms):
        conclusion = base.atom_conclusion(atom)
        if conclusion.otherwise is not None:
            atoms.add(f"{conclusion.id}={conclusion.otherwise}")
    return atoms


def atom_of(part: Concluded) -> AtomId:
    """Return the atom a test reads."""
    return part.conclusion if part.value is None else f"{part.conclusion}={part.value}"
