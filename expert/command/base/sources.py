"""`qualif base sources`: every text and decision, its level, and what rests on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from expert.command.arguments import add_form
from expert.command.streams import printable_json

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from knowledge import KnowledgeBase
    from knowledge.models.sources import Source
    from knowledge.uses import Use


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "sources", help="chaque texte et décision, et ce qui s'y appuie",
        description="Liste le registre : niveau de preuve, mise en garde, et les règles, "
        "questions, peines, échelles et délais qu'un changement toucherait.",
    )  # fmt: skip
    parser.add_argument(
        "words", nargs="*", metavar="MOT", help="seulement les sources qui disent tous ces mots"
    )
    parser.add_argument(
        "--inutilisees", action="store_true", help="seulement celles sur quoi rien ne s'appuie"
    )
    add_form(parser, ("texte", "json"))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the registry, or the part of it that was asked for."""
    from expert.command.base.layout import print_lines
    from knowledge import load_base
    from knowledge.uses import uses

    base = load_base()
    used = uses(base)
    kept = [s for s in _asked(base, arguments.words) if not (arguments.inutilisees and used[s.id])]
    if arguments.format == "json":
        data = [_data(source, used[source.id]) for source in kept]
        print(printable_json(json.dumps(data, ensure_ascii=False, indent=2)))
        return 0
    if arguments.words and not kept:
        print("Rien ne correspond à tous ces mots.")
        return 0
    for source in kept:
        print_lines(_lines(source, used[source.id]))
    resting = sum(1 for source in kept if used[source.id])
    print(f"Sources : {len(kept)} ; {resting} sur quoi la base s'appuie")
    return 0


def _asked(base: KnowledgeBase, words: list[str]) -> Iterator[Source]:
    """Yield the sources in the order of the registry, or the best match first."""
    from expert.library.entries import source_entries
    from expert.library.search import find

    if not words:
        yield from base.sources.values()
        return
    for entry in find(source_entries(base), words):
        yield base.sources[entry.id]


def _lines(source: Source, used: tuple[Use, ...]) -> Iterator[str]:
    from expert.explanation.citations import LEVEL_FR, source_reference
    from knowledge.uses import by_kind

    status = LEVEL_FR[source.level]
    yield f"{source.id} : {source_reference(source)}"
    yield f"  {status}" if source.is_citable else f"  {status} ; exemple, ne peut pas être cité"
    if source.caution:
        yield f"  Mise en garde : {source.caution}"
    for kind, named in by_kind(used):
        yield f"  {kind} : {', '.join(named)}"
    if not used:
        yield "  Rien ne s'y appuie"


def _data(source: Source, used: tuple[Use, ...]) -> dict[str, Any]:
    """Return a source as data; `uses` lists what rests on it, by kind."""
    from expert.explanation.citations import source_reference
    from knowledge.uses import by_kind

    return {
        "id": source.id,
        "reference": source_reference(source),
        "level": source.level,
        "citable": source.is_citable,
        "caution": source.caution,
        "uses": dict(by_kind(used)),
    }
