"""`--format docx` and `--format pdf`: one incident as an office document, in a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from expert.command.arguments import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from expert.assessment.model import Assessment
    from expert.papers.paper import Paper

FORMS = ("docx", "pdf")

TARGET = "fichier à écrire : obligatoire pour docx et pdf"
_TEMPLATE = "modèle Word de l'établissement, avec --format docx (sans précision : celui de Qualif)"


def declare(parser: ArgumentParser) -> None:
    """Declare the template that a Word document is made from."""
    parser.add_argument("--modele", type=Path, metavar="FICHIER", help=_TEMPLATE)


def asked(arguments: Namespace) -> bool:
    """Whether an office document is asked. Raises `UsageError` for what goes with it alone."""
    office = arguments.format in FORMS
    if arguments.modele is not None and arguments.format != "docx":
        raise UsageError("--modele va avec --format docx")
    if office and arguments.sortie is None:
        raise UsageError(f"--format {arguments.format} demande un fichier : --sortie FICHIER")
    return office


def run(arguments: Namespace, profile: str, make: Callable[[Assessment, date], Paper]) -> int:
    """Write the paper of the only incident of the files. Raises `InputError` or `UsageError`."""
    from expert.assessment import assess
    from expert.incident_files import read_incidents
    from expert.papers.writing import check_target, rendered, write_paper
    from expert.plain_text import one_line
    from knowledge import load_base

    target = Path(arguments.sortie)
    check_target(target, arguments.format)
    base = load_base()
    incidents = [
        incident
        for file in arguments.files
        for incident in read_incidents(file, base, examined_on=arguments.date)
    ]
    if len(incidents) != 1:
        raise UsageError(
            f"--format {arguments.format} : un seul incident à la fois, lu {len(incidents)}"
        )
    paper = make(assess(base, incidents[0], profile=profile), date.today())
    write_paper(rendered(paper, arguments.format, arguments.modele), target)
    kind = "Projet écrit, à relire" if paper.draft else "Document écrit, à relire"
    print(f"{kind} : {one_line(str(target))}")
    return 0
