"""Opening the store from the command line, with a phrase that never is an argument.

A phrase is typed without being shown, or read from the standard input with `--phrase-stdin`: the
arguments and the environment of a process are read by others on the same computer.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from expert.command.arguments import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from expert.office.accounts import Account
    from expert.office.desk import Desk
    from expert.store.chosen import ChosenStore
    from expert.store.opening import Store

_LONGEST_LINE = 1_000


def add_opening(parser: ArgumentParser, *, login: bool = True) -> None:
    """Declare where the store is, and who opens it."""
    parser.add_argument(
        "--base",
        metavar="BASE",
        help="fichier de la base, ou postgresql://compte@serveur/base (sans précision : la "
        "variable QUALIF_BASE, puis le dossier des données)",
    )
    if login:
        parser.add_argument(
            "--identifiant", required=True, metavar="IDENTIFIANT", help="votre compte"
        )
    parser.add_argument(
        "--phrase-stdin",
        action="store_true",
        help="lire les phrases de passe sur l'entrée standard, une par ligne",
    )


@contextmanager
def told() -> Iterator[None]:
    """Turn every refusal of the store, the office and the vault into one sentence and code 2."""
    from expert.cases.refusal import CaseRefusedError
    from expert.exchange.errors import ExchangeError
    from expert.incident_files import save_problem
    from expert.office.errors import ConflictError, DamagedCaseError, RefusedError
    from expert.store.errors import StoreError
    from expert.vault.phrase import PhraseError

    try:
        yield
    except (
        CaseRefusedError,
        ExchangeError,
        ConflictError,
        DamagedCaseError,
        RefusedError,
        StoreError,
        PhraseError,
    ) as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"fichier impossible à lire ou à écrire : {save_problem(error)}") from None


@contextmanager
def store_of(arguments: Namespace) -> Iterator[Store]:
    """Open the store that the command names, for the duration of the block."""
    from expert.store.opening import open_address, open_file

    with told():
        named = arguments.base
        if not named:
            store = _chosen().open()
        elif "://" in named:
            store = open_address(named)
        else:
            store = open_file(Path(named).absolute())
        try:
            yield store
        finally:
            store.close()


@contextmanager
def desk_of(arguments: Namespace) -> Iterator[Desk]:
    """Open the store, unlock the account of the command, and give its desk to the block."""
    from expert.office.desk import Desk

    with store_of(arguments) as store:
        yield Desk(store, account_of(arguments, store))


def account_of(arguments: Namespace, store: Store) -> Account:
    """Return the account of the command, unlocked with the phrase that is asked for."""
    from expert.office.errors import RefusedError
    from expert.office.founding import founded
    from expert.office.unlocking import unlocked

    if not founded(store):
        raise RefusedError(
            "Cette base n'a encore aucun compte : ouvrez l'application une première fois (qualif)."
        )
    account = unlocked(store, arguments.identifiant, ask(arguments, "Votre phrase de passe"))
    if account.provisional:
        raise RefusedError(
            "Votre phrase est provisoire : choisissez la vôtre d'abord (qualif dossiers phrase)."
        )
    return account


def ask(arguments: Namespace, what: str) -> str:
    """Return a phrase, typed without being shown or read from the standard input."""
    if arguments.phrase_stdin:
        line = sys.stdin.readline(_LONGEST_LINE)
        if not line:
            raise UsageError(f"{what} : rien sur l'entrée standard")
        return line.rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError(
            f"{what} : pas de terminal pour la taper ; --phrase-stdin la lit sur l'entrée standard"
        )
    return getpass.getpass(f"{what} : ")


def ask_new(arguments: Namespace, what: str) -> str:
    """Return a phrase that is chosen: typed twice in a terminal, once on the standard input."""
    chosen = ask(arguments, what)
    if not arguments.phrase_stdin and getpass.getpass("La même, une seconde fois : ") != chosen:
        raise UsageError("les deux phrases ne sont pas les mêmes : rien n'a changé")
    return chosen


def _chosen() -> ChosenStore:
    from expert.settings.file import read_settings, settings_path
    from expert.store.chosen import chosen_store

    settings = read_settings(settings_path())[0]
    return chosen_store(settings.folder, settings.base)
