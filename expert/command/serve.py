"""`qualif servir`: the application in the browser of this computer."""

from __future__ import annotations

import sys
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from expert.command.arguments import UsageError
from expert.plain_text import one_line

if TYPE_CHECKING:
    from argparse import Namespace

_DESCRIPTION = """\
Ouvre l'application dans le navigateur de cet ordinateur, par une adresse qui ne
sert qu'une fois. Rien n'est demandé à aucune autre machine. Fermer l'onglet
termine la séance ; toutes les réponses sont déjà enregistrées.
"""
_LOCAL: Final = "127.0.0.1"
_PORT: Final = 8000

NOT_INSTALLED: Final = (
    "« qualif servir » demande l'option « navigateur », qui n'est pas installée : pip install "
    "'textual-serve<1.2' dans l'environnement de Qualif ; tout le reste fonctionne sans elle"
)
_OTHERS: Final = (
    "« {host} » ouvrirait Qualif aux autres machines du réseau ; si c'est voulu, ajoutez "
    "--exposer-au-reseau (mieux : un serveur mandataire, voir --adresse-publique)"
)
_EVERYWHERE: Final = (
    "« {host} » écoute partout : indiquez aussi --adresse-publique, le nom par lequel on entre"
)
_WARNING: Final = (
    "Attention : d'autres machines peuvent atteindre cette adresse. Sans HTTPS, ce qui est écrit "
    "dans les dossiers passe en clair sur le réseau. Qui entre voit tous vos dossiers."
)
_LOGGED: Final = (
    "la sortie n'est pas une fenêtre : l'adresse d'entrée y resterait ; indiquez où l'écrire, "
    "pour vous seul : --adresse-dans FICHIER"
)


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "servir", help="l'application dans un navigateur", description=_DESCRIPTION
    )
    parser.add_argument(
        "--port", type=int, default=_PORT, metavar="N", help=f"port d'écoute ({_PORT} ; 0 : libre)"
    )
    parser.add_argument(
        "--hote", default=_LOCAL, metavar="ADRESSE", help=f"adresse d'écoute ({_LOCAL})"
    )
    parser.add_argument(
        "--exposer-au-reseau",
        action="store_true",
        help="accepter une adresse d'écoute que d'autres machines atteignent",
    )
    parser.add_argument(
        "--adresse-publique",
        metavar="URL",
        help="adresse HTTPS du serveur mandataire placé devant (https://qualif.exemple.fr)",
    )
    parser.add_argument(
        "--adresse-dans",
        type=Path,
        metavar="FICHIER",
        help="écrire l'adresse d'entrée dans ce fichier, lisible par vous seul",
    )
    parser.add_argument("--exemple", action="store_true", help="ouvrir l'incident d'exemple")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Serve until interrupted."""
    names = _names(arguments.hote, arguments.exposer_au_reseau, arguments.adresse_publique)
    public = _public(arguments.adresse_publique)
    if not 0 <= arguments.port <= 65_535:
        raise UsageError("--port : un nombre entre 0 et 65535 est attendu")
    if arguments.adresse_dans is None and not sys.stdout.isatty():
        raise UsageError(_LOGGED)
    launch = _launcher()
    if arguments.exposer_au_reseau:
        print(_WARNING, file=sys.stderr)
    try:
        launch(
            _bound(arguments.hote),
            names,
            arguments.port,
            public,
            arguments.adresse_dans,
            sample=arguments.exemple,
        )
    except OSError as error:
        raise UsageError(_refused(error, arguments)) from None
    return 0


def _launcher() -> Any:
    """Return what starts the server. Raises `UsageError` when its library is not there."""
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec("textual_serve") is None or find_spec("aiohttp") is None:
        raise UsageError(NOT_INSTALLED)
    return import_module("tui.browser.launch").launch


def _bound(host: str) -> str:
    return _LOCAL if host == "localhost" else host


def _names(host: str, exposed: bool, public: str | None) -> tuple[str, ...]:
    """Return the names by which a browser may call the server. Raises `UsageError`."""
    address = _address(host)
    if address.is_loopback:
        own = f"[{address}]" if address.version == 6 else str(address)
        return (own, "localhost")
    if not exposed:
        raise UsageError(_OTHERS.format(host=address))
    if not address.is_unspecified:
        return (f"[{address}]" if address.version == 6 else str(address),)
    if public is None:
        raise UsageError(_EVERYWHERE.format(host=address))
    return (_LOCAL, "localhost")


def _address(host: str) -> IPv4Address | IPv6Address:
    try:
        return ip_address(_bound(host))
    except ValueError:
        raise UsageError(
            f"--hote : une adresse IP est attendue (par exemple {_LOCAL}), lu « {one_line(host)} »"
        ) from None


def _public(address: str | None) -> str | None:
    """Return the public address without its last slash. Raises `UsageError`."""
    if address is None:
        return None
    try:
        parts = urlsplit(address)
        known = parts.scheme == "https" and parts.hostname and parts.port != 0
    except ValueError:
        known, parts = False, urlsplit("")
    if not known or parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise UsageError(
            "--adresse-publique : une adresse HTTPS sans chemin est attendue (par exemple "
            f"https://qualif.exemple.fr), lu « {one_line(address)} »"
        )
    return f"https://{parts.netloc.lower()}"


def _refused(error: OSError, arguments: Namespace) -> str:
    """Say in French why the server cannot start."""
    from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL

    from expert.system_errors import said

    if error.errno == EADDRINUSE:
        return f"le port {arguments.port} est déjà pris ; essayez --port {arguments.port + 1}"
    if error.errno == EADDRNOTAVAIL:
        return f"cet ordinateur n'a pas l'adresse « {arguments.hote} »"
    if error.errno == EACCES and error.filename is None:
        return f"le port {arguments.port} est réservé ; essayez --port {_PORT}"
    return f"« {one_line(str(arguments.adresse_dans))} » ne peut pas être écrit : {said(error)}"
