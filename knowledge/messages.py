"""Pydantic's refusals, told as French sentences with the nearest valid key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge.errors import nearest
from knowledge.reading import KeyPath

_SENTENCES = {
    "missing": "clé manquante : « {key} »",
    "date_from_datetime_parsing": "date attendue (AAAA-MM-JJ), lu « {input} »",
    "date_parsing": "date attendue (AAAA-MM-JJ), lu « {input} »",
    "int_parsing": "nombre entier attendu, lu « {input} »",
    "float_parsing": "nombre attendu, lu « {input} »",
    "string_type": "texte attendu",
    "string_too_short": "texte vide",
    "string_pattern_mismatch": "identifiant attendu (lettres, chiffres, tirets), lu « {input} »",
    "literal_error": "valeur non admise : « {input} » ; attendu : {expected}",
    "tuple_type": "liste attendue",
    "dict_type": "objet « clé: valeur » attendu",
    "too_short": "liste trop courte",
    "greater_than_equal": "nombre trop petit : « {input} »",
    "model_type": "objet « clé: valeur » attendu",
}


def french_errors(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[KeyPath, str]]:
    """Yield (path inside the entry, French sentence) for each refusal of `error`."""
    for item in error.errors(include_url=False):
        path: KeyPath = tuple(item["loc"])
        key = str(path[-1]) if path else ""
        if item["type"] == "extra_forbidden":
            names = _keys(model)
            yield path, f"clé inconnue : « {key} »{nearest(key, names)}"
            continue
        if item["type"] == "value_error":
            yield path, str(item["msg"]).removeprefix("Value error, ")
            continue
        template = _SENTENCES.get(item["type"], "valeur incorrecte : « {input} »")
        context: dict[str, Any] = item.get("ctx", {})
        shown = str(item.get("input", ""))[:60]
        yield (
            path,
            template.format(
                key=key,
                input=shown,
                expected=str(context.get("expected", "")).replace(" or ", " ou "),
            ),
        )


def _keys(model: type[BaseModel]) -> list[str]:
    """Return the keys a file may write for `model`."""
    return [field.alias or name for name, field in model.model_fields.items() if name != "place"]
