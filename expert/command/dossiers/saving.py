"""`qualif dossiers sauvegarder`: the whole base put aside, and its key ring apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "sauvegarder", help="toute la base, dans un fichier",
        description="Écrit toute la base, chiffrée, dans un fichier, et le trousseau dans un "
        "autre. Gardez toutes les sauvegardes que vous voulez, mais un seul trousseau, le dernier, "
        "et ailleurs : c'est sa perte qui efface un dossier des anciennes sauvegardes.",
    )  # fmt: skip
    parser.add_argument("--sortie", required=True, metavar="FICHIER", help="la sauvegarde à écrire")
    parser.add_argument(
        "--trousseau", required=True, metavar="FICHIER", help="le trousseau, remplacé chaque fois"
    )
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Write both files, the backup first; read it again before saying it is made."""
    from expert.atomic_files import replace_file, replacing
    from expert.command.arguments import UsageError
    from expert.command.dossiers.opening import desk_of
    from expert.exchange.backup import write_backup
    from expert.exchange.restoring import check_backup

    out, ring_file = Path(arguments.sortie), Path(arguments.trousseau)
    if out.exists():
        raise UsageError(f"--sortie : « {out} » existe déjà, rien n'a été écrit")
    with desk_of(arguments) as desk:
        with replacing(out) as stream:
            ring = write_backup(desk.store, desk.account, stream)
        replace_file(ring_file, ring)
        cases = check_backup(out, ring_file.read_bytes(), desk.account)
    several = "1 dossier" if cases == 1 else f"{cases} dossiers"
    print(f"Sauvegarde faite et relue : {several}, dans {out}.")
    print(f"Trousseau : {ring_file}. Gardez-le ailleurs que la sauvegarde, et rien que le dernier.")
    return 0
