"""`qualif dossiers effacer DOSSIER`: nothing of it stays, but its pseudonym in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "effacer", help="effacer un dossier, sans retour",
        description="Efface un dossier, ses versions, ses pièces jointes, ses clés et ce que les "
        "listes en montraient. Les copies exportées sont à détruire par qui les a.",
    )  # fmt: skip
    parser.add_argument("case", metavar="DOSSIER", help="par exemple D-7F3K-92QA")
    parser.add_argument(
        "--confirmer", required=True, metavar="DOSSIER", help="le même, tapé une seconde fois"
    )
    parser.add_argument(
        "--avant-terme", default="", metavar="MOTIF",
        help="pourquoi avant son terme (ouvert par erreur, doublon) ; jamais pour un dossier gelé",
    )  # fmt: skip
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Erase, and say which copies left."""
    from expert.command.arguments import UsageError
    from expert.command.dossiers.opening import desk_of
    from expert.office.erasing import erase
    from knowledge import load_base

    if arguments.confirmer != arguments.case:
        raise UsageError(
            f"--confirmer : « {arguments.confirmer} » n'est pas « {arguments.case} », rien n'a été "
            "effacé"
        )
    with desk_of(arguments) as desk:
        plan = erase(desk, load_base(), arguments.case, before_term=arguments.avant_terme)
    print(f"Dossier {arguments.case} effacé.")
    for line in plan.lines():
        print(f"- {line}")
    return 0
