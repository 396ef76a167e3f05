"""The first account by plain prompts, and the two persons who can give it back, or why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from expert.linear.commands import Command
from expert.linear.console import Console
from expert.linear.phrases import new_phrase
from expert.office.accounts import Account, Card, Profile, checked_login
from expert.office.founding import Newcomer, found
from expert.office.moments import Clock
from expert.store.opening import Store
from expert.vault.phrase import check_phrase

_FIRST: Final = (
    "",
    "Aucun compte encore. Vos dossiers seront chiffrés : une phrase de passe perdue, sans personne "
    "pour la retrouver, est un dossier perdu.",
    "L'identifiant n'est pas chiffré : choisissez-le sans nom, par exemple rh1.",
    "La phrase de passe : quatre mots sans lien entre eux, 14 signes au moins.",
)
_RECOVERY: Final = (
    "",
    "Deux personnes de recouvrement pourront, ensemble et jamais seules, vous rendre l'accès.",
    "Entrée pour les désigner ; sinon, écrivez pourquoi il n'y en aura pas.",
)
_WORDS: Final = {"retour": "revenir au début", "aide": "ce que l'on peut taper"}


def first_account(
    store: Store, console: Console, secret: Callable[[str], str], clock: Clock
) -> Account | None:
    """Ask for the first account and its recovery; None to go back, nothing made.

    Raises:
        RefusedError: a login or two phrases are refused; nothing was made.
        PhraseError: likewise.
    """
    console.say(_FIRST)
    first = _newcomer(console, secret, "rh", "Votre")
    if first is None:
        return None
    console.say(_RECOVERY)
    reason = console.text("Une raison, Entrée, « retour » ou « aide » : ", _WORDS)
    if isinstance(reason, Command):
        return None
    officers = None
    if not reason:
        console.say(["", "Première personne : passez-lui le clavier."])
        one = _newcomer(console, secret, "recouvrement", "Son")
        console.say(["", "Seconde personne : passez-lui le clavier."])
        two = None if one is None else _newcomer(console, secret, "recouvrement", "Son")
        if one is None or two is None:
            return None
        officers = (one, two)
    console.say(["  Création, patientez."])
    return found(store, first, officers, reason, clock)


def _newcomer(
    console: Console, secret: Callable[[str], str], profile: Profile, whose: str
) -> Newcomer | None:
    login = console.text(f"{whose} identifiant, « retour » ou « aide » : ", _WORDS)
    if isinstance(login, Command):
        return None
    checked_login(login)
    name = console.text(f"{whose} nom, « retour » ou « aide » : ", _WORDS)
    if isinstance(name, Command):
        return None
    phrase = new_phrase(secret, f"{'Votre' if whose == 'Votre' else 'Sa'} phrase de passe")
    check_phrase(phrase)
    return Newcomer(login, Card(name=name[:300], profile=profile), phrase)
