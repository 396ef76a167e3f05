"""P5: no rule goes round in a circle, so « not x » is only read once x is settled.

Shown twice: by walking what each rule reads down to the facts, and by asking z3 for a level of
each term strictly above those it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expert.assurance.proofs.judge import SOLVER, DisagreementError
from expert.assurance.proofs.model import Failure, Findings
from expert.assurance.proofs.second_opinion import levels_exist
from knowledge.base_model import KnowledgeBase
from knowledge.checks.strata import check_strata
from knowledge.conditions import Concluded, Condition, FactTest, walk

Term = str
WALK = "parcours des règles"


def no_cycle(base: KnowledgeBase, *, second_opinion: bool) -> Findings:
    """P5: no cycle, hence no negation inside a stratum."""
    found = Findings("termes", methods={WALK})
    rests_on = {term: tuple(under) for term, under in _terms(base)}
    found.checked = len(rests_on)
    refused = [error.message for error in check_strata(base)]
    found.failures += [Failure("strates", sentence) for sentence in refused]
    if second_opinion:
        found.methods.add(SOLVER)
        if levels_exist(rests_on) != (not refused):
            raise DisagreementError("strates")
    if not refused:
        found.remarks.append(f"{_depth(rests_on)} niveaux, des faits aux conclusions")
    return found


def _terms(base: KnowledgeBase) -> Iterator[tuple[Term, Iterator[Term]]]:
    """Yield each rule, conclusion and guarded fact with what it rests on."""
    for rule in base.rules.values():
        defeaters = [f"règle {other.id}" for other in base.derogations.get(rule.id, ())]
        yield f"règle {rule.id}", iter([*_read(base, rule.condition), *defeaters])
    for name in base.conclusions:
        rules = [r for r in base.rules.values() if any(_is_of(a, name) for a, _ in r.conclusions)]
        yield f"conclusion {name}", iter(f"règle {rule.id}" for rule in rules)
    for fact, guard in base.guards.items():
        yield f"fait {fact}", _read(base, guard)


def _is_of(atom: str, conclusion: str) -> bool:
    return atom.partition("=")[0] == conclusion


def _read(base: KnowledgeBase, condition: Condition) -> Iterator[Term]:
    for part in walk(condition):
        if isinstance(part, Concluded):
            yield f"conclusion {part.conclusion}"
        elif isinstance(part, FactTest) and part.fact in base.guards:
            yield f"fait {part.fact}"


def _depth(rests_on: Mapping[Term, tuple[Term, ...]]) -> int:
    """Return the longest chain (the terms have no cycle)."""
    known: dict[Term, int] = {}
    pending = list(rests_on)
    while pending:
        term = pending[-1]
        missing = [under for under in rests_on[term] if under not in known]
        if missing:
            pending += missing
        else:
            known[pending.pop()] = 1 + max((known[u] for u in rests_on[term]), default=0)
    return max(known.values(), default=0)
