"""Starts the server of `qualif servir` and says where to enter."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from tui.browser.access import access_by
from tui.browser.server import BrowserServer, serve
from tui.browser.tab import WINDOW

_OPEN: Final = """\
Qualif attend un navigateur à cette adresse, qui sert une seule fois :

  {address}

Entrée : une autre adresse. Ctrl+C : arrêter ; toutes les réponses sont enregistrées.
"""
_ANOTHER: Final = "Une autre adresse, qui sert une seule fois :\n\n  {address}\n"
_IN_FILE: Final = (
    "Qualif attend un navigateur ; l'adresse d'entrée est dans {path}. Ctrl+C : arrêter."
)


def launch(
    host: str,
    names: tuple[str, ...],
    port: int,
    public: str | None,
    kept_in: Path | None,
    *,
    sample: bool,
) -> None:
    """Serve on `host` and `port` (0: any free one) until interrupted.

    The address to enter by is shown, or written to `kept_in`, for its owner only: that file holds
    a new one as soon as the one before has served. Raises `OSError` when the port is taken or the
    file cannot be written.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        access = access_by(names, listening.getsockname()[1], public)
        server = BrowserServer(access, (*WINDOW, "--exemple") if sample else WINDOW)
        if kept_in is None:
            serve(server, listening, lambda: _show(server))
        else:
            path = kept_in
            access.spent = lambda: _keep(path, access.new_address())
            _keep(path, access.new_address())
            serve(server, listening, lambda: print(_IN_FILE.format(path=path), flush=True))


def _show(server: BrowserServer) -> None:
    """Write the address in the window, and another each time Enter is pressed there."""
    print(_OPEN.format(address=server.access.new_address()), flush=True)

    def pressed() -> None:
        if sys.stdin.readline():
            print(_ANOTHER.format(address=server.access.new_address()), flush=True)
        else:
            asyncio.get_running_loop().remove_reader(sys.stdin)

    with suppress(OSError, ValueError, NotImplementedError):
        asyncio.get_running_loop().add_reader(sys.stdin, pressed)


def _keep(path: Path, address: str) -> None:
    """Write an address for its owner alone, whatever the file was before."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(f"{address}\n")
