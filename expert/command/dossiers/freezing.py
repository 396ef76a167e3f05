"""`qualif dossiers geler DOSSIER`: a dispute keeps a case from being erased, until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace

    from expert.journal.acts import Act


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.arguments import examination_day
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "geler", help="empêcher l'effacement d'un dossier pendant un contentieux",
        description="Gèle un dossier : il n'est pas effacé jusqu'à une date, avec le motif et "
        "l'auteur. « --lever RANG » lève un gel (1 pour le premier qui a été posé).",
    )  # fmt: skip
    parser.add_argument("case", metavar="DOSSIER", help="par exemple D-7F3K-92QA")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--jusqu-au", type=examination_day, metavar="AAAA-MM-JJ", help="dernier jour du gel"
    )
    which.add_argument("--lever", type=int, metavar="RANG", help="lever ce gel")
    parser.add_argument("--motif", default="", metavar="MOTIF", help="pourquoi, pour un gel")
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Freeze, or lift; then print every freeze of the case."""
    from expert.calendar import french_date
    from expert.cases.changes import with_freeze, with_freeze_lifted
    from expert.command.dossiers.opening import desk_of

    with desk_of(arguments) as desk:
        opened = desk.open(arguments.case)
        if arguments.lever is None:
            case = with_freeze(
                opened.case,
                arguments.motif,
                arguments.jusqu_au,
                desk.account.id,
                desk.clock(),
            )
        else:
            case = with_freeze_lifted(opened.case, arguments.lever, desk.clock())
        act: Act = "gel" if arguments.lever is None else "gel-leve"
        desk.save(case, opened.number, act=act, operation="decider")
    for rank, freeze in enumerate(case.freezes, 1):
        state = f"levé le {freeze.lifted_at:%d/%m/%Y}" if freeze.lifted_at else "en cours"
        print(f"{rank}. Jusqu'au {french_date(freeze.ends_on)} compris, {state} : {freeze.reason}")
    return 0
