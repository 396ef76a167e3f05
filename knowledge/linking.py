"""From rules as written to rules with every name resolved: what they conclude, what they defeat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge.base_model import AtomId
from knowledge.errors import nearest
from knowledge.models.rules import Conclusion, Rule, Zone

Pairs = tuple[tuple[AtomId, str | None], ...]
"""(atom, reading in which it is concluded) pairs."""


@dataclass(frozen=True)
class Linker:
    """Resolves the names that rules use for conclusions, zones and what they defeat.

    `refuse(rule, key, message)` records a refusal at a key of a rule.
    """

    rules: Mapping[str, Rule]
    conclusions: Mapping[str, Conclusion]
    zones: Mapping[str, Zone]
    refuse: Callable[[Rule, str, str], None]

    def conclusions_of(self, rule: Rule) -> Pairs:
        """Return what a rule concludes, by reading."""
        zone = self.zones.get(rule.zone) if rule.zone else None
        if rule.zone and zone is None:
            self.refuse(
                rule, "conteste", f"zone inconnue : « {rule.zone} »{nearest(rule.zone, self.zones)}"
            )
            return ()
        if rule.conclusion is None:
            return ()
        if isinstance(rule.conclusion, str):
            reading = zone.readings[0].id if zone else None
            return ((rule.conclusion, reading),) if self._is_atom(rule, rule.conclusion) else ()
        assert zone is not None
        known = [reading.id for reading in zone.readings]
        pairs = []
        for reading, atom in rule.conclusion.items():
            if reading not in known:
                self.refuse(
                    rule,
                    "alors",
                    f"lecture inconnue de {zone.id} : « {reading} »{nearest(reading, known)}",
                )
            elif atom is not None and self._is_atom(rule, atom):
                pairs.append((atom, reading))
        return tuple(pairs)

    def _is_atom(self, rule: Rule, atom: str) -> bool:
        name, _, value = atom.partition("=")
        conclusion = self.conclusions.get(name)
        if conclusion is None:
            self.refuse(
                rule, "alors", f"conclusion inconnue : « {name} »{nearest(name, self.conclusions)}"
            )
        elif conclusion.values and value not in conclusion.values:
            self.refuse(
                rule,
                "alors",
                f"valeur inconnue de « {name} » : « {value} »{nearest(value, conclusion.values)}",
            )
        elif not conclusion.values and value:
            self.refuse(rule, "alors", f"« {name} » n'a pas de valeurs : écrire « {name} »")
        else:
            return True
        return False

    def defeats_of(self, rule: Rule, concluded: Mapping[str, Pairs]) -> tuple[str, ...]:
        """Return the rules a derogation defeats."""
        defeated: dict[str, None] = {}
        for target in rule.defeats:
            found = self._defeated(target, concluded)
            if not found:
                shown = target if isinstance(target, str) else f"famille {target.get('famille')}"
                known = [*self.rules, *self.conclusions]
                self.refuse(
                    rule, "ecarte", f"rien à écarter sous « {shown} »{nearest(str(shown), known)}"
                )
            defeated.update(dict.fromkeys(f for f in found if f != rule.id))
        return tuple(defeated)

    def _defeated(
        self,
        target: str | dict[str, str],
        concluded: Mapping[str, Pairs],
    ) -> list[str]:
        """Return the rules meant by a target: a rule, a conclusion, a value of a slot, a family."""
        if isinstance(target, str) and target in self.rules:
            return [target]

        def meant(atom: AtomId) -> bool:
            name = atom.partition("=")[0]
            if isinstance(target, str):
                return target in (atom, name)
            declared = self.conclusions.get(name)
            return declared is not None and target.get("famille") in declared.family

        return [r for r, atoms in concluded.items() if any(meant(atom) for atom, _ in atoms)]

    def scope_of(
        self,
        rule: Rule,
        concluded: Mapping[str, Pairs],
        defeats: tuple[str, ...],
    ) -> str:
        """Return the scope of a rule: that of its conclusions, or of what it defeats."""
        atoms = [atom for atom, _ in concluded[rule.id]] or [
            atom for target in defeats for atom, _ in concluded[target]
        ]
        scopes = {self.conclusions[atom.partition("=")[0]].scope for atom in atoms}
        if len(scopes) > 1:
            self.refuse(rule, "alors", "une règle conclut dans une seule portée")
        return scopes.pop() if scopes else "passage"
