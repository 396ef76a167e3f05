"""`qualif dossiers verifier`: the journal and every case read again; what is safe, what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace

DAMAGED = 2


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "verifier", help="relire le journal et tous les dossiers ; dire ce qui est sûr",
        description="Relit le journal et tous les dossiers qui vous sont ouverts. Trouve ce qui a "
        "été modifié, supprimé, déplacé, coupé ou remplacé, et dit ce qui est sûr.",
    )  # fmt: skip
    parser.add_argument(
        "--apres-restauration",
        action="store_true",
        help="prendre le journal tel qu'il est pour nouveau repère, après une restauration voulue",
    )
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the report; the code is 2 when anything is wrong."""
    from expert.command.dossiers.opening import desk_of
    from expert.office.verifying import check_cases
    from expert.office.watching import renew_witness, watch, witness_path
    from expert.office.witnesses import witnesses_folder

    with desk_of(arguments) as desk:
        path = witness_path(witnesses_folder(), desk.account)
        if arguments.apres_restauration:
            renew_witness(desk.store, path, desk.clock())
        checked = check_cases(desk)
        report = watch(desk.store, desk.account, path, desk.clock())
    for line in (*report.lines(), *checked.lines()):
        print(line)
    return 0 if report.sound and not checked.damaged else DAMAGED
