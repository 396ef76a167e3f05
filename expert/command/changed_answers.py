"""« fait », « fait@P1 » and « fait@P1=valeur » on the command line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from expert.plain_text import one_line
from knowledge.errors import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from expert.incident import Answer, Incident, Key
    from knowledge import KnowledgeBase


def one_incident(file: str, base: KnowledgeBase, examined_on: Any) -> Incident:
    """Return the single incident of a file. Raises `InputError`."""
    from expert.incident_files import read_incidents

    found = read_incidents(file, base, examined_on=examined_on)
    if len(found) > 1:
        raise InputError(Place(one_line(file)), "un seul incident par fichier est attendu ici")
    return found[0]


def asked_keys(base: KnowledgeBase, incident: Incident, words: Sequence[str]) -> list[Key]:
    """Return the places of the facts named without a value. Raises `InputError`."""
    return [key for word in words if "=" not in word for key in _keys(base, incident, word, word)]


def changed_answers(
    base: KnowledgeBase, incident: Incident, words: Sequence[str]
) -> dict[Key, Answer]:
    """Return the answers written « fait[@P1]=valeur ». Raises `InputError`."""
    from expert.incident_files.values import read_answer

    answers: dict[Key, Answer] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            continue
        for key in _keys(base, incident, name, word):
            fact = base.facts[key.fact]
            place = Place(f"« {one_line(word)[:80]} »")
            raw: Any = value.strip()
            if fact.kind == "liste" and "," in raw:
                raw = [part.strip() for part in raw.split(",")]
            answers[key] = read_answer(fact, raw, partial(_same, place))
    return answers


def _same(place: Place, path: object) -> Place:
    """Return the one place of whatever stands in a word of the command line."""
    return place


def _keys(base: KnowledgeBase, incident: Incident, name: str, word: str) -> list[Key]:
    from expert.incident_files.naming import keys_named

    place = Place("réponse à essayer" if word == name else f"« {one_line(word)[:80]} »")
    try:
        found = keys_named(base, incident, name)
    except ValueError as error:
        raise InputError(place, str(error)) from None
    fact = base.facts[found[0].fact]
    if fact.protected:
        raise InputError(place, "cette réponse est protégée : elle n'est reprise nulle part")
    if fact.descriptive:
        raise InputError(place, f"« {fact.id} » n'est lu par aucune règle : il ne change rien")
    return found
