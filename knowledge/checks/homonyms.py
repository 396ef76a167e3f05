"""No name means two things: a word of the language, a fact, a conclusion, a zone, a reading.

The terms of a rule and the variables of the evaluators are found by name alone, so the second of
two homonyms would silently hide the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from knowledge.base_model import FACTS_CLOCK, KnowledgeBase
from knowledge.condition_reading import CONNECTIVES
from knowledge.conditions import NOT_APPLICABLE
from knowledge.errors import KnowledgeError, Place
from knowledge.models.common import Declaration

_NEVER_VALUES = {
    NOT_APPLICABLE: "le logiciel la donne lui-même quand « pose_si » ne tient pas",
    "inconnu": "« je ne sais pas » est une réponse, jamais une valeur",
    "unknown": "« je ne sais pas » est une réponse, jamais une valeur",
}


def check_homonyms(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each name that means two things, and for each that cannot be used."""
    taken: dict[str, str] = dict.fromkeys(CONNECTIVES, "un mot du langage des règles")
    for fact in base.facts.values():
        yield from _name(taken, fact.id, fact, "un fait")
        if fact.kind == "liste":
            for item in fact.values:
                yield from _name(taken, f"{fact.id}.{item}", fact, "une réponse d'une liste")
        for value in sorted(_NEVER_VALUES.keys() & fact.values.keys()):
            yield _error(fact, f"« {value} » n'est pas une valeur : {_NEVER_VALUES[value]}")
    for conclusion in base.conclusions.values():
        yield from _name(taken, conclusion.id, conclusion, "une conclusion")
    for zone in base.zones.values():
        yield from _name(taken, zone.id, zone, "une zone")
        counted = Counter(reading.id for reading in zone.readings)
        for reading, times in counted.items():
            if times > 1:
                yield _error(zone, f"la lecture « {reading} » est déclarée deux fois")
    yield from _clock(base)


def _clock(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each dated rule that has no date to be read on."""
    clock = base.facts.get(FACTS_CLOCK)
    usable = clock is not None and clock.kind == "date" and clock.scope == "publication"
    for rule in base.rules.values():
        dated = rule.rule.since or rule.rule.until
        if dated and rule.rule.clock == "faits" and rule.scope == "incident":
            yield _error(
                rule.rule,
                f"la règle d'incident « {rule.id} » est datée : un incident a plusieurs "
                f"publications, elle se lit au jour de l'examen (horloge: procedure)",
            )
        if dated and rule.rule.clock == "faits" and rule.scope != "incident" and not usable:
            yield _error(
                rule.rule,
                f"la règle « {rule.id} » a une période, et la base ne déclare pas la date "
                f"« {FACTS_CLOCK} » des publications",
            )


def _name(
    taken: dict[str, str], name: str, entry: Declaration, what: str
) -> Iterator[KnowledgeError]:
    if name in taken:
        yield _error(entry, f"« {name} » nomme déjà {taken[name]} : {what} ne peut pas le prendre")
    taken.setdefault(name, what)


def _error(entry: Declaration, message: str) -> KnowledgeError:
    return KnowledgeError(entry.place or Place("base"), message)
