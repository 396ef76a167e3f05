"""One answer of a file turned into the answer of its fact, or refused with its place.

Every scalar arrives as text (or None for an empty or `null` one), so that the fact's own type
decides: no « no » read as False, no « 12:30 » read as a number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from expert.incident import Answer, DateRange
from expert.incident_files.dates import read_date, read_day
from expert.plain_text import one_line
from knowledge.errors import InputError, Place, nearest
from knowledge.models.facts import Fact
from knowledge.reading import KeyPath

UNKNOWN = "inconnu"
NONE_OF_THEM = "aucun"
MAX_TEXT = 20_000
"""Longest free text kept in one field, in characters."""

_YES_NO = {"oui": "oui", "non": "non", "true": "oui", "false": "non"}
_NUMBER = re.compile(r"^\d{1,12}(?:[.,]\d{1,6})?$")
_BOUNDS = ("depuis", "jusqu_a")

Placed = Callable[[KeyPath], Place]
"""From a path inside a value (`()` for the value itself) to its place in the file."""


def inside(place: Placed, *steps: str | int) -> Placed:
    """Return the places of what stands at `steps` inside a value."""
    return lambda path: place((*steps, *path))


def read_answer(fact: Fact, raw: Any, place: Placed) -> Answer:
    """Return the answer that `raw` gives to `fact`. Raises `InputError` at what is wrong."""
    if raw is None or (raw == UNKNOWN and fact.kind != "texte"):
        return None
    match fact.kind:
        case "oui-non":
            return _yes_no(fact, raw, place)
        case "choix":
            return _one_of(fact, _word(fact, raw, place), place(()))
        case "liste":
            return _list(fact, raw, place)
        case "nombre":
            return _number(fact, _word(fact, raw, place), place)
        case "date":
            return _date(fact, raw, place)
        case "texte":
            return read_free_text(fact.id, raw, place)


def read_free_text(key: str, raw: Any, place: Placed) -> str:
    """Return a free text, refusing what is not text or is too long."""
    text = "" if raw is None else raw
    if not isinstance(text, str):
        raise InputError(place(()), f"« {key} » : un texte est attendu, pas {kind_of(raw)}")
    if len(text) > MAX_TEXT:
        raise InputError(place(()), f"« {key} » : texte trop long (plus de {MAX_TEXT} caractères)")
    return text


def _yes_no(fact: Fact, raw: Any, place: Placed) -> str:
    word = _word(fact, raw, place)
    if word not in _YES_NO:
        raise InputError(
            place(()),
            f"« {fact.id} » : oui, non ou inconnu est attendu, lu "
            f"« {_shown(word)} »{nearest(word.lower(), ('oui', 'non', UNKNOWN))}",
        )
    return _YES_NO[word]


def _one_of(fact: Fact, word: str, place: Place) -> str:
    if word not in fact.values:
        hint = nearest(word, [*fact.values, UNKNOWN])
        expected = hint or f" ; attendu : {', '.join([*list(fact.values)[:12], UNKNOWN])}"
        raise InputError(place, f"« {fact.id} » : valeur inconnue « {_shown(word)} »{expected}")
    return word


def _list(fact: Fact, raw: Any, place: Placed) -> tuple[str, ...]:
    if isinstance(raw, str):
        if raw == NONE_OF_THEM and NONE_OF_THEM not in fact.values:
            return ()
        return (_one_of(fact, raw, place(())),)
    if not isinstance(raw, list):
        raise InputError(place(()), f"« {fact.id} » : une liste est attendue, pas {kind_of(raw)}")
    chosen: list[str] = []
    for index, item in enumerate(raw):
        where = place((index,))
        if item is None or item == UNKNOWN:
            raise InputError(where, f"« {fact.id} » : « inconnu » s'écrit seul, pas dans la liste")
        word = _one_of(fact, _word(fact, item, inside(place, index)), where)
        if word in chosen:
            raise InputError(where, f"« {fact.id} » : « {word} » est écrit deux fois")
        chosen.append(word)
    return tuple(value for value in fact.values if value in chosen)


def _number(fact: Fact, word: str, place: Placed) -> int | float:
    if not _NUMBER.match(word):
        raise InputError(
            place(()),
            f"« {fact.id} » : un nombre est attendu (exemple : 12 ou 2,5), lu « {_shown(word)} »",
        )
    value = float(word.replace(",", "."))
    return int(value) if math.floor(value) == value else value


def _date(fact: Fact, raw: Any, place: Placed) -> date | DateRange:
    if isinstance(raw, dict):
        return _range(fact, raw, place)
    return _day(fact, raw, place, read_date)


def _range(fact: Fact, raw: dict[str, Any], place: Placed) -> DateRange:
    for key in raw:
        if key not in _BOUNDS:
            raise InputError(
                place((key,)),
                f"« {fact.id} » : borne inconnue « {_shown(key)} »"
                f"{nearest(key, _BOUNDS) or ' ; attendu : depuis, jusqu_a'}",
            )
    first, last = (
        None
        if raw.get(key) in (None, UNKNOWN)
        else _day(fact, raw[key], inside(place, key), read_day)
        for key in _BOUNDS
    )
    if first is None and last is None:
        raise InputError(
            place(()), f"« {fact.id} » : une date ou une borne (depuis, jusqu_a) manque"
        )
    if first is not None and last is not None and first > last:
        raise InputError(place(()), f"« {fact.id} » : « depuis » vient après « jusqu_a »")
    return DateRange(first, last)


def _day(fact: Fact, raw: Any, place: Placed, read: Callable[[str], date]) -> date:
    word = _word(fact, raw, place)
    try:
        return read(word)
    except ValueError as error:
        raise InputError(place(()), f"« {fact.id} » : {one_line(str(error))}") from None


def _word(fact: Fact, raw: Any, place: Placed) -> str:
    if not isinstance(raw, str):
        raise InputError(
            place(()), f"« {fact.id} » : une seule valeur est attendue, pas {kind_of(raw)}"
        )
    return raw.strip()


def kind_of(raw: Any) -> str:
    """Name what was found where something else was expected."""
    if isinstance(raw, str):
        return "un texte"
    return "une liste" if isinstance(raw, list) else "un objet « clé: valeur »"


def _shown(word: str) -> str:
    return one_line(word)[:60]
