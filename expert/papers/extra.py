"""The extra « documents »: the libraries that lay papers out, which a bare installation lacks."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from knowledge.errors import InputError, Place

_MISSING = (
    "elle n'est pas installée, et les formats docx et pdf la demandent : pip install docxtpl emoji "
    "typst dans l'environnement de Qualif ; tout le reste fonctionne sans elle"
)


def library(name: str) -> ModuleType:
    """Return a module of the extra. Raises `InputError` when it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        raise InputError(Place("option « documents »"), _MISSING) from None
