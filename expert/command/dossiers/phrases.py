"""`qualif dossiers phrase` and `recouvrer`: another phrase, chosen, or given back by two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace


def declare(commands: Any) -> None:
    """Declare the commands."""
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "phrase", help="changer de phrase de passe",
        description="Remplace votre phrase de passe, provisoire ou non, par une autre.",
    )  # fmt: skip
    add_opening(parser)
    parser.set_defaults(run=change)
    parser = commands.add_parser(
        "recouvrer", help="rendre un compte dont la phrase est perdue, à deux",
        description="Les deux personnes de recouvrement, ensemble, donnent à un compte une phrase "
        "provisoire. Chacune tape la sienne, hors de la vue de l'autre.",
    )  # fmt: skip
    parser.add_argument("login", metavar="COMPTE", help="l'identifiant du compte à rendre")
    parser.add_argument(
        "--par", nargs=2, required=True, metavar="COMPTE", help="les deux comptes de recouvrement"
    )
    add_opening(parser, login=False)
    parser.set_defaults(run=give_back)


def change(arguments: Namespace) -> int:
    """Change the phrase of the account."""
    from expert.command.dossiers.opening import ask, ask_new, store_of
    from expert.office.unlocking import change_phrase, unlocked

    with store_of(arguments) as store:
        account = unlocked(store, arguments.identifiant, ask(arguments, "Votre phrase de passe"))
        change_phrase(store, account, ask_new(arguments, "Votre nouvelle phrase de passe"))
    print("Votre phrase de passe est changée. L'ancienne n'ouvre plus rien.")
    return 0


def give_back(arguments: Namespace) -> int:
    """Give an account back."""
    from expert.command.dossiers.opening import ask, ask_new, store_of
    from expert.office.recovering import recover
    from expert.office.unlocking import unlocked

    with store_of(arguments) as store:
        one, other = (
            unlocked(store, login, ask(arguments, f"Phrase de passe de {login}"))
            for login in arguments.par
        )
        phrase = ask_new(arguments, f"Phrase provisoire de {arguments.login}")
        recover(store, arguments.login, (one, other), phrase)
    print(f"Le compte {arguments.login} s'ouvre avec la phrase provisoire ; il devra la changer.")
    return 0
