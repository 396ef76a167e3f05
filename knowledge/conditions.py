"""Conditions as a lawyer writes them, turned into a small closed syntax tree.

The tree is the only thing the rest of the program reads: `All`, `Any_`, `Not`, tests on facts
and conclusions, delays, and (in incident rules) counts over passages. Every name is checked
against the declarations while it is parsed, with the place of the word that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.errors import KnowledgeError, Place, nearest
from knowledge.models.common import SCOPE_DEPTH
from knowledge.models.facts import Fact
from knowledge.models.procedure import Duration
from knowledge.models.rules import Conclusion
from knowledge.reading import KeyPath

NOT_APPLICABLE = "sans_objet"
"""The value a guarded fact takes when its guard fails; a rule may name it."""


@dataclass(frozen=True, slots=True)
class FactIn:
    """The fact has one of `values` (ids of its declared values)."""

    fact: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class ItemIs:
    """A list fact contains `item` (or does not, when `present` is false)."""

    fact: str
    item: str
    present: bool


@dataclass(frozen=True, slots=True)
class NumberFrom:
    """A number is at or above a named landmark (or below it, when `above` is false)."""

    fact: str
    landmark: str
    above: bool


@dataclass(frozen=True, slots=True)
class DateFrom:
    """A date is on or after `day` (or strictly before it, when `after` is false)."""

    fact: str
    day: date
    after: bool


@dataclass(frozen=True, slots=True)
class DelayOver:
    """The delay that starts at the date has expired on the examination day (or has not)."""

    fact: str
    duration: Duration
    expired: bool


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion holds: an atom (`value` None) or one value of a slot."""

    conclusion: str
    value: str | None


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; the empty one is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds; the empty one is false."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold (negation by completion)."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` passages of the incident satisfy `part`."""

    count: int
    part: Condition


FactTest = FactIn | ItemIs | NumberFrom | DateFrom | DelayOver
"""A test on one fact."""

Condition = (
    FactIn | ItemIs | NumberFrom | DateFrom | DelayOver | Concluded | All | AnyOf | Not | AtLeast
)


def walk(condition: Condition) -> Iterator[Condition]:
    """Yield the condition and every condition inside it."""
    yield condition
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from walk(part)
        case Not(part) | AtLeast(_, part):
            yield from walk(part)
        case _:
            pass


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
        if isinstance(raw, list):
            return All(tuple(self.read(item, (*path, i)) for i, item in enumerate(raw)))
        if not isinstance(raw, dict):
            raise self._error(path, "une condition est une liste de tests « terme: valeur »")
        parts = tuple(self._entry(key, value, (*path, key)) for key, value in raw.items())
        return parts[0] if len(parts) == 1 else All(parts)

    def _entry(self, key: str, raw: Any, path: KeyPath) -> Condition:
        match key:
            case "tout":
                return All(tuple(self.read(part, (*path, i)) for i, part in self._list(raw, path)))
            case "un_de":
                return AnyOf(tuple(self.read(p, (*path, i)) for i, p in self._list(raw, path)))
            case "pas":
                return Not(self.read(raw, path))
            case "il_existe" | "pour_tous" | "au_moins":
                return self._aggregate(key, raw, path)
        if key in self.facts:
            return self._fact(self.facts[key], raw, path)
        if key in self.conclusions:
            return self._conclusion(self.conclusions[key], raw, path)
        known = [*self.facts, *self.conclusions, "tout", "un_de", "pas", "il_existe", "pour_tous"]
        raise self._error(path, f"terme inconnu : « {key} »{nearest(key, known)}")

    def _aggregate(self, key: str, raw: Any, path: KeyPath) -> Condition:
        if self.scope != "incident":
            raise self._error(path, f"« {key} » n'a de sens que dans une règle d'incident")
        inner = Reader(self.facts, self.conclusions, self.place, "passage")
        if key == "il_existe":
            return AtLeast(1, inner.read(raw, path))
        if key == "pour_tous":
            return Not(AtLeast(1, Not(inner.read(raw, path))))
        if not isinstance(raw, dict) or set(raw) != {"n", "tel_que"} or not str(raw["n"]).isdigit():
            raise self._error(path, "« au_moins » attend {n: nombre, tel_que: condition}")
        return AtLeast(int(raw["n"]), inner.read(raw["tel_que"], (*path, "tel_que")))

    def _fact(self, fact: Fact, raw: Any, path: KeyPath) -> Condition:
        self._check_scope(fact.scope, fact.id, path)
        if fact.descriptive:
            raise self._error(path, f"« {fact.id} » est descriptif : aucune règle ne peut le lire")
        if isinstance(raw, dict):
            tests = tuple(self._test(fact, key, value, (*path, key)) for key, value in raw.items())
            return tests[0] if len(tests) == 1 else All(tests)
        if fact.kind not in ("oui-non", "choix"):
            raise self._error(
                path,
                f"« {fact.id} » ({fact.kind}) se lit par un test, par exemple {_example(fact)}",
            )
        return FactIn(fact.id, self._values(fact, raw, path))

    def _test(self, fact: Fact, key: str, raw: Any, path: KeyPath) -> Condition:
        match fact.kind, key:
            case "liste", "contient":
                return ItemIs(fact.id, self._item(fact, raw, path), True)
            case "liste", "contient_un_de":
                items = [self._item(fact, item, path) for _, item in self._list(raw, path)]
                return AnyOf(tuple(ItemIs(fact.id, item, True) for item in items))
            case "liste", "au_moins_un":
                return AnyOf(tuple(ItemIs(fact.id, item, True) for item in fact.values))
            case "liste", "aucun":
                return All(tuple(ItemIs(fact.id, item, False) for item in fact.values))
            case "nombre", "des" | "sous":
                if raw not in fact.landmarks:
                    raise self._error(
                        path, f"repère inconnu : « {raw} »{nearest(str(raw), fact.landmarks)}"
                    )
                return NumberFrom(fact.id, raw, key == "des")
            case "date", "depuis" | "avant":
                return DateFrom(fact.id, self._day(raw, path), key == "depuis")
            case "date", "plus_de" | "moins_de":
                return DelayOver(fact.id, self._duration(raw, path), key == "plus_de")
        raise self._error(
            path,
            f"test « {key} » impossible sur « {fact.id} » ({fact.kind}) ; "
            f"attendu : {_example(fact)}",
        )

    def _conclusion(self, conclusion: Conclusion, raw: Any, path: KeyPath) -> Condition:
        self._check_scope(conclusion.scope, conclusion.id, path)
        if not conclusion.values:
            if raw not in ("oui", "non"):
                raise self._error(path, f"« {conclusion.id} » s'écrit oui ou non")
            held = Concluded(conclusion.id, None)
            return held if raw == "oui" else Not(held)
        chosen = [raw] if isinstance(raw, str) else [item for _, item in self._list(raw, path)]
        for value in chosen:
            if value not in conclusion.values:
                raise self._error(
                    path,
                    f"valeur inconnue de « {conclusion.id} » : « {value} »"
                    f"{nearest(str(value), conclusion.values)}",
                )
        tests = tuple(Concluded(conclusion.id, value) for value in chosen)
        return tests[0] if len(tests) == 1 else AnyOf(tests)

    def _values(self, fact: Fact, raw: Any, path: KeyPath) -> frozenset[str]:
        chosen = [raw] if isinstance(raw, str) else [item for _, item in self._list(raw, path)]
        allowed = [*fact.values, *([NOT_APPLICABLE] if fact.guard is not None else [])]
        for value in chosen:
            if value not in allowed:
                raise self._error(
                    path,
                    f"valeur inconnue de « {fact.id} » : « {value} »{nearest(str(value), allowed)}",
                )
        return frozenset(chosen)

    def _item(self, fact: Fact, raw: Any, path: KeyPath) -> str:
        if raw not in fact.values:
            raise self._error(
                path,
                f"valeur inconnue de « {fact.id} » : « {raw} »{nearest(str(raw), fact.values)}",
            )
        return str(raw)

    def _day(self, raw: Any, path: KeyPath) -> date:
        try:
            return date.fromisoformat(str(raw))
        except ValueError:
            raise self._error(path, f"date attendue (AAAA-MM-JJ), lu « {raw} »") from None

    def _duration(self, raw: Any, path: KeyPath) -> Duration:
        try:
            return Duration.model_validate(raw)
        except ValueError:
            raise self._error(path, "durée attendue, par exemple {mois: 3}") from None

    def _list(self, raw: Any, path: KeyPath) -> list[tuple[int, Any]]:
        if not isinstance(raw, list):
            raise self._error(path, "une liste est attendue")
        return list(enumerate(raw))

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
