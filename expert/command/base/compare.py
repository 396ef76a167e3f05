"""`qualif base comparer ANCIENNE NOUVELLE`: two versions of the base, and what it moves."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.command.arguments import add_date, add_form
from expert.command.streams import columns, printable_json

if TYPE_CHECKING:
    from argparse import Namespace

    from expert.assurance.comparison import BaseComparison
    from knowledge import KnowledgeBase

CURRENT = "actuelle"
"""The word that names the base shipped with the software."""

_DESCRIPTION = """\
Compare deux versions de la base : ce qui change dans les règles, les textes,
les peines et les délais, quelles conclusions changent et pour quel incident,
et ce que chaque incident enregistré donne avec l'une et avec l'autre. Une
version est un dossier de la base, ou « actuelle » pour celle du logiciel.
"""


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "comparer", help="comparer deux versions de la base", description=_DESCRIPTION
    )
    parser.add_argument("old", metavar="ANCIENNE", help="dossier de la base, ou « actuelle »")
    parser.add_argument("new", metavar="NOUVELLE", help="dossier de la base, ou « actuelle »")
    parser.add_argument(
        "files", nargs="*", metavar="FICHIER", help="incident enregistré, à qualifier avec les deux"
    )
    add_form(parser, ("texte", "json", "markdown"))
    add_date(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Compare, then print. Raises `InputError` or `UsageError` for what cannot be read."""
    from expert.assurance.comparison import compare

    old, new = _base(arguments.old), _base(arguments.new)
    found = compare(old, new, arguments.files, day=arguments.date)
    sys.stdout.write(rendered(found, old, new, arguments.format))
    return 0


def rendered(found: BaseComparison, old: KnowledgeBase, new: KnowledgeBase, form: str) -> str:
    """Return a comparison in one of the forms, ready to print."""
    if form == "json":
        from dataclasses import asdict

        from expert.plain_text import escaped_json

        text = json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str)
        return printable_json(escaped_json(text)) + "\n"
    from expert.documents.base_comparison import comparison_content

    blocks = comparison_content(found, old, new)
    if form == "markdown":
        from expert.documents.markdown import layout as markdown

        return markdown(blocks)
    from expert.documents.text import layout

    return layout(blocks, columns())


def _base(name: str) -> KnowledgeBase:
    """Return the base of a folder, or the shipped one. Raises `UsageError` in one sentence."""
    from expert.command.arguments import UsageError
    from knowledge import load_base
    from knowledge.errors import BrokenBaseError, InputError, nearest

    if name == CURRENT:
        return load_base()
    if not Path(name).is_dir():
        hint = nearest(name, [CURRENT]) or f" ; attendu : le dossier d'une base, ou « {CURRENT} »"
        raise UsageError(f"« {name} » n'est pas un dossier{hint}")
    try:
        return load_base(Path(name), use_cache=False)
    except BrokenBaseError as error:
        more = len(error.errors) - 1
        others = f" (et {more} autre{'s' if more > 1 else ''} refus)" if more else ""
        raise UsageError(f"la base « {name} » est refusée : {error.errors[0]}{others}") from None
    except InputError as error:
        raise UsageError(f"la base « {name} » ne se lit pas : {error}") from None
