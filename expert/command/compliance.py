"""`qualif conformite PAPIER`: the papers that a data-protection officer asks for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from expert.command.arguments import add_form

if TYPE_CHECKING:
    from argparse import Namespace

LIST = "liste"
NAMES = (
    LIST, "registre", "aipd", "durees", "droits", "menaces", "publication", "nomenclature"
)  # fmt: skip
_DESCRIPTION = """\
Établit les papiers que demande un délégué à la protection des données, d'après le
logiciel et sa base de règles : fiche de registre, projet d'analyse d'impact, durées,
destinataires, menaces, publication des règles, composants. Aucun dossier n'est lu.
"""


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "conformite", help="les papiers du délégué à la protection des données",
        description=_DESCRIPTION,
    )  # fmt: skip
    parser.add_argument(
        "paper", nargs="?", choices=NAMES, default=LIST, metavar="PAPIER",
        help=f"{', '.join(NAMES[:-1])} ou {NAMES[-1]} (sans précision : {LIST})",
    )  # fmt: skip
    add_form(parser, ("texte", "markdown", "json"))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the paper, or the list of papers."""
    from expert.compliance.papers import PAPERS

    if arguments.paper == LIST:
        width = max(map(len, PAPERS))
        for name, paper in PAPERS.items():
            print(f"{name:<{width}}  {paper.title}")
        return 0
    sys.stdout.write(_printed(arguments.paper, arguments.format))
    return 0


def _printed(name: str, form: str) -> str:
    from expert.command.streams import columns, printable_json
    from expert.compliance.papers import PAPERS
    from knowledge import load_base

    if name == "nomenclature" and form == "json":
        return printable_json(_bill())
    blocks = PAPERS[name].blocks(load_base())
    if form == "json":
        from expert.compliance.json_form import paper_text

        return printable_json(paper_text(name, blocks))
    if form == "markdown":
        from expert.documents.markdown import layout

        return layout(blocks)
    from expert.documents.text import layout as text_layout

    return text_layout(blocks, columns())


def _bill() -> str:
    from datetime import UTC, datetime

    from expert.compliance.inventory import bill_text, lock_text

    return bill_text(lock_text(), datetime.now(UTC))
