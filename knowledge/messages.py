"""Pydantic's refusals, told as French sentences with the nearest valid key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from knowledge.errors import nearest
from knowledge.reading import KeyPath

_SENTENCES = {
    "missing": "clé manquante : « {key} »",
    "int_parsing": "nombre entier attendu, lu « {input} »",
    "int_type": "nombre entier attendu",
    "float_parsing": "nombre attendu, lu « {input} »",
    "float_type": "nombre attendu",
    "finite_number": "nombre attendu, lu « {input} »",
    "string_type": "texte attendu",
    "string_too_short": "texte vide",
    "string_pattern_mismatch": "identifiant attendu (lettres, chiffres, tirets), lu « {input} »",
    "tuple_type": "liste attendue",
    "dict_type": "objet « clé: valeur » attendu",
    "too_short": "liste trop courte : il en faut au moins {min_length}",
    "greater_than_equal": "nombre trop petit : « {input} »",
    "less_than_equal": "nombre trop grand : « {input} »",
    "model_type": "objet « clé: valeur » attendu",
}


def french_errors(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[KeyPath, str]]:
    """Yield (path inside the entry, French sentence) for each refusal of `error`."""
    unions: dict[KeyPath, list[Any]] = {}
    found = error.errors(include_url=False)
    for item in found:
        if item["type"] == "too_short" and _has_refusals_inside(item["loc"], found):
            continue  # an item that is refused is not counted: the list may be long enough
        root = _union_root(item)
        if root is None:
            yield item["loc"], _sentence(item, model)
        else:
            unions.setdefault(root, []).append(item)
    for root, items in unions.items():
        yield from _union_refusals(root, items, model)


def _has_refusals_inside(path: KeyPath, found: Iterable[Any]) -> bool:
    return any(item["loc"][: len(path)] == path != item["loc"] for item in found)


def _union_root(item: Any) -> KeyPath | None:
    """Return the path of a key that takes a text or an object, when a refusal is about one form.

    Pydantic then puts the name of the form (str, dict[…]) in the path of the refusal.
    """
    for number, step in enumerate(item["loc"]):
        if number and isinstance(step, str) and (step == "str" or step.startswith("dict[")):
            return tuple(item["loc"][:number])
    return None


def _union_refusals(
    root: KeyPath, items: list[Any], model: type[BaseModel]
) -> Iterator[tuple[KeyPath, str]]:
    """Keep the refusals of the form the writer meant: the one that was read furthest."""
    deepest = max(len(item["loc"]) for item in items)
    meant = [item for item in items if len(item["loc"]) == deepest]
    if len({item["loc"][len(root)] for item in meant}) > 1:
        yield root, "texte ou objet « clé: valeur » attendu"
        return
    for item in meant:
        yield (*root, *item["loc"][len(root) + 1 :]), _sentence(item, model)


def _sentence(item: Any, model: type[BaseModel]) -> str:
    path: KeyPath = tuple(item["loc"])
    key = str(path[-1]) if path else ""
    if item["type"] == "extra_forbidden":
        return f"clé inconnue : « {key} »{nearest(key, _keys(_model_at(model, path[:-1])))}"
    if item["type"] == "value_error":
        return str(item["msg"]).removeprefix("Value error, ")
    context: dict[str, Any] = item.get("ctx", {})
    shown, expected = str(item.get("input", ""))[:60], str(context.get("expected", ""))
    if item["type"] == "literal_error":
        words = expected.replace(" or ", " ou ")
        close = nearest(shown, re.findall(r"'([^']*)'", expected))
        return f"valeur non admise : « {shown} » ; attendu : {words}{close}"
    return _SENTENCES.get(item["type"], "valeur incorrecte : « {input} »").format(
        key=key,
        input=shown,
        min_length=context.get("min_length", 1),
    )


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel]:
    """Return the model of the object at `path` inside an entry of `model`."""
    for step in path:
        field = next((f for n, f in model.model_fields.items() if step in (f.alias, n)), None)
        inner = _model_in(field.annotation) if field is not None else None
        model = inner or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as `tuple[Reading, ...]` or `Penalty | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _keys(model: type[BaseModel]) -> list[str]:
    """Return the keys a file may write for `model`."""
    return [field.alias or name for name, field in model.model_fields.items() if name != "place"]
