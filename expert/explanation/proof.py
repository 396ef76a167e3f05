"""Complete proofs: a derivation where there is one, else a proof by cases.

What holds in every case may have no single derivation (« whatever the reading, and whatever the
answer »). The cases are those of one open question of law or answer whose every value settles the
conclusion; where no single one does, several are split in turn.
"""

from __future__ import annotations

from expert.explanation.derivation import DerivationProver
from expert.explanation.model import ProofNode
from expert.explanation.truths import Truths
from expert.inference.kleene import Reference
from expert.inference.situation import Instance, Situation
from expert.inference.statuses import Statuses, is_more_publications
from knowledge.base_model import AtomId

_MAX_CASES = 6


class Prover(DerivationProver):
    """Builds the proofs of one situation, with the truths of one evaluator."""

    def __init__(self, truths: Truths, statuses: Statuses | None = None) -> None:
        super().__init__(truths)
        self._statuses = statuses or Statuses(truths.situation)

    def prove(self, atom: AtomId, unit: int | None) -> ProofNode:
        """Return the proof of an atom on a unit, whatever its truth."""
        node = self._program.atoms[atom]
        if self._truths.truth(node, unit) is None:
            status = self._statuses.node(node, unit).status
            if status in ("established", "excluded"):
                return self._by_cases(atom, unit, _MAX_CASES)
        return super().prove(atom, unit)

    def _by_cases(self, atom: AtomId, unit: int | None, depth: int) -> ProofNode:
        """Prove by cases what is certain although no single derivation shows it."""
        instance = self._deciding(atom, unit) if depth else None
        settled = self._truths.truth(self._program.atoms[atom], unit) is not None
        if settled or instance is None:
            return super().prove(atom, unit)
        cases = []
        for value, narrowed in self._cases(instance):
            proof = Prover(Reference(narrowed))._by_cases(atom, unit, depth - 1)
            label = f"si {self._say_value(instance[0], value)}"
            cases.append(self._node("cases", proof.truth, label, unit, steps=[proof]))
        agreed = {case.truth for case in cases}
        truth = agreed.pop() if len(agreed) == 1 else None
        text = f"{self.say_atom(atom, truth)}, dans tous les cas"
        return self._node("conclusion", truth, text, unit, steps=cases)

    def _deciding(self, atom: AtomId, unit: int | None) -> Instance | None:
        """Return the open answer or zone to split on: the one that leaves the fewest cases open.

        Zones come first: « whatever the reading » is what a reader wants to know.
        """
        node = self._program.atoms[atom]
        unsettled = self._statuses.unsettled
        met = unsettled.instances(unsettled.met(node, unit))
        variables = self._program.graph.variables
        open_ = sorted(
            (i for i in met if not is_more_publications(i)),
            key=lambda i: (not variables[i[0]].is_zone, i),
        )
        best, fewest = None, float("inf")
        for instance in open_:
            truths = [Reference(s).truth(node, unit) for _, s in self._cases(instance)]
            if (left := truths.count(None)) < fewest:
                best, fewest = instance, left
            if not left:
                break
        return best

    def _cases(self, instance: Instance) -> list[tuple[int, Situation]]:
        """Return the situation narrowed to each possible value of one instance."""
        declared = self._program.graph.variables[instance[0]].values
        possible = self._situation.allowed.get(instance, range(len(declared)))
        incident, allowed = self._situation.incident, self._situation.allowed
        return [
            (value, Situation(self._program, incident, {**allowed, instance: frozenset((value,))}))
            for value in sorted(possible)
        ]

    def _say_value(self, variable: int, value: int) -> str:
        declared = self._program.graph.variables[variable]
        if declared.is_zone:
            zone = self._base.zones.get(declared.id)
            if zone is None:
                rule = self._base.rules[declared.source].rule
                return f"règle à appui faible {declared.values[value]} : {rule.statement}"
            return f"lecture retenue : {zone.readings[value].statement}"
        fact = self._base.facts[declared.source]
        if declared.item is not None:
            return f"{fact.label}, {fact.values[declared.item]} : {declared.values[value]}"
        shown = fact.values.get(declared.values[value], declared.values[value])
        return f"{fact.label} : {shown}"
