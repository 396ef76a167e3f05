"""Reading a whole store again: what is intact, and what was damaged, changed or replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expert.office.desk import Desk
from expert.office.errors import DamagedCaseError, RefusedError
from expert.office.reading import Unread, closed_cases, open_cases


@dataclass(frozen=True, slots=True)
class Checked:
    """What a verification of the cases found. `closed` could not be verified by this account."""

    intact: int
    damaged: Sequence[Unread]
    closed: int

    def lines(self) -> list[str]:
        """Return the report in French, what is safe first."""
        said = [f"Dossiers intacts, pièces jointes comprises : {self.intact}."]
        said += [f"{each.case} : {each.why}" for each in self.damaged]
        if self.closed:
            said.append(
                f"Dossiers qui ne vous sont pas ouverts, donc non vérifiés : {self.closed}."
            )
        return said


def check_cases(desk: Desk) -> Checked:
    """Read every case again with all that belongs to it; write one line of journal.

    Raises:
        StoreError: the store does not answer.
    """
    intact, damaged = 0, []
    for name in open_cases(desk):
        try:
            _check(desk, name)
        except (DamagedCaseError, RefusedError) as error:
            damaged.append(Unread(name, str(error)))
        else:
            intact += 1
    desk.record("verification")
    return Checked(intact, damaged, closed_cases(desk))


def _check(desk: Desk, name: str) -> None:
    case = desk.peek(name)
    for piece in case.pieces:
        if piece.attachment is not None:
            desk.peek_file(name, piece.attachment.sha256)
    desk.branches(name)
