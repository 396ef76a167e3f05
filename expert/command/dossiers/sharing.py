"""`qualif dossiers partager DOSSIER COMPTE`: who may do what on a case, and until when."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.arguments import examination_day
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "partager", help="ouvrir un dossier à un autre compte, ou le lui fermer",
        description="Donne à un compte des droits sur un dossier, à la place de ceux qu'il y a. "
        "« --droits aucun » le lui ferme.",
    )  # fmt: skip
    parser.add_argument("case", metavar="DOSSIER", help="par exemple D-7F3K-92QA")
    parser.add_argument("login", metavar="COMPTE", help="l'identifiant de l'autre compte")
    parser.add_argument(
        "--droits", required=True, type=_operations, metavar="DROITS",
        help="lire, repondre, decider, exporter, effacer, partager (séparés par des virgules), ou "
        "aucun",
    )  # fmt: skip
    parser.add_argument(
        "--jusqu-au", type=examination_day, metavar="AAAA-MM-JJ", help="dernier jour des droits"
    )
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Give the rights."""
    from expert.command.dossiers.opening import desk_of
    from expert.office.inviting import account_named

    with desk_of(arguments) as desk:
        other = account_named(desk.store, desk.account, arguments.login)
        desk.share(arguments.case, other.id, arguments.droits, arguments.jusqu_au)
    if not arguments.droits:
        print(f"Le dossier {arguments.case} est fermé à {other.card.name} ({other.login}).")
        return 0
    end = (
        f", jusqu'au {arguments.jusqu_au:%d/%m/%Y}" if arguments.jusqu_au else ", sans date de fin"
    )
    who, rights = f"{other.card.name} ({other.login})", ", ".join(arguments.droits)
    print(f"Le dossier {arguments.case} est ouvert à {who} : {rights}{end}.")
    return 0


def _operations(text: str) -> tuple[str, ...]:
    from expert.vault.envelope import EVERY_OPERATION
    from knowledge.errors import nearest

    if text.strip() == "aucun":
        return ()
    given = tuple(dict.fromkeys(word.strip() for word in text.split(",")))
    for word in given:
        if word not in EVERY_OPERATION:
            hint = nearest(word, EVERY_OPERATION) or f" ; attendu : {', '.join(EVERY_OPERATION)}"
            raise ArgumentTypeError(f"droit inconnu : « {word} »{hint}")
    if "lire" not in given:
        raise ArgumentTypeError("« lire » est nécessaire aux autres droits")
    return given
