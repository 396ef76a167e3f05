"""From rules as written to rules with every name resolved: what they conclude, what they defeat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from knowledge.base_model import AtomId
from knowledge.errors import nearest
from knowledge.models.common import SCOPE_DEPTH
from knowledge.models.header import Profile
from knowledge.models.rules import Conclusion, Rule, Zone

Pairs = tuple[tuple[AtomId, str | None], ...]
"""(atom, reading in which it is concluded) pairs."""


def with_shared_goals(
    conclusions: Mapping[str, Conclusion], profiles: Iterable[Profile]
) -> dict[str, Conclusion]:
    """Return the conclusions, a reader that shares the goals of another named wherever it is."""
    shared = {p.id: p.goals_of for p in profiles if p.goals_of}
    return {
        name: _with_goals(c, [p for p, other in shared.items() if other in c.goals])
        for name, c in conclusions.items()
    }


def _with_goals(conclusion: Conclusion, more: list[str]) -> Conclusion:
    goals = (*conclusion.goals, *(name for name in more if name not in conclusion.goals))
    return conclusion if not more else conclusion.model_copy(update={"goals": goals})


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
            found = [other for other in self._defeated(target, concluded) if other != rule.id]
            if not found and target != rule.id:
                self.refuse(rule, "ecarte", self._nothing_under(target))
            defeated.update(dict.fromkeys(found))
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

    def _nothing_under(self, target: str | dict[str, str]) -> str:
        """Say that a derogation defeats nothing, with the nearest name that would."""
        if isinstance(target, str):
            known = [*self.rules, *self.conclusions]
            return f"rien à écarter sous « {target} »{nearest(target, known)}"
        if set(target) != {"famille"}:
            return "« ecarte » attend une règle, une conclusion, « case=valeur » ou {famille: nom}"
        families = {name for c in self.conclusions.values() for name in c.family}
        name = target["famille"]
        return f"rien à écarter dans la famille « {name} »{nearest(name, sorted(families))}"

    def scope_of(
        self,
        rule: Rule,
        concluded: Mapping[str, Pairs],
        defeated: Mapping[str, tuple[str, ...]],
    ) -> str:
        """Return the scope of a rule: that of its conclusions, or of what it defeats."""
        atoms = [atom for atom, _ in concluded[rule.id]] or [
            atom for target in defeated[rule.id] for atom, _ in concluded[target]
        ]
        scopes = {self.conclusions[atom.partition("=")[0]].scope for atom in atoms}
        if len(scopes) > 1:
            self.refuse(rule, "alors", "une règle conclut dans une seule portée")
        return min(scopes, key=SCOPE_DEPTH.__getitem__, default="passage")

    def check(
        self,
        rule: Rule,
        concluded: Mapping[str, Pairs],
        defeated: Mapping[str, tuple[str, ...]],
        scopes: Mapping[str, str],
    ) -> None:
        """Refuse a rule that says nothing, or that defeats itself or a wider rule."""
        concludes = isinstance(rule.conclusion, str) or any((rule.conclusion or {}).values())
        if not concludes and not rule.defeats:
            self.refuse(rule, "alors", "la règle ne conclut rien, dans aucune lecture")
        if rule.id in rule.defeats:
            self.refuse(rule, "ecarte", "une règle ne s'écarte pas elle-même")
        for target in defeated[rule.id]:
            if SCOPE_DEPTH[scopes[rule.id]] > SCOPE_DEPTH[scopes[target]]:
                self.refuse(
                    rule,
                    "ecarte",
                    f"« {target} » appartient à la portée {scopes[target]} : une règle de "
                    f"portée {scopes[rule.id]} ne peut pas l'écarter",
                )
        if rule.since and rule.until and rule.until < rule.since:
            self.refuse(rule, "jusqu_a", "la période de la règle finit avant de commencer")
