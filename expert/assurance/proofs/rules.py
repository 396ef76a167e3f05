"""P1 and P2: each rule can decide something, and none says what the others already say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from expert.assurance.proofs.bench import Bench
from expert.assurance.proofs.claims import Requirement, fails, unit_of
from expert.assurance.proofs.judge import DisagreementError
from expert.assurance.proofs.model import Failure, Findings
from expert.inference.graph import FALSE, Node
from expert.inference.program import Program
from knowledge.base_model import AtomId, KnowledgeBase, LawRule

WORLDS = "incidents tirés au hasard"


def can_fire(bench: Bench) -> Findings:
    """P1: each rule is effective in some incident, on a day when it is in force."""
    found = Findings("règles")
    later: dict[date, list[LawRule]] = {}
    present = []
    for rule in bench.base.rules.values():
        day = _day_in_force(rule, bench.day)
        if day == bench.day:
            present.append(rule)
        else:
            later.setdefault(day, []).append(rule)
    _fire(bench, present, found)
    for day, rules in later.items():
        _fire(replace(bench, day=day), rules, found)
    return found


def _day_in_force(rule: LawRule, day: date) -> date:
    """Return a day of examination on which a rule may apply: `day` unless it is out of force."""
    since, until = rule.rule.since, rule.rule.until
    if since is not None and since > day:
        return since
    return until if until is not None and until < day else day


def _fire(bench: Bench, rules: list[LawRule], found: Findings) -> None:
    effective = bench.program.effective
    seen = bench.sample.held([effective[rule.id] for rule in rules])
    solver = bench.judge.solver()
    for rule, bits in zip(rules, seen, strict=True):
        wanted = [Requirement(effective[rule.id], unit_of(rule.scope))]
        found.checked += 1
        if bits:
            found.methods.add(WORLDS)
            if solver is not None and not solver.may_hold(wanted):
                raise DisagreementError(rule.id)
            continue
        verdict = bench.judge.never(wanted)
        found.methods |= verdict.methods
        sentence = f"la règle « {rule.id} » ne s'applique jamais : {rule.rule.statement}"
        if verdict.never is None:
            found.unproved.append(f"{sentence} : {verdict.missing}")
        elif verdict.never:
            found.failures.append(Failure(rule.id, sentence))


def none_is_subsumed(bench: Bench) -> Findings:
    """P2: without a rule, some conclusion would change; or it says why it repeats the others."""
    found = Findings("règles")
    changes = [(rule, list(_without(bench.program, rule))) for rule in bench.base.rules.values()]
    nodes = [node for _, pairs in changes for _, *pair in pairs for node in pair]
    held = dict(zip(nodes, bench.sample.held(nodes), strict=True))
    for rule, pairs in changes:
        found.checked += 1
        changed = [atom for atom, kept, without in pairs if held[kept] != held[without]]
        if changed:
            found.methods.add(WORLDS)
            _is_not_a_reinforcement(bench, rule, changed[0], found)
        else:
            _removed(bench, rule, pairs, found)
    return found


Change = tuple[AtomId, Node, Node]
"""An atom, its node with every rule, its node without one of them."""


def _without(program: Program, rule: LawRule) -> Iterator[Change]:
    """Yield the atoms that a rule may change, itself or through the rules it defeats."""
    base = program.base
    reached, pending = {rule.id: rule}, [rule]
    while pending:
        for target in pending.pop().defeats:
            if target not in reached:
                reached[target] = base.rules[target]
                pending.append(base.rules[target])
    others = {name: other for name, other in base.rules.items() if name != rule.id}
    thinner: KnowledgeBase = replace(base, rules=others)
    reduced = Program(thinner, program.examined_on, program.domains, program.graph)
    for atom in dict.fromkeys(a for reader in reached.values() for a, _ in reader.conclusions):
        kept, without = program.atoms[atom], reduced.atom(atom)
        if kept != without:
            yield atom, kept, without


def _removed(bench: Bench, rule: LawRule, pairs: list[Change], found: Findings) -> None:
    """Ask the provers whether removing a rule changes one of its atoms."""
    unit = unit_of(rule.scope)
    for atom, kept, without in pairs:
        for one, other in ((kept, without), (without, kept)):
            if one == FALSE:
                continue
            verdict = bench.judge.never([Requirement(one, unit), fails(other, unit)])
            found.methods |= verdict.methods
            if verdict.never is False:
                _is_not_a_reinforcement(bench, rule, atom, found)
                return
            if verdict.never is None:
                found.unproved.append(f"« {rule.id} » : {verdict.missing}")
                return
    if rule.rule.reinforces is None and not _out_of_force(rule, bench.day):
        sentence = f"sans la règle « {rule.id} », rien ne changerait : {rule.rule.statement}"
        found.failures.append(Failure(rule.id, sentence))


def _is_not_a_reinforcement(bench: Bench, rule: LawRule, atom: AtomId, found: Findings) -> None:
    if rule.rule.reinforces is not None:
        sentence = (
            f"la règle « {rule.id} » se dit en renfort, mais sans elle "
            f"« {bench.label(atom)} » changerait"
        )
        found.failures.append(Failure(rule.id, sentence))


def _out_of_force(rule: LawRule, day: date) -> bool:
    """Whether a rule read on the day of the examination is out of force on that day."""
    examined = rule.rule.clock == "procedure" or rule.scope == "incident"
    return examined and _day_in_force(rule, day) != day
