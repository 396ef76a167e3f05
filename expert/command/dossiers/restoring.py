"""`qualif dossiers restaurer`: a base made again from a backup and its key ring."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "restaurer", help="refaire une base depuis une sauvegarde",
        description="Refait, dans une base vide, celle d'une sauvegarde. La phrase demandée est "
        "celle du compte le jour de la sauvegarde. Un dossier effacé depuis ne revient pas.",
    )  # fmt: skip
    parser.add_argument("backup", metavar="SAUVEGARDE", help="le fichier de la sauvegarde")
    parser.add_argument("--trousseau", required=True, metavar="FICHIER", help="le trousseau")
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Restore, all or nothing."""
    from expert.command.dossiers.opening import ask, store_of
    from expert.exchange.restoring import read_ring, restore

    with store_of(arguments) as store:
        ring = read_ring(Path(arguments.trousseau))
        phrase = ask(arguments, "Votre phrase de passe")
        done = restore(store, Path(arguments.backup), ring, arguments.identifiant, phrase)
    several = "1 dossier" if done.cases == 1 else f"{done.cases} dossiers"
    print(f"Base restaurée : {several}, état du {done.saved_at:%d/%m/%Y}.")
    if done.erased:
        print(f"Effacés depuis cette sauvegarde, donc pas revenus : {done.erased}.")
    print("Les droits sont ceux du jour de la sauvegarde : relisez-les (qualif dossiers partager).")
    print("Reprenez ensuite le repère du journal : qualif dossiers verifier --apres-restauration")
    return 0
