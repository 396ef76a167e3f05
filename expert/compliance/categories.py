"""The data that the software holds, found in its own models, and the category of each.

A field, a column or a fact without its category is an error: the register would be silently
incomplete. The categories are data (`content/donnees.yaml`); what exists is read from the code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import Final

from sqlalchemy import LargeBinary

from expert.cases.part import Part
from expert.compliance.models import Categories
from expert.store.schema import metadata
from knowledge.base_model import KnowledgeBase
from knowledge.models.facts import Fact

_KEPT: Final = (
    "expert.cases",
    "expert.affairs",
    "expert.journal.entry",
    "expert.office.accounts",
    "expert.vault.envelope",
)
"""The modules whose models are kept in the store; a package stands for all that it holds."""

Named = Mapping[str, Mapping[str, str]]
"""For each category, the names that it holds, with a word on each."""

SENSITIVE: Final = re.compile(
    r"sant[ée]|malad|arrêt de travail|syndic|mandat|religi|opinion|politiq|philosoph|sexuel|"
    r"orientation|origine|handicap|grossesse|m[ée]dica|psych|patient|mineur|intim|condamn|"
    r"poursuite|pénal|infraction|électoral|délit",
    re.IGNORECASE,
)
"""Words that make a fact be classified by name, and not by its block alone."""


class UnclassifiedError(LookupError):
    """Something that is held has no category."""


def kept_fields() -> tuple[str, ...]:
    """Return the fields of every model that the store keeps, as « Model.field »."""
    models = {model.__name__: tuple(model.model_fields) for model in _kept_models()}
    return tuple(f"{name}.{field}" for name in sorted(models) for field in models[name])


def sealed_columns() -> tuple[str, ...]:
    """Return the columns that only an entitled account opens, as « table.column »."""
    return tuple(name for name, sealed in _columns() if sealed)


def clear_columns() -> tuple[str, ...]:
    """Return the columns that who administers the store reads, as « table.column »."""
    return tuple(name for name, sealed in _columns() if not sealed)


def category_of_field(data: Categories, name: str) -> str:
    """Return the category of a field, « Model.field ». Raises `UnclassifiedError`."""
    return _found(_holding(data.fields, name), f"le champ {name}")


def category_of_column(data: Categories, name: str) -> str:
    """Return the category of a clear column, « table.column ». Raises `UnclassifiedError`."""
    return _found(_holding(data.columns, name), f"la colonne {name}")


def category_of_fact(data: Categories, fact: Fact) -> str:
    """Return the category of a fact: by its name, else by its block. Raises `UnclassifiedError`.

    A fact whose words are sensitive has to be classified by its name.
    """
    named = _holding(data.facts, fact.id)
    if named is not None:
        return named
    if fact.protected or sensitive_words(fact):
        raise UnclassifiedError(f"sans catégorie propre : le fait {fact.id} ({fact.label})")
    return _found(data.blocks.get(fact.block), f"le bloc {fact.block}")


def sensitive_words(fact: Fact) -> tuple[str, ...]:
    """Return the sensitive words of a fact, of its question and of its values."""
    said = " ".join((fact.label, fact.question, fact.definition, *fact.values.values()))
    return tuple(dict.fromkeys(word.lower() for word in SENSITIVE.findall(said)))


def facts_of(base: KnowledgeBase, data: Categories) -> dict[str, list[Fact]]:
    """Return the facts of each category that has some, in the order of the categories."""
    found: dict[str, list[Fact]] = {category.id: [] for category in data.categories}
    for fact in base.facts.values():
        found[category_of_fact(data, fact)].append(fact)
    return {name: facts for name, facts in found.items() if facts}


def fields_of(data: Categories) -> dict[str, list[str]]:
    """Return the fields of each category that has some, in French."""
    return _in_french(data, data.fields, kept_fields(), category_of_field)


def columns_of(data: Categories) -> dict[str, list[str]]:
    """Return the clear columns of each category that has some, in French."""
    return _in_french(data, data.columns, clear_columns(), category_of_column)


def _in_french(
    data: Categories,
    names: Named,
    existing: Iterable[str],
    category_of: Callable[[Categories, str], str],
) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {category.id: {} for category in data.categories}
    for name in existing:
        category = category_of(data, name)
        found[category][names[category][name]] = None
    return {category: list(words) for category, words in found.items() if words}


def _kept_models() -> Iterator[type[Part]]:
    modules = set(_modules())
    pending = list(Part.__subclasses__())
    while pending:
        model = pending.pop()
        pending += model.__subclasses__()
        if model.__module__ in modules:
            yield model


def _modules() -> Iterator[str]:
    for name in _KEPT:
        try:
            module = import_module(name)
        except ModuleNotFoundError as missing:
            if missing.name == name:
                continue
            raise
        yield name
        for inner in walk_packages(getattr(module, "__path__", ()), f"{name}."):
            import_module(inner.name)
            yield inner.name


def _columns() -> Iterator[tuple[str, bool]]:
    for table in metadata.sorted_tables:
        for column in table.columns:
            yield f"{table.name}.{column.name}", isinstance(column.type, LargeBinary)


def _holding(names: Named, name: str) -> str | None:
    """Return the category that holds a name."""
    return next((category for category, held in names.items() if name in held), None)


def _found(category: str | None, what: str) -> str:
    if category is None:
        raise UnclassifiedError(f"sans catégorie : {what}")
    return category
