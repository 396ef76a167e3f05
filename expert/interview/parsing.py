"""What a reader types, read as an answer; what cannot be read gets one kind sentence."""

from __future__ import annotations

import re
from datetime import date, datetime

from expert.incident import Answer, DateRange
from expert.incident_files.dates import FIRST_YEAR, LAST_YEAR
from knowledge.models.facts import Fact

_FRENCH = re.compile(
    r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?:\s*(?:à|a)?\s*(\d{1,2})\s*[hH:]\s*(\d{2})?)?$"
)
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?$")
_NUMBER = re.compile(r"^\d{1,15}(?:\.\d{1,15})?$", re.ASCII)
_YES = {"oui": "oui", "o": "oui", "non": "non", "n": "non"}
_UNKNOWN = {"?", "inconnu", "je ne sais pas", "jnsp"}


class AnswerError(ValueError):
    """An answer that cannot be read; its text is the sentence to show."""


def parse_answer(fact: Fact, text: str) -> Answer:
    """Read a typed answer: a value id, a letter, its number, a date, a number, a list « a, c ».

    Raises `AnswerError`.
    """
    written = text.strip()
    if written.lower() in _UNKNOWN:
        return None
    match fact.kind:
        case "oui-non":
            if written.lower() in _YES:
                return _YES[written.lower()]
            return _choice(fact, written)
        case "choix":
            return _choice(fact, written)
        case "liste":
            if written.lower() in ("aucune", "aucun", "0", "[]"):
                return ()
            parts = [part for part in re.split(r"[,;\s]+", written) if part]
            if not parts:
                raise AnswerError("Choisissez une ou plusieurs réponses, ou « aucune ».")
            chosen = {_choice(fact, part) for part in parts}
            return tuple(value for value in fact.values if value in chosen)
        case "nombre":
            return _number(written)
        case "date":
            return parse_date(written)
        case _:
            return written


def parse_date(text: str) -> date:
    """Read 03/09/2026, 2026-09-03, 03/09/2026 11 h, 2026-11-02T11:00. Raises `AnswerError`."""
    written = text.strip()
    french, iso = _FRENCH.match(written), _ISO.match(written)
    if french:
        day, month, year, hour, minute = french.groups()
    elif iso:
        year, month, day, hour, minute = iso.groups()
    else:
        raise AnswerError("Écrivez la date comme 03/09/2026 (ou 03/09/2026 11h30).")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise AnswerError(f"L'année doit être comprise entre {FIRST_YEAR} et {LAST_YEAR}.")
    try:
        if hour is not None:
            return datetime(int(year), int(month), int(day), int(hour), int(minute or 0))
        return date(int(year), int(month), int(day))
    except ValueError:
        raise AnswerError(f"La date « {written[:20]} » n'existe pas dans le calendrier.") from None


def parse_range(first: str | None, last: str | None) -> DateRange:
    """Read the bounds of a date known only between two days. Raises `AnswerError`."""
    bounds = [parse_date(part) if part else None for part in (first, last)]
    days = [d.date() if isinstance(d, datetime) else d for d in bounds]
    low, high = days
    if low is None and high is None:
        raise AnswerError("Donnez au moins une des deux dates.")
    if low and high and high < low:
        raise AnswerError("La seconde date précède la première.")
    return DateRange(low, high)


def _choice(fact: Fact, written: str) -> str:
    values = list(fact.values)
    if written in fact.values:
        return written
    if len(written) == 1 and written.isascii() and written.isalpha():
        position = ord(written.lower()) - ord("a")
    elif written.isdecimal() and len(written) < 4:
        position = int(written) - 1
    else:
        position = -1
    if 0 <= position < len(values):
        return values[position]
    raise AnswerError("Choisissez une des réponses proposées, ou « Je ne sais pas ».")


def _number(written: str) -> int | float:
    digits = re.sub(r"\s", "", written).replace(",", ".")
    if not _NUMBER.match(digits):
        raise AnswerError("Écrivez un nombre, par exemple 14.")
    value = float(digits)
    if not 0 <= value < 1e9:
        raise AnswerError("Écrivez un nombre positif raisonnable.")
    return int(value) if value.is_integer() else value
