"""What the profile of an account allows at most (`expert.rights`): checked when rights are given.

A profile gives nothing by itself, and the key of a case holds the rights that were given: checking
both when a key is made is checking them for as long as it is used.
"""

from __future__ import annotations

from collections.abc import Iterable

from expert.office.accounts import Card
from expert.office.errors import RefusedError
from expert.rights.operations import OPERATION_FR, Operation
from expert.rights.profiles import MATRIX
from expert.vault.envelope import EVERY_OPERATION
from expert.vault.envelope import Operation as CaseOperation


def refuse_beyond(card: Card, operations: Iterable[Operation]) -> None:
    """Refuse operations that a profile may never have.

    Raises:
        RefusedError: with the reason that the matrix gives.
    """
    permissions = MATRIX[card.profile]
    for operation in operations:
        if operation not in permissions.operations:
            raise RefusedError(
                f"Le profil « {permissions.name} » ne permet pas de {OPERATION_FR[operation]} : "
                f"{permissions.bound}."
            )


def operations_of_creator(card: Card) -> tuple[CaseOperation, ...]:
    """Return what whoever opens a case may do on it: what the profile allows, and pass it on.

    Raises:
        RefusedError: the profile opens no case.
    """
    refuse_beyond(card, ["repondre"])
    allowed = MATRIX[card.profile].operations
    return tuple(each for each in EVERY_OPERATION if each in allowed or each == "partager")
