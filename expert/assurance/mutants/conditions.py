"""Every one-place change of a condition, told in words.

A place is one test, one group or one count of the condition as the rule language writes it. Each
variant changes one place and leaves the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from expert.explanation.wording import say_duration, say_test
from knowledge.base_model import KnowledgeBase
from knowledge.conditions import (
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
    walk,
)
from knowledge.models.procedure import Duration

DROPPED = "condition retirée"
NEVER_MET = "condition jamais remplie"
NEGATED = "test inversé"
REPLACED = "valeur remplacée"
REMOVED = "valeur retirée d'une liste"
ADDED = "valeur ajoutée à une liste"
MOVED = "repère ou délai déplacé"
SWAPPED = "et / ou échangés"
QUANTIFIED = "il existe / pour tous"
COUNTED = "nombre de passages changé"

ALWAYS_TRUE: Condition = All(())
NEVER_TRUE: Condition = AnyOf(())

Put = Callable[[Condition], Condition]


@dataclass(frozen=True, slots=True)
class Variant:
    """A changed condition: which operator, what was done in words, and the leaf it tries.

    `leaf` is the number of the test (in reading order) that a drop or a « never » replaces.
    """

    operator: str
    said: str
    condition: Condition
    leaf: int | None = None


class ConditionMutator:
    """Makes the variants of the conditions of one base."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._durations: dict[str, dict[Duration, None]] = {}
        conditions = [*(r.condition for r in base.rules.values()), *base.guards.values()]
        for condition in conditions:
            for part in walk(condition):
                if isinstance(part, DelayOver):
                    self._durations.setdefault(part.fact, {})[part.duration] = None

    def variants(self, condition: Condition) -> Iterator[Variant]:
        """Yield every variant of a condition."""
        leaves = 0
        for part, put in _places(condition, lambda new: new):
            leaf = None
            if not isinstance(part, All | AnyOf | Not | AtLeast):
                leaf, leaves = leaves, leaves + 1
            for variant in (*self._constants(part), *self._changed(part)):
                yield replace(variant, condition=put(variant.condition), leaf=leaf)

    def said(self, part: Condition) -> str:
        """Return a part of a condition in a few words."""
        match part:
            case All(parts) | AnyOf(parts):
                word = " et " if isinstance(part, All) else " ou "
                return word.join(self.said(each) for each in parts) or "rien"
            case Not(inner):
                return f"non ({self.said(inner)})"
            case AtLeast(count, inner):
                return f"au moins {count} passage{'s' if count > 1 else ''} ({self.said(inner)})"
            case Concluded(conclusion, value):
                declared = self._base.conclusions[conclusion]
                return f"« {declared.label}{f' : {declared.values[value]}' if value else ''} »"
            case _:
                fact = self._base.facts[part.fact]
                return f"« {fact.label} : {say_test(fact, part)} »"

    def _constants(self, part: Condition) -> Iterator[Variant]:
        """Yield the two constants: a condition that is not read, a condition never met."""
        said = self.said(part)
        yield Variant(DROPPED, f"sans {said}", ALWAYS_TRUE)
        yield Variant(NEVER_MET, f"{said} jamais rempli", NEVER_TRUE)

    def _changed(self, part: Condition) -> Iterator[Variant]:
        match part:
            case All(parts) | AnyOf(parts):
                yield from self._group(part, parts)
            case Not(AtLeast(1, Not(inner))):
                yield Variant(QUANTIFIED, "il existe, et non pour tous", AtLeast(1, inner))
            case Not(inner):
                yield Variant(NEGATED, f"{self.said(inner)} au lieu du contraire", inner)
            case AtLeast():
                yield from self._count(part)
            case Concluded():
                yield from self._concluded(part)
            case FactIn():
                yield from self._values(part)
            case ItemIs():
                yield from self._item(part)
            case NumberFrom():
                yield from self._number(part)
            case DateFrom():
                yield self._negated(part, replace(part, after=not part.after))
            case DelayOver():
                yield self._negated(part, replace(part, expired=not part.expired))
                for other in self._durations[part.fact]:
                    if other != part.duration:
                        said = f"{say_duration(other)} au lieu de {say_duration(part.duration)}"
                        yield Variant(MOVED, said, replace(part, duration=other))

    def _negated(self, part: Condition, new: Condition) -> Variant:
        return Variant(NEGATED, f"le contraire de {self.said(part)}", new)

    def _group(self, part: Condition, parts: tuple[Condition, ...]) -> Iterator[Variant]:
        """Yield « or » for « and » and back, and the items a list of items does not have."""
        if len(parts) > 1:
            word = "ou" if isinstance(part, All) else "et"
            new = AnyOf(parts) if isinstance(part, All) else All(parts)
            yield Variant(SWAPPED, f"« {word} » dans {self.said(part)}", new)
        items = [each for each in parts if isinstance(each, ItemIs) and each.present]
        if isinstance(part, AnyOf) and len(items) == len(parts) > 1:
            fact = self._base.facts[items[0].fact]
            if {each.fact for each in items} == {fact.id}:
                for item in fact.values.keys() - {each.item for each in items}:
                    said = f"« {fact.label} » : aussi « {fact.values[item]} »"
                    yield Variant(ADDED, said, AnyOf((*parts, ItemIs(fact.id, item, True))))

    def _count(self, part: AtLeast) -> Iterator[Variant]:
        if part.count == 1:
            new = Not(AtLeast(1, Not(part.part)))
            yield Variant(QUANTIFIED, "pour tous, et non il existe", new)
        for count in (part.count - 1, part.count + 1):
            if count:
                yield Variant(
                    COUNTED, f"{count} au lieu de {part.count}", replace(part, count=count)
                )

    def _concluded(self, part: Concluded) -> Iterator[Variant]:
        yield self._negated(part, Not(part))
        for value in self._base.conclusions[part.conclusion].values:
            if value != part.value:
                new = replace(part, value=value)
                yield Variant(REPLACED, f"{self.said(new)} au lieu de {self.said(part)}", new)

    def _values(self, part: FactIn) -> Iterator[Variant]:
        fact = self._base.facts[part.fact]
        others = [value for value in fact.values if value not in part.values]
        if others:
            yield self._negated(part, FactIn(part.fact, frozenset(others)))
        if len(part.values) > 1:
            for value in sorted(part.values):
                said = f"« {fact.label} » : sans « {fact.values.get(value, 'sans objet')} »"
                yield Variant(REMOVED, said, FactIn(part.fact, part.values - {value}))
        if len(others) < 2:
            return
        for value in others:
            label = fact.values[value]
            said = f"« {fact.label} » : aussi « {label} »"
            yield Variant(ADDED, said, FactIn(part.fact, part.values | {value}))
            if len(part.values) == 1:
                new = FactIn(part.fact, frozenset((value,)))
                yield Variant(REPLACED, f"{self.said(new)} au lieu de {self.said(part)}", new)

    def _item(self, part: ItemIs) -> Iterator[Variant]:
        fact = self._base.facts[part.fact]
        yield self._negated(part, replace(part, present=not part.present))
        for item in fact.values:
            if item != part.item:
                new = replace(part, item=item)
                yield Variant(REPLACED, f"{self.said(new)} au lieu de {self.said(part)}", new)

    def _number(self, part: NumberFrom) -> Iterator[Variant]:
        yield self._negated(part, replace(part, above=not part.above))
        for landmark in self._base.facts[part.fact].landmarks:
            if landmark != part.landmark:
                new = replace(part, landmark=landmark)
                yield Variant(MOVED, f"{self.said(new)} au lieu de {self.said(part)}", new)


def _places(condition: Condition, put: Put) -> Iterator[tuple[Condition, Put]]:
    """Yield each place of a condition with what puts another condition there."""
    yield condition, put
    match condition:
        case All(parts) | AnyOf(parts):
            for number, part in enumerate(parts):
                yield from _places(part, _in_group(condition, parts, number, put))
        case Not(part):
            yield from _places(part, lambda new: put(Not(new)))
        case AtLeast(count, part):
            yield from _places(part, lambda new: put(AtLeast(count, new)))
        case _:
            pass


def _in_group(group: All | AnyOf, parts: tuple[Condition, ...], number: int, put: Put) -> Put:
    def put_there(new: Condition) -> Condition:
        return put(replace(group, parts=(*parts[:number], new, *parts[number + 1 :])))

    return put_there


def leaves(condition: Condition) -> int:
    """Return how many tests a condition has."""
    groups = All | AnyOf | Not | AtLeast
    return sum(not isinstance(part, groups) for part in walk(condition))
