"""The right of one account on one case, with its end, and the answer to « may it do this? »."""

from __future__ import annotations

from datetime import date

from expert.calendar import french_date
from expert.cases.part import AccountId, CaseId, Part
from expert.readers import READERS
from expert.retention.clock import TrustedDay
from expert.rights.operations import OPERATION_FR, WHOLE_STORE, Operation
from expert.rights.profiles import MATRIX, Profile


class Grant(Part):
    """What an account may do: on a case, or on the whole store when `case` is None.

    `until` is the last day on which it may; None has no end. What the profile does not allow stays
    refused, whatever `operations` says.
    """

    account: AccountId
    profile: Profile
    case: CaseId | None
    operations: frozenset[Operation]
    until: date | None = None


def allowed(
    grant: Grant | None, operation: Operation, day: TrustedDay | None, *, case: str | None = None
) -> str | None:
    """Return why an operation is refused, in one French sentence; None when it is allowed.

    `grant` None: the account has no right there. `day` None: the clock is not trusted, and a right
    with an end is not used until it is. `case` is the case it is asked on (None: the whole store).
    """
    what = OPERATION_FR[operation]
    if grant is None:
        return f"Vous n'avez aucun droit ici : impossible de {what}."
    permissions = MATRIX[grant.profile]
    if operation not in permissions.operations:
        return f"Le profil « {permissions.name} » ne permet pas de {what} : {permissions.bound}."
    if operation not in grant.operations:
        return f"Votre droit ne comprend pas « {what} » : qui partage le dossier peut l'ajouter."
    wanted = None if operation in WHOLE_STORE else case
    if grant.case != wanted or (wanted is None and operation not in WHOLE_STORE):
        return f"Votre droit ne porte pas sur ce dossier : impossible de {what}."
    return _over(grant, what, day)


def allowed_reader(grant: Grant | None, reader: str, day: TrustedDay | None) -> str | None:
    """Return why the result for a reader is not shown, in one sentence; None when it is."""
    refused = allowed(grant, "lire", day, case=grant.case if grant else None)
    if refused is not None or grant is None:
        return refused
    permissions = MATRIX[grant.profile]
    if reader in permissions.readers:
        return None
    seen = " ou ".join(f"« {READERS[name]} »" for name in permissions.readers)
    return (
        f"Le profil « {permissions.name} » lit le résultat préparé pour {seen}, pas celui pour "
        f"« {READERS.get(reader, reader)} »."
    )


def _over(grant: Grant, what: str, day: TrustedDay | None) -> str | None:
    if grant.until is None:
        return None
    end = french_date(grant.until)
    if day is None:
        return (
            f"Votre droit a une fin ({end}) et la date du jour n'est pas sûre : impossible de "
            f"{what} avant qu'elle soit confirmée."
        )
    if day > grant.until:
        return f"Votre droit a pris fin le {end} : impossible de {what}."
    return None
