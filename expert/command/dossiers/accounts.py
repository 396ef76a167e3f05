"""`qualif dossiers comptes`: who may unlock the base; give an account, or close one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace

    from expert.office.inviting import Listed


def declare(commands: Any) -> None:
    """Declare the command."""
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "comptes", help="qui peut ouvrir la base ; ajouter ou fermer un compte",
        description="Liste les comptes de la base. --ajouter en donne un, avec une phrase "
        "provisoire que la personne change à sa première ouverture ; --fermer en ferme un.",
    )  # fmt: skip
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--ajouter", metavar="IDENTIFIANT", help="identifiant, sans nom, du compte")
    which.add_argument("--fermer", metavar="IDENTIFIANT", help="identifiant du compte à fermer")
    parser.add_argument("--nom", default="", help="nom de la personne (chiffré)")
    parser.add_argument("--fonction", default="", help="sa fonction (chiffrée)")
    parser.add_argument("--profil", default="rh", metavar="PROFIL", help="sans précision : rh")
    add_opening(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """List, add or close."""
    from expert.command.dossiers.opening import desk_of
    from expert.office.inviting import accounts, close_account

    with desk_of(arguments) as desk:
        if arguments.ajouter:
            _add(arguments, desk)
        elif arguments.fermer:
            close_account(desk.store, desk.account, arguments.fermer)
        for each in accounts(desk.store, desk.account):
            print(_said(each))
    return 0


def _add(arguments: Namespace, desk: Any) -> None:
    from expert.command.arguments import UsageError
    from expert.command.dossiers.opening import ask_new
    from expert.office.accounts import PROFILE_FR, Card
    from expert.office.founding import Newcomer
    from expert.office.inviting import invite
    from knowledge.errors import nearest

    if not arguments.nom.strip():
        raise UsageError("--nom : le nom de la personne est attendu (il est chiffré)")
    if arguments.profil not in PROFILE_FR:
        hint = nearest(arguments.profil, PROFILE_FR) or f" ; attendu : {', '.join(PROFILE_FR)}"
        raise UsageError(f"profil inconnu : « {arguments.profil} »{hint}")
    card = Card(
        name=arguments.nom[:300], function=arguments.fonction[:300], profile=arguments.profil
    )
    phrase = ask_new(arguments, "Phrase provisoire du compte")
    invite(desk.store, desk.account, Newcomer(arguments.ajouter, card, phrase))


def _said(found: Listed) -> str:
    from expert.office.accounts import PROFILE_FR
    from expert.plain_text import one_line

    closed = " · fermé" if found.closed else ""
    recovery = "" if found.recoverable else " · sans recouvrement"
    who = " · ".join(
        part for part in (one_line(found.card.name), one_line(found.card.function)) if part
    )
    return f"{found.login:16}  {who} · {PROFILE_FR[found.card.profile]}{recovery}{closed}"
