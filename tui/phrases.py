"""What is asked of a phrase that is typed twice, and of a login, before anything slow is done."""

from __future__ import annotations

from importlib import import_module
from typing import Final

_TWICE: Final = "Les deux phrases ne sont pas les mêmes : tapez-les de nouveau."
_NO_LOGIN: Final = "Écrivez un identifiant."
_NO_NAME: Final = "Écrivez un nom."
_NO_PHRASE: Final = "Tapez la phrase de passe."

ADVICE: Final = (
    "Une phrase de passe : quatre mots sans lien entre eux, 14 signes au moins. Ne l'écrivez nulle "
    "part où un autre la lirait."
)


def phrase_refusal(phrase: str, again: str) -> str | None:
    """Return what is wrong with a new phrase typed twice, if anything."""
    checked = import_module("expert.vault.phrase")
    if not phrase:
        return _NO_PHRASE
    try:
        checked.check_phrase(phrase)
    except checked.PhraseError as refusal:
        return str(refusal)
    return None if phrase == again else _TWICE


def login_refusal(login: str) -> str | None:
    """Return what is wrong with the login of a new account, if anything."""
    accounts = import_module("expert.office.accounts")
    if not login:
        return _NO_LOGIN
    try:
        accounts.checked_login(login)
    except RuntimeError as refusal:
        return str(refusal)
    return None


def newcomer_refusal(login: str, name: str, phrase: str, again: str) -> str | None:
    """Return what is wrong with a new account, if anything."""
    refused = login_refusal(login)
    if refused is None and not name:
        refused = _NO_NAME
    return refused or phrase_refusal(phrase, again)


def unlock_refusal(login: str, phrase: str) -> str | None:
    """Return what is missing to unlock an account, if anything."""
    if not login:
        return _NO_LOGIN
    return None if phrase else _NO_PHRASE
