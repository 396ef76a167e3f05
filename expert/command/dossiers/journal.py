"""`qualif dossiers journal`: who did what, when, on which case; and letting old lines go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from expert.office.desk import Desk


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "journal", help="qui a fait quoi, quand, sur quel dossier",
        description="Montre le journal : des comptes, des actes, des dates, des pseudonymes de "
        "dossiers. Aucun nom de personne concernée, aucune réponse.",
    )  # fmt: skip
    parser.add_argument("--dossier", metavar="DOSSIER", help="un seul dossier")
    parser.add_argument(
        "--effacer-apres",
        type=int,
        metavar="MOIS",
        help="effacer les entrées plus anciennes (de 6 à 36 mois), si le journal est intact",
    )
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the lines, after the rotation that was asked for."""
    from expert.command.dossiers.opening import desk_of
    from expert.office.profiles import refuse_beyond

    with desk_of(arguments) as desk:
        refuse_beyond(desk.account.card, ["journal"])
        if arguments.effacer_apres is not None:
            _rotate(desk, arguments.effacer_apres)
        for line in _lines(desk, arguments.dossier):
            print(line)
    return 0


def _rotate(desk: Desk, months: int) -> None:
    from pydantic import ValidationError

    from expert.command.arguments import UsageError
    from expert.journal.rotation import Keeping
    from expert.office.erasing import today_of
    from expert.office.watching import rotate

    try:
        keeping = Keeping(months=months)
    except ValidationError:
        raise UsageError("--effacer-apres : de 6 à 36 mois") from None
    gone = rotate(desk.store, desk.account, today_of(desk), keeping, desk.clock)
    print(f"Entrées effacées : {gone}.")


def _lines(desk: Desk, case: str | None) -> Iterator[str]:
    from expert.journal.acts import ACT_FR
    from expert.office.inviting import accounts
    from expert.office.recording import read_rows

    who = {each.id: each.login for each in accounts(desk.store, desk.account)}
    words = {str(act): said for act, said in ACT_FR.items()}
    with desk.store.transaction() as connection:
        rows = list(read_rows(connection))
    for row in rows:
        if case is None or row.case == case:
            login, act = who.get(row.account, row.account), words.get(row.act, row.act)
            yield f"{row.number:6}  {row.at}  {login:16}  {act}  {row.case}".rstrip()
