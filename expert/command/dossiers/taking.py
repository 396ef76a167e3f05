"""`qualif dossiers importer FICHIER`: a case that came in an age file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "importer", help="un dossier reçu dans un fichier chiffré",
        description="Reprend un dossier écrit par « qualif dossiers exporter ». Rien n'est repris "
        "si quoi que ce soit du fichier ne va pas.",
    )  # fmt: skip
    parser.add_argument("file", metavar="FICHIER", help="le fichier reçu")
    parser.add_argument("--copie", action="store_true", help="sous un nouveau nom, à part")
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Store the case."""
    from expert.command.dossiers.opening import ask, desk_of
    from expert.exchange.single import opened_case, read_case_file
    from expert.exchange.taking import take_in

    with desk_of(arguments) as desk:
        sealed = read_case_file(Path(arguments.file))
        travelling = opened_case(sealed, ask(arguments, "Phrase de passe du fichier"))
        name = take_in(desk, travelling, as_copy=arguments.copie)
    print(f"Dossier {name} repris ; il n'est ouvert qu'à vous.")
    return 0
