"""`qualif dossiers liste`: the cases that are open to an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace

    from expert.cases.line import CaseLine


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "liste", help="les dossiers qui vous sont ouverts",
        description="Liste les dossiers qui vous sont ouverts, le dernier enregistré d'abord.",
    )  # fmt: skip
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print one line a case."""
    from expert.command.dossiers.opening import desk_of
    from expert.office.shelf import case_lines

    with desk_of(arguments) as desk:
        lines = case_lines(desk)
    for line in lines:
        print(_said(line))
    if not lines:
        print("Aucun dossier ne vous est ouvert dans cette base.")
    return 0


def _said(line: CaseLine) -> str:
    from expert.cases.decisions import STAGE_FR
    from expert.plain_text import one_line

    if line.problem is not None:
        return f"{line.id}  {line.problem}"
    parts = (STAGE_FR[line.stage], line.step, f"{line.saved_at:%d/%m/%Y}")
    return f"{line.id}  {one_line(line.title)} · {' · '.join(part for part in parts if part)}"
