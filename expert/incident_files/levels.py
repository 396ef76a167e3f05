"""The levels of an incident file, and what each may hold: own keys, and facts of its scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from expert.incident import Answer
from expert.incident_files.values import Placed, inside, read_answer
from expert.plain_text import one_line
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError, nearest
from knowledge.models.facts import Fact


@dataclass(frozen=True, slots=True)
class Level:
    """A kind of mapping: its reserved keys, and the scopes of the facts it holds flat."""

    keys: tuple[str, ...]
    scopes: tuple[str, ...]


INCIDENT = Level(
    ("format", "incident", "examen", "publications", "autres_publications", "notes", "contestes"),
    ("incident",),
)
PUBLICATION = Level(("id", "adresse", "verbatim", "passages"), ("publication",))
SINGLE = Level(PUBLICATION.keys, ("publication", "passage"))
"""A publication written without `passages`: it is its own single passage."""
PASSAGE = Level(("id", "verbatim"), ("passage",))

_WHERE = {
    "incident": "se dit de l'incident : à écrire au premier niveau",
    "publication": "se dit d'une publication : à écrire dans un élément de « publications »",
    "passage": "se dit d'un passage : à écrire dans un élément de « passages », ou dans la "
    "publication quand elle n'en a pas",
}


def read_level(
    raw: dict[str, Any], place: Placed, level: Level, base: KnowledgeBase
) -> dict[str, dict[str, Answer]]:
    """Return the answers of one mapping, by scope. Raises `InputError` at the first fault."""
    answers: dict[str, dict[str, Answer]] = {scope: {} for scope in level.scopes}
    for key, value in raw.items():
        if key in level.keys:
            continue
        fact = base.facts.get(key)
        if fact is None:
            raise InputError(
                place((key,)),
                f"clé inconnue : « {one_line(key)[:60]} »"
                f"{_nearest_key(key, level, base.facts.values())}",
            )
        if fact.scope not in level.scopes:
            raise InputError(place((key,)), f"« {key} » {_WHERE[fact.scope]}")
        answers[fact.scope][key] = read_answer(fact, value, inside(place, key))
    return answers


def _nearest_key(key: str, level: Level, facts: Iterable[Fact]) -> str:
    """Name the closest key of this level, or failing that the closest fact of any level."""
    known = list(facts)
    here = [fact.id for fact in known if fact.scope in level.scopes]
    return nearest(key, [*level.keys, *here]) or nearest(key, [fact.id for fact in known])
