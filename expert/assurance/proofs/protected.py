"""P10: a protected answer never worsens a result (non-interference, in one direction).

Answering « yes » to a protected question must never bring a conclusion held against the person
that « no » would not bring: no fault, offence, penalty, aggravation nor aggravating circumstance.
"""

from __future__ import annotations

from collections.abc import Iterator

from expert.assurance.proofs.bench import Bench
from expert.assurance.proofs.claims import Requirement, unit_of
from expert.assurance.proofs.model import Findings
from expert.inference.graph import Node
from expert.inference.situation import INCIDENT, Instance
from knowledge.models.rules import Conclusion

_FAVOURABLE = {"pour", "annulation"}


def protected_answers_never_worsen(bench: Bench) -> Findings:
    """P10: whatever the protected answer, « yes » brings no adverse result that « no » lacks."""
    found = Findings("résultats défavorables et réponses protégées")
    adverse = list(_adverse(bench))
    for number, variable in enumerate(bench.program.graph.variables):
        fact = bench.base.facts.get(variable.source)
        if variable.is_zone or fact is None or not fact.protected:
            continue
        instance: Instance = (number, INCIDENT if variable.scope == "incident" else 0)
        without = len(variable.values) - 1
        for value in range(without):
            for label, node, unit in adverse:
                wanted = [
                    Requirement(node, unit, fixed=((instance, value),)),
                    Requirement(node, unit, holds=False, fixed=((instance, without),)),
                ]
                sentence = f"« {label} » apparaît à cause de la réponse à « {fact.question} »"
                verdict = bench.judge.pushes(node, unit, instance, value, without)
                bench.record(found, variable.id, sentence, wanted, verdict)
    unread = [f.label for f in bench.base.facts.values() if f.protected and f.descriptive]
    if unread:
        found.remarks.append(f"aucune règle ne lit : {', '.join(unread)}")
    return found


def _adverse(bench: Bench) -> Iterator[tuple[str, Node, int | None]]:
    """Yield every result that may be held against the person."""
    base, program = bench.base, bench.program
    for atom, conclusion, _ in base.atoms():
        if not _is_favourable(bench, conclusion):
            yield bench.label(atom), program.atoms[atom], unit_of(conclusion.scope)
    for (name, *_), condition in base.aggravation_conditions.items():
        conclusion = base.conclusions[name]
        label = f"{conclusion.label}, peine aggravée"
        yield label, program.node_of(condition), unit_of(conclusion.scope)


def _is_favourable(bench: Bench, conclusion: Conclusion) -> bool:
    """Whether a conclusion protects: by its plan, its bearing, or because it defeats others.

    An offence, a grief or a circumstance held against the person never counts as favourable.
    """
    if conclusion.penalty_texts or conclusion.id in bench.base.griefs:
        return False
    if "contre" in conclusion.bearings:
        return False
    if conclusion.layer == "protection" or _FAVOURABLE.intersection(conclusion.bearings):
        return True
    return any(
        rule.defeats
        for atom, other, _ in bench.base.atoms()
        if other is conclusion
        for rule, _ in bench.base.rules_concluding.get(atom, ())
    )
