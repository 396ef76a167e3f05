"""`qualif comparer A B`: two situations side by side, or one and a variant of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.command.arguments import UsageError, add_date, add_form, add_profile
from expert.command.what_if import FORMS, printed

if TYPE_CHECKING:
    from argparse import Namespace

_DESCRIPTION = """\
Met deux situations côte à côte : réponses et conclusions qui diffèrent, règles
et exceptions qui font la différence, peines, sanctions et délais, et ce qui est
pareil. Un second fichier, ou des réponses FAIT=VALEUR : une variante du premier,
dont toutes les autres réponses sont gardées. Rien n'est enregistré.
"""


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "comparer", help="mettre deux situations côte à côte", description=_DESCRIPTION
    )
    parser.add_argument("file", metavar="FICHIER", help="fichier d'incident, ou « - »")
    parser.add_argument(
        "others", nargs="+", metavar="AUTRE", help="un second fichier, ou FAIT=VALEUR..."
    )
    add_form(parser, FORMS)
    add_date(parser)
    add_profile(parser, "juriste")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the comparison. Raises `InputError` or `UsageError`."""
    from expert.command.changed_answers import changed_answers, one_incident
    from expert.documents.comparison import comparison_blocks
    from expert.what_if.comparison import NAMES, compare
    from expert.what_if.variant import VARIANT_NAMES, variant
    from knowledge import load_base

    others: list[str] = arguments.others
    changes = [word for word in others if "=" in word and not Path(word).exists()]
    files = [word for word in others if word not in changes]
    if len(files) > 1 or (files and changes):
        raise UsageError("un second fichier, ou des réponses FAIT=VALEUR, l'un ou l'autre")
    base = load_base()
    first = one_incident(arguments.file, base, arguments.date)
    if files:
        second, names = one_incident(files[0], base, arguments.date), NAMES
    else:
        second = variant(first, changed_answers(base, first, changes))
        names = VARIANT_NAMES
    found = compare(base, first, second, arguments.lecteur, names)
    sys.stdout.write(printed(found, comparison_blocks(found), arguments.format))
    return 0
