"""`qualif conformite PAPIER`: the papers that a data-protection officer asks for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from expert.command import papers as office
from expert.command.arguments import UsageError, add_form

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
    add_form(parser, ("texte", "markdown", "json", *office.FORMS))
    parser.add_argument("--sortie", metavar="FICHIER", help=office.TARGET)
    office.declare(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the paper, or the list of papers, or write an office document."""
    in_file = office.asked(arguments)
    if arguments.sortie is not None and not in_file:
        raise UsageError("--sortie va avec --format docx ou pdf (aide : qualif conformite --help)")
    if arguments.paper == LIST:
        return _listed(in_file)
    if in_file:
        return _written(arguments)
    sys.stdout.write(_printed(arguments.paper, arguments.format))
    return 0


def _listed(in_file: bool) -> int:
    from expert.compliance.papers import PAPERS

    if in_file:
        raise UsageError("--format docx et pdf demandent un papier (aide : qualif conformite)")
    width = max(map(len, PAPERS))
    for name, paper in PAPERS.items():
        print(f"{name:<{width}}  {paper.title}")
    return 0


def _printed(name: str, form: str) -> str:
    from expert.command.streams import columns, printable_json
    from expert.compliance.papers import PAPERS
    from knowledge import load_base

    if name == "nomenclature" and form == "json":
        return printable_json(_bill())
    paper = PAPERS[name]
    blocks = paper.blocks(load_base())
    if form == "json":
        from expert.documents.json_outline import document_text

        return printable_json(
            document_text(name, blocks, draft=paper.draft, anonymised=False, pseudonym="")
        )
    if form == "markdown":
        from expert.documents.markdown import layout

        return layout(blocks)
    from expert.documents.text import layout as text_layout

    return text_layout(blocks, columns())


def _written(arguments: Namespace) -> int:
    from datetime import date
    from pathlib import Path

    from expert.compliance.papers import office_paper
    from expert.papers.writing import check_target, rendered, write_paper
    from expert.plain_text import one_line
    from knowledge import load_base

    target = Path(arguments.sortie)
    check_target(target, arguments.format)
    paper = office_paper(arguments.paper, load_base(), date.today())
    write_paper(rendered(paper, arguments.format, arguments.modele), target)
    print(f"{'Projet' if paper.draft else 'Document'} écrit, à relire : {one_line(str(target))}")
    return 0


def _bill() -> str:
    from datetime import UTC, datetime

    from expert.compliance.inventory import bill_text, lock_text

    return bill_text(lock_text(), datetime.now(UTC))
