"""`qualif base faits`: the vocabulary of an incident file, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from expert.command.arguments import add_form
from expert.command.streams import printable_json

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from knowledge import KnowledgeBase
    from knowledge.models.facts import Fact


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "faits", help="les faits : type, valeurs, portée, question",
        description="Liste tous les faits qu'un fichier d'incident peut dire, bloc par bloc.",
    )  # fmt: skip
    add_form(parser, ("texte", "json"))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print every fact, in the order of the interview's blocks."""
    from expert.command.base.layout import print_lines
    from knowledge import load_base

    base = load_base()
    if arguments.format == "json":
        data = [_data(base, fact) for fact in _ordered(base)]
        print(printable_json(json.dumps(data, ensure_ascii=False, indent=2)))
        return 0
    block = ""
    for fact in _ordered(base):
        if fact.block != block:
            block = fact.block
            print(f"\n{base.blocks[block].title}")
        print_lines(_lines(fact))
    return 0


def _ordered(base: KnowledgeBase) -> list[Fact]:
    blocks = list(base.blocks)
    return sorted(base.facts.values(), key=lambda fact: blocks.index(fact.block))


def _lines(fact: Fact) -> Iterator[str]:
    marks: list[str] = [fact.kind, fact.scope]
    marks += ["descriptif"] if fact.descriptive else []
    marks += ["protégé"] if fact.protected else []
    yield f"  {fact.id} ({', '.join(marks)}) : {fact.question}"
    if fact.kind in ("choix", "liste"):
        for value, label in fact.values.items():
            yield f"      {value} : {label}"


def _data(base: KnowledgeBase, fact: Fact) -> dict[str, Any]:
    """Return a fact as data; `guard` is the condition under which it is asked, as written."""
    return {
        "id": fact.id,
        "label": fact.label,
        "type": fact.kind,
        "scope": fact.scope,
        "values": dict(fact.values),
        "landmarks": {name: mark.at for name, mark in fact.landmarks.items()},
        "definition": fact.definition,
        "block": fact.block,
        "block_title": base.blocks[fact.block].title,
        "question": fact.question,
        "reason": fact.reason,
        "sources": [s for s in fact.sources if base.sources[s].is_citable],
        "guard": fact.guard,
        "pieces": list(fact.pieces),
        "presumption": fact.presumption.value if fact.presumption else None,
        "protected": fact.protected,
        "descriptive": fact.descriptive,
    }
