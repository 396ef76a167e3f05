"""Who may unlock the store: a login that is no name, and a card that only accounts read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from pydantic import ValidationError
from sqlalchemy import Connection, insert, select

from expert.cases.identifiers import new_account_id
from expert.cases.part import AccountId, Line, Part
from expert.office.errors import RefusedError
from expert.office.moments import Clock, written
from expert.store.schema import account
from expert.vault import age
from expert.vault.identity import Keys, new_keys, sealed_identity

Profile = Literal["rh", "juriste", "cadre", "dpo", "informatique", "recouvrement"]

PROFILE_FR: Final[dict[Profile, str]] = {
    "rh": "ressources humaines",
    "juriste": "juriste",
    "cadre": "cadre qui signale",
    "dpo": "délégué à la protection des données",
    "informatique": "administrateur informatique",
    "recouvrement": "personne de recouvrement",
}

_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._-]{1,29}")


class Card(Part):
    """Who holds an account. Sealed: whoever administers the store does not read it."""

    name: Line
    function: Line = ""
    profile: Profile = "rh"


@dataclass(frozen=True, slots=True)
class Account:
    """An unlocked account. The keys are never shown."""

    id: AccountId
    login: str
    card: Card
    keys: Keys = field(repr=False)
    commons: Keys = field(repr=False)
    provisional: bool = False


def checked_login(login: str) -> str:
    """Return a login as it is stored.

    Raises:
        RefusedError: it is not one.
    """
    found = login.strip().casefold()
    if not _LOGIN.fullmatch(found):
        raise RefusedError(
            "L'identifiant compte de 2 à 30 lettres sans accent, chiffres, points ou tirets "
            "(par exemple : rh1). Choisissez-le sans nom : il n'est pas chiffré."
        )
    return found


def add_account(
    connection: Connection,
    login: str,
    card: Card,
    phrase: str,
    commons: Keys,
    clock: Clock,
    *,
    provisional: bool,
) -> Account:
    """Make an account and its keys.

    Raises:
        RefusedError: the login is not one, or is taken.
        PhraseError: the phrase is too weak.
    """
    login = checked_login(login)
    if connection.execute(select(account.c.id).where(account.c.login == login)).first():
        raise RefusedError(f"L'identifiant « {login} » est déjà pris.")
    keys, name = new_keys(), new_account_id()
    connection.execute(
        insert(account).values(
            id=name,
            login=login,
            public_key=keys.public,
            sealed_identity=sealed_identity(keys, phrase),
            sealed_commons=age.seal(commons.secret.encode(), [keys.public]),
            sealed_card=age.seal(card.model_dump_json().encode(), [commons.public]),
            provisional=provisional,
            created_at=written(clock()),
        )
    )
    return Account(name, login, card, keys, commons, provisional)


def card_of(row: Any, commons: Keys) -> Card:
    """Return the card of a row; an unreadable one says so rather than hide the account."""
    try:
        return Card.model_validate_json(age.unseal(row.sealed_card, commons.secret))
    except (age.SealError, ValidationError):
        return Card(name="(fiche illisible)")
