"""`qualif modele`: a Word template to start from, and whether another one may be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace

_DESCRIPTION = """\
Les documents Word partent d'un modèle. Celui de Qualif peut être changé dans
Word : papier à en-tête, polices, couleurs, phrases. « ecrire » en donne une
copie ; « verifier » dit si un modèle peut servir. Il s'emploie ensuite avec
« --format docx --modele FICHIER ».
"""


def declare(commands: Any) -> None:
    """Declare the group and its commands."""
    parser = commands.add_parser(
        "modele", help="le modèle des documents Word : en écrire un, le vérifier",
        description=_DESCRIPTION,
    )  # fmt: skip
    verbs = parser.add_subparsers(
        title="commandes", metavar="COMMANDE", prog="qualif modele", required=True
    )
    writing = verbs.add_parser(
        "ecrire", help="écrire une copie du modèle de Qualif",
        description="Écrit une copie du modèle de Qualif, à changer dans Word.",
    )  # fmt: skip
    writing.add_argument("file", type=Path, metavar="FICHIER", help="fichier .docx à écrire")
    writing.set_defaults(run=run_writing)
    checking = verbs.add_parser(
        "verifier", help="dire si un modèle peut servir",
        description="Vérifie un modèle, et donne les noms qu'il peut employer.",
    )  # fmt: skip
    checking.add_argument("file", type=Path, metavar="FICHIER", help="fichier .docx à vérifier")
    checking.set_defaults(run=run_checking)


def run_writing(arguments: Namespace) -> int:
    """Write the shipped template. Raises `InputError`."""
    from expert.papers.word.template import SHIPPED
    from expert.papers.writing import check_target, write_paper
    from expert.plain_text import one_line

    check_target(arguments.file, "docx")
    write_paper(SHIPPED.read_bytes(), arguments.file)
    print(f"Modèle écrit : {one_line(str(arguments.file))}")
    return 0


def run_checking(arguments: Namespace) -> int:
    """Say that a template may be used, and what it may name. Raises `InputError`."""
    from expert.papers.word.template import load_template
    from expert.papers.word.variables import VARIABLES
    from expert.plain_text import one_line

    template = load_template(arguments.file)
    print(f"{one_line(template.name)} : ce modèle peut servir.\n\nNoms permis entre accolades :")
    width = max(map(len, VARIABLES)) + len("{{  }}")
    for name, meaning in VARIABLES.items():
        print(f"  {f'{{{{ {name} }}}}':<{width}}  {meaning}")
    print("\nConditions : {% if projet %}…{% else %}…{% endif %}, avec « and », « or », « not ».")
    return 0
