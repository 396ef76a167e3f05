"""A base put aside and made again: equal, or refused whole; what was erased does not come back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from expert.exchange.backup import saved_tables, write_backup
from expert.exchange.errors import ExchangeError, NewerFileError
from expert.exchange.restoring import restore
from expert.office.desk import Desk
from expert.office.founding import founded
from expert.office.shelf import case_lines
from expert.office.unlocking import unlocked
from expert.store.opening import Store, open_file
from expert.store.schema import journal
from tests.office.planted import Marks, planted_case
from tests.office.support import OFFICERS, Office, a_case
from tests.store.support import PHRASE


@contextmanager
def empty(folder: Path) -> Iterator[Store]:
    """Open another store, which holds nothing."""
    store = open_file(folder / "ailleurs" / "dossiers.sqlite")
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def saved(office: Office, tmp_path: Path) -> tuple[Path, bytes]:
    """Return the backup of an office with two cases, and its key ring."""
    desk = office.desk()
    for title in ("un", "deux"):
        desk.create(a_case(desk.account, title))
    return put_aside(office, tmp_path)


def put_aside(office: Office, folder: Path, name: str = "base.qualif") -> tuple[Path, bytes]:
    """Write the backup of an office; return its place, and its key ring."""
    path = folder / name
    with path.open("wb") as stream:
        ring = write_backup(office.store, office.account("rh1"), stream)
    return path, ring


def rows_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table that is put aside, but the last lines of the journal."""
    with store.transaction() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))))
            for table in saved_tables()
            if table.name not in ("journal", "setting")
        }


def test_a_base_comes_back_row_for_row(
    office: Office, saved: tuple[Path, bytes], tmp_path: Path
) -> None:
    with empty(tmp_path) as store:
        done = restore(store, *saved, "rh1", PHRASE)
        assert (done.cases, done.erased) == (2, 0)
        assert rows_of(store) == rows_of(office.store)
        again = Desk(store, unlocked(store, "rh1", PHRASE))
        assert {line.title for line in case_lines(again)} == {"un", "deux"}
        with store.transaction() as connection:
            acts = connection.execute(select(journal.c.act).order_by(journal.c.number))
            assert "restauration" in acts.scalars().all()


def test_attached_files_branches_and_rights_come_back(office: Office, tmp_path: Path) -> None:
    desk, other = office.desk(), office.desk("dir")
    case, file = planted_case(desk.account.id, Marks())
    digest = next(piece.attachment.sha256 for piece in case.pieces if piece.attachment)
    desk.create(case, {digest: file})
    desk.share(case.id, other.account.id, ["lire"])
    path, ring = put_aside(office, tmp_path)
    with empty(tmp_path) as store:
        restore(store, path, ring, "dpo", OFFICERS[1].phrase)
        theirs = Desk(store, unlocked(store, "dir", OFFICERS[0].phrase))
        assert theirs.open(case.id).case == case
        assert theirs.attached(case.id, digest) == file


def test_a_case_erased_since_does_not_come_back_from_an_old_backup(
    office: Office, tmp_path: Path
) -> None:
    desk = office.desk()
    gone, kept = a_case(desk.account, "à effacer"), a_case(desk.account, "gardé")
    desk.create(gone)
    desk.create(kept)
    old, _ = put_aside(office, tmp_path)
    desk.erase(gone.id)
    _, ring = put_aside(office, tmp_path, "autre.qualif")
    with empty(tmp_path) as store:
        done = restore(store, old, ring, "rh1", PHRASE)
        assert (done.cases, done.erased) == (1, 1)
        lines = case_lines(Desk(store, unlocked(store, "rh1", PHRASE)))
        assert [line.title for line in lines] == ["gardé"]


def test_a_base_in_use_is_left_as_it_is(office: Office, saved: tuple[Path, bytes]) -> None:
    before = rows_of(office.store)
    with pytest.raises(ExchangeError, match="dans une base vide"):
        restore(office.store, *saved, "rh1", PHRASE)
    assert rows_of(office.store) == before


@pytest.mark.parametrize(("login", "phrase"), [("rh1", PHRASE + "."), ("rh9", PHRASE), ("", "")])
def test_another_account_or_phrase_restores_nothing(
    saved: tuple[Path, bytes], tmp_path: Path, login: str, phrase: str
) -> None:
    _refused(saved, tmp_path, "phrase du jour de la sauvegarde", login, phrase)


def test_another_key_ring_restores_nothing(saved: tuple[Path, bytes], tmp_path: Path) -> None:
    path, ring = saved
    for wrong in (b"", ring[:-1], ring[::-1]):
        _refused((path, wrong), tmp_path, "trousseau")


Edit = Callable[[list[bytes]], list[bytes]]


def _without_a_row(lines: list[bytes]) -> list[bytes]:
    return lines[:5] + lines[6:]


def _counted_again(lines: list[bytes]) -> list[bytes]:
    end = json.loads(lines[-1])
    return [
        *lines[:5],
        *lines[6:-1],
        json.dumps({**end, "lines": end["lines"] - 1}).encode() + b"\n",
    ]


EDITS: dict[str, Edit] = {
    "cut": lambda lines: lines[:-1],
    "emptied": lambda lines: lines[:1],
    "a row less": _without_a_row,
    "a row less, counted": _counted_again,
    "a row twice": lambda lines: [*lines[:5], lines[4], *lines[5:]],
    "two rows swapped": lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]],
    "a line added": lambda lines: [*lines, b"{}\n"],
    "not json": lambda lines: [*lines[:3], b"abc\n", *lines[3:]],
    "too deep": lambda lines: [*lines[:3], b"[" * 100_000 + b"\n", *lines[3:]],
}


@pytest.mark.parametrize("name", EDITS)
def test_a_changed_backup_restores_nothing(
    saved: tuple[Path, bytes], tmp_path: Path, name: str
) -> None:
    path, ring = saved
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(EDITS[name](lines)))
    _refused((path, ring), tmp_path, "rien n'a été restauré|n'est pas une sauvegarde")


def test_a_backup_made_without_the_key_of_the_journal_restores_nothing(
    saved: tuple[Path, bytes], tmp_path: Path
) -> None:
    path, ring = saved
    lines = path.read_bytes().splitlines(keepends=True)
    end = json.loads(lines[-1])
    path.write_bytes(b"".join([*lines[:-1], json.dumps({**end, "mac": "0" * 64}).encode()]))
    _refused((path, ring), tmp_path, "abîmée")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"{}\n{}\n", b"null\nnull\n"])
def test_another_file_is_refused(saved: tuple[Path, bytes], tmp_path: Path, data: bytes) -> None:
    path, ring = saved
    path.write_bytes(data)
    _refused((path, ring), tmp_path, "n'est pas une sauvegarde")


def test_a_later_format_asks_for_a_newer_software(
    saved: tuple[Path, bytes], tmp_path: Path
) -> None:
    path, ring = saved
    path.write_bytes(path.read_bytes().replace(b"qualif-sauvegarde/1", b"qualif-sauvegarde/2"))
    with empty(tmp_path) as store, pytest.raises(NewerFileError):
        restore(store, path, ring, "rh1", PHRASE)


def test_a_backup_holds_no_name_and_no_shred_key(office: Office, tmp_path: Path) -> None:
    desk, marks = office.desk(), Marks()
    case, file = planted_case(desk.account.id, marks)
    desk.create(case, {"0" * 64: file})
    path, ring = put_aside(office, tmp_path)
    for data in (path.read_bytes(), ring):
        assert b"AGE-SECRET-KEY" not in data
        assert not any(mark.encode() in data for mark in marks.drawn)


def _refused(
    saved: tuple[Path, bytes], folder: Path, said: str, login: str = "rh1", phrase: str = PHRASE
) -> None:
    with empty(folder) as store:
        with pytest.raises(ExchangeError, match=said):
            restore(store, *saved, login, phrase)
        assert not founded(store)
