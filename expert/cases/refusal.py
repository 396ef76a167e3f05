"""What cannot enter a case file is refused in one French sentence, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from expert.cases.part import Part
from expert.plain_text import one_line
from knowledge.errors import nearest

_Made = TypeVar("_Made", bound=Part)


class CaseRefusedError(ValueError):
    """What was asked of a case file cannot be done; the message is the French sentence."""


FIELD_FR: Final = {
    "act": "décision",
    "at": "date et heure",
    "author": "auteur de la pièce",
    "authority": "autorité",
    "by": "compte",
    "dated": "date de la pièce",
    "document": "document",
    "done_on": "fait le",
    "ends_on": "fin du gel",
    "form": "forme",
    "function": "fonction",
    "group": "groupe",
    "guard": "qui garde l'original",
    "id": "identifiant",
    "kept": "ce qui est gardé",
    "label": "intitulé",
    "last_day": "dernier jour",
    "name": "nom",
    "nature": "nature",
    "number": "numéro",
    "obtained": "comment la pièce a été obtenue",
    "obtained_words": "récit de l'obtention",
    "on": "date",
    "original_sha256": "empreinte de l'original",
    "question": "question",
    "reason": "motif",
    "received_on": "date de réception",
    "recipient": "destinataire",
    "role": "rôle",
    "sanction": "sanction",
    "service": "service",
    "sha256": "empreinte",
    "shows": "ce que l'on y voit",
    "size": "taille",
    "stage": "étape",
    "supports": "réponses appuyées",
    "text": "texte",
    "title": "titre",
}
"""How the fields of a case file are called in a refusal."""

_SAID: Final[dict[str, Callable[[dict[str, Any]], str]]] = {
    "string_too_long": lambda c: f"trop long, {c['max_length']} caractères au plus",
    "string_pattern_mismatch": lambda _: "forme non reconnue",
    "string_type": lambda _: "un texte est attendu",
    "timezone_aware": lambda _: "le fuseau horaire manque",
    "missing": lambda _: "à remplir",
    "date_type": lambda _: "une date est attendue",
    "datetime_type": lambda _: "une date et une heure sont attendues",
    "bool_type": lambda _: "oui ou non est attendu",
    "int_type": lambda _: "un nombre entier est attendu",
    "greater_than_equal": lambda c: f"{c['ge']} au moins",
    "extra_forbidden": lambda _: "n'existe pas dans un dossier",
}


def made(kind: type[_Made], **fields: Any) -> _Made:
    """Return a part made of these fields. Raises `CaseRefusedError` at the first that is wrong."""
    try:
        return kind(**fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise CaseRefusedError(_sentence(kind, first)) from None


def changed(part: _Made, **fields: Any) -> _Made:
    """Return a part with some fields replaced, each checked as if it were new."""
    return made(type(part), **{**dict(part), **fields})


def filled(what: str, text: str) -> str:
    """Return a text without the spaces around it. Raises `CaseRefusedError` when none is left."""
    if not text.strip():
        raise CaseRefusedError(f"« {what} » : à remplir")
    return text.strip()


def _sentence(kind: type[Part], error: Any) -> str:
    field = str(error["loc"][0]) if error["loc"] else ""
    shown = FIELD_FR.get(field, one_line(field)[:60])
    context = error.get("ctx") or {}
    if error["type"] == "literal_error":
        return f"« {shown} » : valeur inconnue{_closest(kind, field, error['input'])}"
    say = _SAID.get(error["type"])
    return f"« {shown} » : {say(context) if say else 'valeur refusée'}"


def _closest(kind: type[Part], field: str, value: object) -> str:
    known = [v for v in getattr(kind.model_fields[field].annotation, "__args__", ()) if v]
    read = f" « {one_line(value)[:40]} »" if isinstance(value, str) else ""
    hint = nearest(value, known) if isinstance(value, str) else ""
    return read + (hint or f" ; attendu : {', '.join(map(str, known))}")
