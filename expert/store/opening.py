"""Opening a store, SQLite or PostgreSQL, and bringing it to the tables of this version.

SQLite: rollback journal (no side file outlives a transaction), `synchronous=FULL`, and
`secure_delete`, so that what is erased is overwritten. A transaction takes the write lock at once:
two windows wait for each other rather than fail half way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from expert.store.errors import BusyStoreError, NewerStoreError, StoreError
from expert.store.place import private_file, private_folder

VERSION: Final = "1"
"""The version of the tables, the name of the last migration."""

KNOWN_VERSIONS: Final = ("1",)

_WAIT: Final = 10
"""Seconds a transaction waits for the others."""


class Store:
    """A store that is open. `transaction` is the only way to read or write it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def shared(self) -> bool:
        """Whether several computers may use it."""
        return self._engine.dialect.name != "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Do all of the block or nothing of it.

        Raises:
            StoreError: nothing of the block was kept, in a sentence that holds none of its values.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise _told(error) from None
        except SQLAlchemyError as error:
            raise StoreError(f"La base des dossiers a refusé ({type(error).__name__}).") from None

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def open_file(path: Path) -> Store:
    """Open the store of one computer, made if there is none, readable by its owner alone.

    Raises:
        StoreError: the folder or the file cannot be used, or was made by a later version.
    """
    private_folder(path.parent)
    private_file(path)
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": _WAIT, "check_same_thread": False},
        poolclass=NullPool,
        hide_parameters=True,
    )
    _prepare_sqlite(engine)
    return _up_to_date(Store(engine))


def open_address(address: str) -> Store:
    """Open the store of a team: `postgresql://user@host/name`.

    Raises:
        StoreError: the address is not one of PostgreSQL, or the server refuses.
    """
    try:
        url = make_url(address)
        if url.get_backend_name() != "postgresql":
            raise ArgumentError
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={"connect_timeout": _WAIT, "options": f"-c lock_timeout={_WAIT}s"},
            hide_parameters=True,
        )
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise StoreError(
            "L'adresse de la base de l'équipe se lit : postgresql://compte@serveur/base."
        ) from None
    except ModuleNotFoundError:
        raise StoreError(
            "La base d'une équipe demande un paquet de plus : pip install 'qualif[equipe]'."
        ) from None
    return _up_to_date(Store(engine))


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin below, at once and for writing
        for pragma in (
            "foreign_keys=ON",
            "synchronous=FULL",
            "secure_delete=ON",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _up_to_date(store: Store) -> Store:
    with store.transaction() as connection:
        found = _version(connection)
        if found == VERSION:
            return store
        if found is not None and found not in KNOWN_VERSIONS:
            raise NewerStoreError(
                "Ces dossiers ont été enregistrés par une version plus récente de Qualif : "
                "mettez Qualif à jour. Rien n'a été modifié."
            )
        _migrate(connection)
    return store


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(select(text("version_num")).select_from(text("alembic_version")))
    return found.scalar_one_or_none()


def _migrate(connection: Connection) -> None:
    from alembic.config import Config  # noqa: PLC0415  only a new or an older store pays for it
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    if connection.dialect.name == "postgresql":  # two first openings at once: the second waits
        connection.execute(text("SELECT pg_advisory_xact_lock(20261128)"))
        if _version(connection) == VERSION:
            return
    config = Config()
    config.set_main_option("script_location", "expert.store:migrations")
    scripts = ScriptDirectory.from_config(config)

    def steps(version: Any, _context: Any) -> Any:
        return scripts._upgrade_revs("head", version)

    with EnvironmentContext(config, scripts, fn=steps) as environment:
        # The transaction is the caller's, and takes everything back.
        environment.configure(connection=connection, transactional_ddl=False)
        environment.run_migrations()


def _told(error: DBAPIError) -> StoreError:
    said = str(error.orig).casefold()
    if "locked" in said or "lock timeout" in said or "busy" in said:
        return BusyStoreError(
            "Un autre poste ou une autre fenêtre écrit dans la base des dossiers : "
            "rien n'a été enregistré, recommencez."
        )
    reasons = (
        (("full", "no space"), "plus de place sur le disque"),
        (("readonly", "read-only", "permission"), "écriture non permise"),
        (("i/o error", "disk i/o"), "défaut du support"),
        (
            ("not a database", "malformed", "corrupt"),
            "la base est abîmée : restaurez une sauvegarde",
        ),
        (("connection", "connect", "server closed"), "la base de l'équipe ne répond pas"),
    )
    why = next((why for words, why in reasons if any(w in said for w in words)), "refus de la base")
    return StoreError(
        f"La base des dossiers n'a pas pu être utilisée : {why}. Rien n'a été modifié."
    )
