"""P3 and P4: a slot never takes two values, and always takes one."""

from __future__ import annotations

from itertools import combinations

from expert.assurance.proofs.bench import Bench
from expert.assurance.proofs.model import Findings


def never_two_values(bench: Bench) -> Findings:
    """P3: two values of a slot never hold together, in any reading of any question of law."""
    found = Findings("couples de valeurs")
    for slot in bench.base.conclusions.values():
        for one, other in combinations(slot.values, 2):
            wanted = [bench.atom(f"{slot.id}={value}") for value in (one, other)]
            sentence = (
                f"« {slot.label} » vaudrait à la fois « {slot.values[one]} » "
                f"et « {slot.values[other]} »"
            )
            bench.must_never(found, slot.id, sentence, wanted)
    return found


def never_without_a_value(bench: Bench) -> Findings:
    """P4: a slot has a value in every incident; `sinon` is an explicit « undetermined »."""
    found = Findings("cases")
    for slot in bench.base.conclusions.values():
        if slot.values:
            wanted = [bench.atom(f"{slot.id}={value}", holds=False) for value in slot.values]
            sentence = f"« {slot.label} » n'aurait aucune valeur, pas même « indéterminé »"
            bench.must_never(found, slot.id, sentence, wanted)
    return found
