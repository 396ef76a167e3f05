"""`qualif dossiers document NOM DOSSIER`: one document of a stored case, in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from expert.command.document import check_name, say_to_read_again

if TYPE_CHECKING:
    from argparse import Namespace

    from expert.documents.acts.catalogue import MadeDocument


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command import papers
    from expert.command.arguments import add_form, add_profile
    from expert.command.document import FORMS
    from expert.command.dossiers.opening import add_opening
    from expert.command.dossiers.sending import add_leaving

    parser = commands.add_parser(
        "document", help="un document d'un dossier (note, rapport, courrier...)",
        description="Écrit un document d'un dossier dans un fichier, en clair. L'export est "
        "inscrit au dossier et au journal avec son motif ; la copie échappe ensuite à "
        "l'effacement. Les noms des documents : qualif document liste.",
    )  # fmt: skip
    parser.add_argument("name", metavar="NOM", help="par exemple note-juridique")
    add_leaving(parser)
    add_profile(parser, "rh")
    parser.add_argument(
        "--anonyme", action="store_true", help="remplacer les noms du dossier par des fonctions"
    )
    add_form(parser, FORMS)
    papers.declare(parser)
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Write the file, after the export was recorded in the case."""
    from datetime import date

    from expert.atomic_files import replace_file
    from expert.command import papers
    from expert.command.dossiers.opening import desk_of
    from expert.command.dossiers.sending import checked_target
    from expert.documents.acts.forms import laid_out
    from expert.exchange.documents import Wanted, send_document
    from expert.papers.making import act_paper
    from expert.papers.writing import rendered
    from knowledge import load_base

    check_name(arguments.name)
    office = papers.asked(arguments)
    out = checked_target(arguments)
    base = load_base()

    def render(document: MadeDocument) -> bytes:
        if office:
            paper = act_paper(document, base, date.today())
            return rendered(paper, arguments.format, arguments.modele)
        return laid_out(document, arguments.format).encode()

    wanted = Wanted(
        name=arguments.name,
        form=arguments.format,
        recipient=arguments.pour,
        reason=arguments.motif,
        reader=arguments.lecteur,
        anonymised=arguments.anonyme,
    )
    with desk_of(arguments) as desk:
        made, content = send_document(desk, base, arguments.case, wanted, render)
        replace_file(out, content)
    kind = "Projet écrit" if made.draft else "Document écrit"
    say_to_read_again((made,))
    print(f"{kind} dans {out} : à relire avant de le remettre.")
    return 0
