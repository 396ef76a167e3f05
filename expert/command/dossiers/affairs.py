"""`qualif dossiers affaires`: incidents that share publications and pieces, one case a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from expert.affairs.affair import Affair
    from expert.affairs.treatment import TreatmentRow
    from expert.office.desk import Desk


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "affaires", help="des dossiers liés : ouvrir une affaire, y joindre un dossier",
        description="Liste les affaires qui vous sont ouvertes. Une affaire lie des dossiers qui "
        "partagent des publications et des pièces ; chaque personne garde le sien.",
    )  # fmt: skip
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--ouvrir", metavar="TITRE", help="une nouvelle affaire")
    which.add_argument(
        "--joindre", nargs=2, metavar=("AFFAIRE", "DOSSIER"), help="un dossier de plus"
    )
    which.add_argument(
        "--retirer", nargs=2, metavar=("AFFAIRE", "DOSSIER"), help="un dossier de moins"
    )
    which.add_argument(
        "--egalite", metavar="AFFAIRE",
        help="ce qui a été décidé pour chacun, côte à côte (compte de juriste seulement)",
    )  # fmt: skip
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Change what was asked, then print the affairs; or the table of one."""
    from expert.affairs.affair import opened_affair
    from expert.command.dossiers.opening import desk_of
    from expert.office.affairs import affairs_of, affairs_open, join, part

    with desk_of(arguments) as desk:
        if arguments.egalite:
            for line in _table(desk, arguments.egalite):
                print(line)
            return 0
        if arguments.ouvrir:
            affair = opened_affair(arguments.ouvrir, desk.account.id, desk.clock())
            affairs_of(desk).create(affair)
        elif arguments.joindre:
            join(desk, *arguments.joindre)
        elif arguments.retirer:
            part(desk, *arguments.retirer)
        found = affairs_open(desk)
    for affair in found:
        print(_said(affair))
    if not found:
        print("Aucune affaire ne vous est ouverte dans cette base.")
    return 0


def _said(affair: Affair) -> str:
    from expert.plain_text import one_line

    cases = ", ".join(affair.cases) or "aucun dossier"
    return f"{affair.id}  {one_line(affair.title)} · {cases}"


def _table(desk: Desk, name: str) -> Iterator[str]:
    from expert.affairs.treatment import equal_treatment
    from expert.office.affairs import affairs_of
    from expert.office.errors import RefusedError
    from knowledge import load_base

    if desk.account.card.profile != "juriste":
        raise RefusedError("Ce tableau n'est montré qu'à un compte de juriste.")
    affair = affairs_of(desk).open(name).case
    cases = [desk.open(case).case for case in affair.cases]
    table = equal_treatment(load_base(), affair, cases)
    yield table.caution
    for row in table.rows:
        yield from _row(row)


def _row(row: TreatmentRow) -> Iterator[str]:
    from expert.calendar import french_date

    who = " · ".join(part for part in (row.who, row.function) if part)
    yield f"{row.case}  {who} · {row.stage}"
    for taken in row.decisions:
        what = " · ".join(part for part in (taken.act, taken.sanction, taken.group) if part)
        yield f"    {french_date(taken.on)}  {what}"
