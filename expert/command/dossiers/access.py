"""`qualif dossiers droit-d-acces NOM`: everything on one person, the others masked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.arguments import add_form
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "droit-d-acces", help="tout ce qui concerne une personne, les autres masquées",
        description="Écrit, en français simple, tout ce que les dossiers qui vous sont ouverts "
        "gardent sur une personne. Les autres personnes sont masquées : relisez avant de remettre.",
    )  # fmt: skip
    parser.add_argument("name", metavar="NOM", help="prénom et nom, comme dans les dossiers")
    parser.add_argument("--sortie", required=True, metavar="FICHIER", help="le fichier à écrire")
    add_form(parser, ("texte", "markdown"))
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Write the document, and say which words to read again."""
    from expert.access.report import words_to_read_again
    from expert.atomic_files import replace_file
    from expert.command.arguments import UsageError
    from expert.command.dossiers.opening import desk_of
    from expert.documents.markdown import layout as markdown
    from expert.documents.text import layout as text
    from expert.office.telling import all_on_person
    from knowledge import load_base

    out = Path(arguments.sortie)
    if out.exists():
        raise UsageError(f"--sortie : « {out} » existe déjà, rien n'a été écrit")
    with desk_of(arguments) as desk:
        blocks = all_on_person(desk, load_base(), arguments.name)
        laid = markdown(iter(blocks)) if arguments.format == "markdown" else text(iter(blocks), 80)
        replace_file(out, laid.encode())
    print(f"Relevé écrit dans {out}.")
    words = words_to_read_again(blocks)
    if words:
        print("Relisez avant de remettre ; ces mots pourraient nommer quelqu'un :")
        print(", ".join(words))
    return 0
