"""Conditions as a lawyer writes them, parsed against what the base declares.

Every name is checked while it is parsed, with the place of the word that is wrong. What could only
be a slip is refused too: an empty group, which would always or never hold, or a number of months
that no calendar can add.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from knowledge.conditions import (
    NOT_APPLICABLE,
    All,
    AnyOf,
    AtLeast,
    Concluded,
    Condition,
    DateFrom,
    DelayOver,
    FactIn,
    ItemIs,
    Not,
    NumberFrom,
)
from knowledge.errors import KnowledgeError, Place, nearest
from knowledge.models.common import SCOPE_DEPTH, iso_day
from knowledge.models.facts import Fact
from knowledge.models.procedure import Duration
from knowledge.models.rules import Conclusion
from knowledge.reading import KeyPath

CONNECTIVES = ("tout", "un_de", "pas", "il_existe", "pour_tous", "au_moins")
"""The words of the language: no fact and no conclusion may take their names."""

_HIGHEST_COUNT = 99


@dataclass(frozen=True, slots=True)
class Reader:
    """Parses raw conditions against the declared facts and conclusions.

    `place` maps a key path inside the rule to its place in the file; `scope` is the scope of the
    rule, which may read terms of its own or of a wider scope only.
    """

    facts: Mapping[str, Fact]
    conclusions: Mapping[str, Conclusion]
    place: Callable[[KeyPath], Place]
    scope: str

    def read(self, raw: Any, path: KeyPath) -> Condition:
        """Parse `raw`, found at `path`. Raises `KnowledgeError` at the word that is wrong."""
        if not isinstance(raw, list | dict) or not raw:
            raise self._error(path, "une condition est une liste de tests « terme: valeur »")
        if isinstance(raw, list):
            return All(tuple(self.read(item, (*path, i)) for i, item in enumerate(raw)))
        parts = tuple(self._entry(key, value, (*path, key)) for key, value in raw.items())
        return parts[0] if len(parts) == 1 else All(parts)

    def _entry(self, key: str, raw: Any, path: KeyPath) -> Condition:
        match key:
            case "tout":
                return All(tuple(self.read(part, at) for part, at in self._list(raw, path)))
            case "un_de":
                return AnyOf(tuple(self.read(part, at) for part, at in self._list(raw, path)))
            case "pas":
                return Not(self.read(raw, path))
            case "il_existe" | "pour_tous" | "au_moins":
                return self._aggregate(key, raw, path)
        if key in self.facts:
            return self._fact(self.facts[key], raw, path)
        if key in self.conclusions:
            return self._conclusion(self.conclusions[key], raw, path)
        known = [*self.facts, *self.conclusions, *CONNECTIVES]
        raise self._error(path, f"terme inconnu : « {key} »{nearest(key, known)}")

    def _aggregate(self, key: str, raw: Any, path: KeyPath) -> Condition:
        if self.scope != "incident":
            raise self._error(path, f"« {key} » n'a de sens que dans une règle d'incident")
        inner = Reader(self.facts, self.conclusions, self.place, "passage")
        if key == "il_existe":
            return AtLeast(1, inner.read(raw, path))
        if key == "pour_tous":
            return Not(AtLeast(1, Not(inner.read(raw, path))))
        if not isinstance(raw, dict) or set(raw) != {"n", "tel_que"}:
            raise self._error(path, "« au_moins » attend {n: nombre, tel_que: condition}")
        return AtLeast(
            self._count(raw["n"], (*path, "n")), inner.read(raw["tel_que"], (*path, "tel_que"))
        )

    def _count(self, raw: Any, path: KeyPath) -> int:
        digits = isinstance(raw, str) and raw.isascii() and raw.isdecimal() and len(raw) < 4
        if not digits or not 1 <= int(raw) <= _HIGHEST_COUNT:
            raise self._error(path, f"nombre de passages attendu (de 1 à {_HIGHEST_COUNT})")
        return int(raw)

    def _fact(self, fact: Fact, raw: Any, path: KeyPath) -> Condition:
        self._check_scope(fact.scope, fact.id, path)
        if fact.descriptive:
            raise self._error(path, f"« {fact.id} » est descriptif : aucune règle ne peut le lire")
        if isinstance(raw, dict) and raw:
            tests = tuple(self._test(fact, key, value, (*path, key)) for key, value in raw.items())
            return tests[0] if len(tests) == 1 else All(tests)
        if fact.kind not in ("oui-non", "choix"):
            raise self._error(
                path,
                f"« {fact.id} » ({fact.kind}) se lit par un test, par exemple {_example(fact)}",
            )
        allowed = [*fact.values, *([NOT_APPLICABLE] if fact.guard is not None else [])]
        return FactIn(fact.id, frozenset(self._chosen(fact.id, allowed, raw, path)))

    def _test(self, fact: Fact, key: str, raw: Any, path: KeyPath) -> Condition:
        match fact.kind, key:
            case "liste", "contient":
                return ItemIs(fact.id, self._item(fact, raw, path), True)
            case "liste", "contient_un_de":
                items = [self._item(fact, item, at) for item, at in self._list(raw, path)]
                return AnyOf(tuple(ItemIs(fact.id, item, True) for item in items))
            case "liste", "au_moins_un" | "aucun":
                return self._any_or_none(fact, key, raw, path)
            case "nombre", "des" | "sous":
                landmark = self._named(raw, fact.landmarks, "repère inconnu", path)
                return NumberFrom(fact.id, landmark, key == "des")
            case "date", "depuis" | "avant":
                try:
                    return DateFrom(fact.id, iso_day(raw), key == "depuis")
                except ValueError as error:
                    raise self._error(path, str(error)) from None
            case "date", "plus_de" | "moins_de":
                return DelayOver(fact.id, self._duration(raw, path), key == "plus_de")
        raise self._error(
            path,
            f"test « {key} » impossible sur « {fact.id} » ({fact.kind}) ; "
            f"attendu : {_example(fact)}",
        )

    def _any_or_none(self, fact: Fact, key: str, raw: Any, path: KeyPath) -> Condition:
        if raw != "oui":
            raise self._error(path, f"« {key} » s'écrit « {key}: oui »")
        if key == "au_moins_un":
            return AnyOf(tuple(ItemIs(fact.id, item, True) for item in fact.values))
        return All(tuple(ItemIs(fact.id, item, False) for item in fact.values))

    def _conclusion(self, conclusion: Conclusion, raw: Any, path: KeyPath) -> Condition:
        self._check_scope(conclusion.scope, conclusion.id, path)
        if not conclusion.values:
            if raw not in ("oui", "non"):
                raise self._error(path, f"« {conclusion.id} » s'écrit oui ou non")
            held = Concluded(conclusion.id, None)
            return held if raw == "oui" else Not(held)
        chosen = self._chosen(conclusion.id, conclusion.values, raw, path)
        tests = tuple(Concluded(conclusion.id, value) for value in chosen)
        return tests[0] if len(tests) == 1 else AnyOf(tests)

    def _chosen(
        self, name: str, allowed: list[str] | Mapping[str, str], raw: Any, path: KeyPath
    ) -> list[str]:
        """Return the value or values that a test on a fact or a slot names."""
        written = [(raw, path)] if isinstance(raw, str) else self._list(raw, path)
        unknown = f"valeur inconnue de « {name} »"
        return [self._named(value, allowed, unknown, at) for value, at in written]

    def _item(self, fact: Fact, raw: Any, path: KeyPath) -> str:
        return self._named(raw, fact.values, f"valeur inconnue de « {fact.id} »", path)

    def _named(
        self, raw: Any, valid: list[str] | Mapping[str, Any], unknown: str, path: KeyPath
    ) -> str:
        """Return a declared name. Raises with the nearest one when it is not declared."""
        if not isinstance(raw, str):
            raise self._error(path, "un mot est attendu, et un seul")
        if raw not in valid:
            raise self._error(path, f"{unknown} : « {raw} »{nearest(raw, valid)}")
        return raw

    def _duration(self, raw: Any, path: KeyPath) -> Duration:
        try:
            duration = Duration.model_validate(raw, by_alias=True, by_name=False)
        except ValidationError:
            duration = None
        if duration is None or not duration.runs_from_date_to_date:
            raise self._error(path, "durée attendue, par exemple {mois: 3} (ans, mois ou jours)")
        return duration

    def _list(self, raw: Any, path: KeyPath) -> list[tuple[Any, KeyPath]]:
        """Return the items of a list that is not empty, each with its path."""
        if not isinstance(raw, list) or not raw:
            raise self._error(path, "une valeur ou une liste de valeurs est attendue")
        return [(item, (*path, index)) for index, item in enumerate(raw)]

    def _check_scope(self, scope: str, name: str, path: KeyPath) -> None:
        if SCOPE_DEPTH[scope] > SCOPE_DEPTH[self.scope]:
            raise self._error(
                path,
                f"« {name} » appartient à la portée {scope} : une règle de "
                f"portée {self.scope} ne peut pas le lire",
            )

    def _error(self, path: KeyPath, message: str) -> KnowledgeError:
        return KnowledgeError(self.place(path), message)


def _example(fact: Fact) -> str:
    """Return an example of a test that fits the kind of `fact`."""
    first = next(iter(fact.values), "valeur")
    return {
        "liste": f"{{contient: {first}}}",
        "nombre": f"{{des: {next(iter(fact.landmarks), 'repere')}}}",
        "date": "{depuis: AAAA-MM-JJ} ou {plus_de: {mois: 3}}",
    }.get(fact.kind, "oui ou non" if fact.kind == "oui-non" else first)
