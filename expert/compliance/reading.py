"""Reading the data of this package, as strictly as the rule base is read."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from expert.compliance.models import Categories, Chapters, Purposes, Risks, ThreatModel
from knowledge.errors import InputError, Place
from knowledge.reading import decode, parse_documents

_M = TypeVar("_M", bound=BaseModel)


def parsed(text: str, name: str, model: type[_M]) -> _M:
    """Return what a text says. Raises `InputError` with the place of the first mistake."""
    (document,) = parse_documents(text, name)
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = tuple(part for part in first["loc"])
        raise InputError(document.place(path), first["msg"]) from None


@cache
def threat_model() -> ThreatModel:
    """Return the threats, numbered."""
    return _shipped("menaces.yaml", ThreatModel)


@cache
def risks() -> Risks:
    """Return the risks of the impact assessment."""
    return _shipped("risques.yaml", Risks)


@cache
def chapters(paper: str) -> Chapters:
    """Return the written chapters of a paper: « registre » or « aipd »."""
    return _shipped(f"{paper}.yaml", Chapters)


@cache
def categories() -> Categories:
    """Return what each field, column and fact is."""
    return _shipped("donnees.yaml", Categories)


@cache
def purposes() -> Purposes:
    """Return what each component is for."""
    return _shipped("composants.yaml", Purposes)


def _shipped(name: str, model: type[_M]) -> _M:
    data = resources.files("expert.compliance").joinpath("content", name).read_bytes()
    return parsed(decode(data, Place(name)), name, model)
