"""What an establishment chose before a document is drafted: read from a file, strictly."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from expert.plain_text import escaped_json
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError, Place, nearest
from knowledge.reading import Document, parse_documents, read_text

_KEYS = ("etablissement", "choix")
_WIDTH = 74


@dataclass(frozen=True)
class Choices:
    """The name of the establishment and, for every choice of the base, the option taken."""

    establishment: str
    options: Mapping[str, str]


def read_choices(path: Path, base: KnowledgeBase, *, unfinished: bool = False) -> Choices:
    """Read a file of choices. Raises `InputError` at the first word that is wrong.

    `unfinished` accepts that some choices, or the name, are not given yet.
    """
    documents = parse_documents(read_text(path, shown=path.name), path.name)
    if not documents:
        raise InputError(Place(path.name), "fichier vide")
    if len(documents) != 1:
        raise InputError(documents[1].place(()), "un seul document par fichier de choix")
    document = documents[0]
    written = document.value
    if not isinstance(written, dict):
        raise InputError(document.place(()), "un objet « etablissement », « choix » est attendu")
    for key in written:
        if key not in _KEYS:
            raise InputError(
                document.place((key,)), f"clé inconnue : « {key} »{nearest(key, _KEYS)}"
            )
    name = "" if unfinished and not written.get("etablissement") else _establishment(document)
    return Choices(name, dict(_options(document, base, unfinished=unfinished)))


def template(base: KnowledgeBase, taken: Choices | None = None) -> Iterator[str]:
    """Yield the lines of a file of choices, every choice with its options: filled in by `taken`."""
    options = {} if taken is None else taken.options
    name = "Nom de l'établissement" if taken is None else _quoted(taken.establishment)
    yield "# Les choix de l'établissement : gardez une option par ligne, puis"
    yield "#   qualif prevention rediger charte --choix CE-FICHIER"
    yield "#   qualif prevention rediger reglement --choix CE-FICHIER"
    yield f"etablissement: {name}"
    yield "choix:"
    for choice in base.drafting_choices.values():
        yield from (f"  # {line}" for line in wrap(choice.question, _WIDTH))
        yield from (f"  # {line}" for line in wrap(choice.reason, _WIDTH))
        for option, label in choice.options.items():
            yield f"  #   {option} : {label}"
        yield f"  {choice.id}: {options.get(choice.id, next(iter(choice.options)))}"


def unfinished_text(choices: Choices) -> str:
    """Return the choices made so far, as `read_choices` takes them up unfinished."""
    options = "".join(f"  {choice}: {option}\n" for choice, option in choices.options.items())
    chosen = f"choix:\n{options}" if options else "choix: {}\n"
    return f"etablissement: {_quoted(choices.establishment)}\n{chosen}"


def _quoted(name: str) -> str:
    """Return a name as YAML reads it back, whatever it holds: JSON text is YAML text."""
    return escaped_json(json.dumps(name, ensure_ascii=False))


def _establishment(document: Document) -> str:
    name = document.value.get("etablissement")
    if not isinstance(name, str) or not name.strip():
        raise InputError(document.place(()), "« etablissement » : un nom est attendu")
    return name.strip()


def _options(
    document: Document, base: KnowledgeBase, *, unfinished: bool
) -> Iterator[tuple[str, str]]:
    chosen = document.value.get("choix")
    if not isinstance(chosen, dict):
        raise InputError(document.place(()), "« choix » : un objet « choix: option » est attendu")
    known = base.drafting_choices
    for name, option in chosen.items():
        place = document.place(("choix", name))
        if name not in known:
            raise InputError(place, f"choix inconnu : « {name} »{nearest(name, known)}")
        if not isinstance(option, str) or option not in known[name].options:
            options = known[name].options
            hint = nearest(str(option), options) or f" ; options : {', '.join(options)}"
            raise InputError(place, f"option inconnue de « {name} » : « {option} »{hint}")
        yield name, option
    missing = [choice for choice in known if choice not in chosen]
    if missing and not unfinished:
        raise InputError(document.place(("choix",)), f"choix manquant : « {missing[0]} »")
