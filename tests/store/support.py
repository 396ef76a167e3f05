"""A store for the tests, quick to unlock: SQLite, or PostgreSQL under `make test-postgres`."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from expert.store.opening import Store, open_address, open_file
from expert.vault import age
from tests.store.postgres import Server, running_server

ON_POSTGRES = "QUALIF_ESSAI_POSTGRES"
PHRASE = "lampe ruisseau vélo cerise"

Reopen = Callable[[], Store]
"""Opens the store of the test once more, as another computer or another window would."""


@pytest.fixture(scope="session")
def server() -> Iterator[Server | None]:
    """Yield the PostgreSQL of this run, None when the run is on SQLite."""
    if not os.environ.get(ON_POSTGRES):
        yield None
        return
    with running_server() as running:
        yield running


@pytest.fixture
def reopen(server: Server | None, tmp_path: Path) -> Iterator[Reopen]:
    """Yield what opens the store of this test."""
    address = None if server is None else server.new_database()
    stores: list[Store] = []

    def opened() -> Store:
        path = tmp_path / "qualif" / "dossiers.sqlite"
        stores.append(open_file(path) if address is None else open_address(address))
        return stores[-1]

    yield opened
    for each in stores:
        each.close()


@pytest.fixture
def store(reopen: Reopen) -> Store:
    """Return an empty store."""
    return reopen()


@pytest.fixture
def quick_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys from phrases at once: the real derivation takes seconds, and has its own test."""
    monkeypatch.setattr(age, "seal_under_phrase", _sealed)
    monkeypatch.setattr(age, "unseal_with_phrase", _unsealed)


def quick_derivation() -> None:
    """Do as `quick_phrases` for the whole of a process that only tries something."""
    age.seal_under_phrase = _sealed
    age.unseal_with_phrase = _unsealed


def _sealed(content: bytes, phrase: str) -> bytes:
    return age.HEADER + hashlib.sha256(phrase.encode()).digest() + _masked(phrase, content)


def _unsealed(content: bytes, phrase: str) -> bytes:
    head = age.HEADER + hashlib.sha256(phrase.encode()).digest()
    if not content.startswith(head):
        raise age.SealError("another phrase")
    return _masked(phrase, content[len(head) :])


def _masked(phrase: str, content: bytes) -> bytes:
    stream = hashlib.shake_256(phrase.encode()).digest(len(content))
    return bytes(a ^ b for a, b in zip(content, stream, strict=True))
