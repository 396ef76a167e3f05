"""`qualif fiche FICHIER`: the sheet that human resources give to the person aimed at."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from expert.command import papers
from expert.command.arguments import UsageError, add_date, add_form

if TYPE_CHECKING:
    from argparse import Namespace

_DESCRIPTION = """\
Écrit la fiche à remettre à la personne visée par un incident : ce qui lui reste
ouvert, auprès de qui, jusqu'à quelle date. Sans nom, sans conseil d'agir.
"""


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "fiche", help="la fiche à remettre à la personne visée", description=_DESCRIPTION
    )
    parser.add_argument("files", nargs="+", metavar="FICHIER", help="fichier d'incident, ou « - »")
    add_form(parser, ("texte", "markdown", *papers.FORMS))
    add_date(parser)
    parser.add_argument("--sortie", metavar="FICHIER", help=papers.TARGET)
    papers.declare(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the sheet of every incident of every file; nothing if one is refused."""
    if papers.asked(arguments):
        from expert.papers.making import person_paper

        return papers.run(arguments, "rh", person_paper)
    if arguments.sortie is not None:
        raise UsageError("--sortie va avec --format docx ou pdf (aide : qualif fiche --help)")
    return _printed(arguments)


def _printed(arguments: Namespace) -> int:
    from expert.assessment import assess
    from expert.command.streams import columns
    from expert.documents.markdown import layout as markdown
    from expert.documents.person_sheet import person_sheet
    from expert.documents.text import layout as text
    from expert.incident_files import read_incidents
    from knowledge import load_base

    base = load_base()
    sheets = [
        person_sheet(assess(base, incident, profile="rh"))
        for file in arguments.files
        for incident in read_incidents(file, base, examined_on=arguments.date)
    ]
    if arguments.format == "markdown":
        sys.stdout.write("\n---\n\n".join(markdown(sheet) for sheet in sheets))
    else:
        width = columns()
        sys.stdout.write(f"\n{'=' * width}\n\n".join(text(sheet, width) for sheet in sheets))
    return 0
