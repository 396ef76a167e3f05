"""`qualif et-si FICHIER [FAIT[=VALEUR] ...]`: what each answer would change."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from expert.command.arguments import add_date, add_form, add_profile
from expert.command.streams import columns, printable_json

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from expert.documents.outline import Block
    from expert.explanation.model import Part

FORMS = ("texte", "json", "markdown")

_DESCRIPTION = """\
Dit ce que chaque réponse changerait, toutes les autres restant ce qu'elles
sont : ce qu'elle établirait, écarterait, rendrait contesté ou rouvrirait.
FAIT : un fait (author_status), d'une publication (access@P1) ou d'un passage
(target@P1/P1a). FAIT=VALEUR, une ou plusieurs fois : ces réponses, ensemble.
Sans FAIT : toutes les réponses, ouvertes ou données. Rien n'est enregistré.
"""


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "et-si", help="ce que chaque réponse d'un incident changerait", description=_DESCRIPTION
    )
    parser.add_argument("file", metavar="FICHIER", help="fichier d'incident, ou « - »")
    parser.add_argument("facts", nargs="*", metavar="FAIT[=VALEUR]", help="les réponses à essayer")
    add_form(parser, FORMS)
    add_date(parser)
    add_profile(parser, "juriste")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print what the answers would change. Raises `InputError`."""
    from expert.command.changed_answers import asked_keys, changed_answers, one_incident
    from expert.documents.what_if import what_if_blocks
    from expert.what_if.build import what_if
    from knowledge import load_base

    base = load_base()
    incident = one_incident(arguments.file, base, arguments.date)
    keys = asked_keys(base, incident, arguments.facts)
    together = changed_answers(base, incident, arguments.facts)
    found = what_if(
        base, incident, arguments.lecteur, keys=keys if arguments.facts else None, together=together
    )
    sys.stdout.write(printed(found, what_if_blocks(found), arguments.format))
    return 0


def printed(found: Part, blocks: Iterator[Block], form: str) -> str:
    """Return a result in one of the forms, ready to print."""
    if form == "json":
        from expert.plain_text import escaped_json

        return printable_json(escaped_json(found.model_dump_json(indent=2)) + "\n")
    if form == "markdown":
        from expert.documents import markdown

        return markdown.layout(blocks)
    from expert.documents import text

    return text.layout(blocks, columns())
