"""`qualif dossiers exporter DOSSIER`: one case in one age file, for somebody named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.command.arguments import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "exporter", help="un dossier dans un fichier chiffré",
        description="Écrit un dossier et ses pièces jointes dans un fichier chiffré (format age), "
        "sous une phrase que le destinataire reçoit par une autre voie. L'export est inscrit au "
        "dossier et au journal ; la copie échappe ensuite à l'effacement.",
    )  # fmt: skip
    add_leaving(parser)
    add_opening(parser)
    parser.set_defaults(run=run)


def add_leaving(parser: ArgumentParser) -> None:
    """Declare what leaves: which case, where to, for whom and why."""
    parser.add_argument("case", metavar="DOSSIER", help="par exemple D-7F3K-92QA")
    parser.add_argument("--sortie", required=True, metavar="FICHIER", help="le fichier à écrire")
    parser.add_argument("--pour", required=True, metavar="QUI", help="le destinataire")
    parser.add_argument("--motif", required=True, metavar="MOTIF", help="pourquoi, en une phrase")


def checked_target(arguments: Namespace) -> Path:
    """Return where a copy goes. Raises `UsageError` over another file."""
    out = Path(arguments.sortie)
    if out.exists():
        raise UsageError(f"--sortie : « {out} » existe déjà, rien n'a été écrit")
    return out


def run(arguments: Namespace) -> int:
    """Write the file, after the export was recorded in the case."""
    from expert.atomic_files import replace_file
    from expert.command.dossiers.opening import ask_new, desk_of
    from expert.exchange.sending import send

    out = checked_target(arguments)
    with desk_of(arguments) as desk:
        phrase = ask_new(arguments, "Phrase de passe du fichier")
        sealed = send(desk, arguments.case, phrase, arguments.pour, arguments.motif)
        replace_file(out, sealed)
    print(f"Dossier {arguments.case} écrit dans {out}. Donnez la phrase par une autre voie.")
    return 0
