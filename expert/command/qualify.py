"""`qualif qualifier FICHIER...`: incidents in, qualifications out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from expert.command import batch, papers
from expert.command.arguments import add_date, add_profile
from expert.command.streams import columns, printable_json

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from datetime import date

    from expert.assessment.model import Assessment
    from expert.papers.paper import Paper

FORMS = ("texte", "json", "markdown")

_DESCRIPTION = """\
Qualifie chaque incident des fichiers (YAML ou JSON ; « - » : entrée standard).
Un fichier peut tenir plusieurs incidents : documents YAML, liste, ou clé
« incidents ». En JSON : un objet pour un incident, une liste pour plusieurs
(schéma : qualif schema). Un fichier refusé : une phrase, code 2, rien n'est écrit.
"""


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "qualifier", help="qualifier des incidents écrits dans des fichiers",
        description=_DESCRIPTION,
    )  # fmt: skip
    parser.add_argument("files", nargs="+", metavar="FICHIER", help="fichier d'incident, ou « - »")
    parser.add_argument(
        "--format",
        choices=(*FORMS, *papers.FORMS, *batch.FORMS),
        metavar="FORMAT",
        help=f"{', '.join(FORMS)} (sans précision : {FORMS[0]}), "
        f"{' ou '.join(papers.FORMS)} (avec --sortie) ; "
        f"avec --lot : {' ou '.join(batch.FORMS)} (sans précision : {batch.FORMS[0]})",
    )
    add_date(parser)
    add_profile(parser, "juriste")
    papers.declare(parser)
    batch.declare(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Qualify every incident of every file, then print: nothing is printed if one is refused."""
    office = papers.asked(arguments)
    if arguments.lot:
        return batch.run(arguments)
    if office:
        return papers.run(arguments, arguments.lecteur, _paper(arguments.lecteur))
    batch.check(arguments)
    form = arguments.format or FORMS[0]
    sys.stdout.write(report(arguments.files, form, arguments.lecteur, arguments.date))
    return 0


def _paper(profile: str) -> Callable[[Assessment, date], Paper]:
    from expert.papers.making import reader_paper

    return lambda assessment, day: reader_paper(assessment, profile, day)


def report(files: Sequence[str], form: str, profile: str, examined_on: date | None) -> str:
    """Return the report on every incident of `files`. Raises `InputError`."""
    from expert.assessment import assess
    from expert.incident_files import read_incidents
    from knowledge import load_base

    base = load_base()
    incidents = [
        incident
        for file in files
        for incident in read_incidents(file, base, examined_on=examined_on)
    ]
    return rendered(
        [assess(base, incident, profile=profile) for incident in incidents], form, profile
    )


def rendered(assessments: Sequence[Assessment], form: str, profile: str) -> str:
    """Return assessments in one of the forms, ready to print."""
    if form == "json":
        from expert.documents.json_contract import contract_text

        return printable_json(contract_text(assessments))
    if form == "markdown":
        from expert.documents.markdown import render_markdown

        return "\n---\n\n".join(render_markdown(assessment, profile) for assessment in assessments)
    from expert.documents.text import render_text

    width = columns()
    rule = f"\n{'=' * width}\n\n"
    return rule.join(render_text(assessment, profile, width) for assessment in assessments)
