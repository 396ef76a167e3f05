"""Opening a store: its tables, its permissions, and every reason to refuse one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select, text, update

from expert.store import opening
from expert.store.errors import BusyStoreError, NewerStoreError, StoreError
from expert.store.opening import KNOWN_VERSIONS, VERSION, Store, open_address, open_file
from expert.store.place import on_network_share
from expert.store.schema import metadata, setting
from expert.store.windows_access import closing_command
from tests.store.support import Reopen


def test_the_migrations_give_the_tables_of_the_schema(store: Store) -> None:
    with store.transaction() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    assert version == VERSION == KNOWN_VERSIONS[-1]


def test_what_is_written_is_there_when_opened_again(reopen: Reopen) -> None:
    with reopen().transaction() as connection:
        connection.execute(insert(setting).values(name="essai", value="écrit"))
    with reopen().transaction() as connection:
        assert connection.execute(select(setting.c.value)).scalar_one() == "écrit"


def test_a_transaction_that_fails_keeps_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as connection:
        connection.execute(insert(setting).values(name="essai", value="écrit"))
        raise ZeroDivisionError
    with store.transaction() as connection:
        assert connection.execute(select(setting)).all() == []


def test_a_refusal_of_the_base_quotes_none_of_the_values(store: Store) -> None:
    with store.transaction() as connection:
        connection.execute(insert(setting).values(name="essai", value="Madame Dupont"))
    with pytest.raises(StoreError) as caught, store.transaction() as connection:
        connection.execute(insert(setting).values(name="essai", value="Madame Dupont"))
    assert "Dupont" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_store_of_a_later_version_is_left_as_it_is(reopen: Reopen) -> None:
    with reopen().transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '999'"))
    with pytest.raises(NewerStoreError, match="version plus récente"):
        reopen()


def test_the_file_and_its_folder_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "qualif"
    folder.mkdir(mode=0o755)
    path = folder / "dossiers.sqlite"
    path.touch(mode=0o644)
    open_file(path).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    target = tmp_path / "ailleurs"
    target.write_text("intact")
    (tmp_path / "qualif").mkdir()
    (tmp_path / "qualif" / "dossiers.sqlite").symlink_to(target)
    with pytest.raises(StoreError, match="lien"):
        open_file(tmp_path / "qualif" / "dossiers.sqlite")
    assert target.read_text() == "intact"
    (tmp_path / "autre").symlink_to(tmp_path / "qualif")
    with pytest.raises(StoreError, match="est un lien"):
        open_file(tmp_path / "autre" / "dossiers.sqlite")


def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "dossiers.sqlite"
    path.write_bytes(b"Ceci n'est pas une base.\n" * 400)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="la base est abîmée"):
        open_file(path)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    with pytest.raises(StoreError, match="ne peut pas être préparé"):
        open_file(tmp_path / "fichier" / "qualif" / "dossiers.sqlite")


def test_a_window_that_writes_for_too_long_is_told_to_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_WAIT", 0)
    one, other = (open_file(tmp_path / "dossiers.sqlite") for _ in range(2))
    with (
        one.transaction() as connection,
        pytest.raises(BusyStoreError, match="recommencez"),
    ):
        connection.execute(insert(setting).values(name="essai", value="écrit"))
        with other.transaction() as second:
            second.execute(update(setting).values(value="autre"))
    with other.transaction() as connection:
        assert connection.execute(select(setting.c.value)).scalar_one() == "écrit"


def test_a_folder_on_a_share_is_refused(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//serveur/rh {tmp_path}/partage cifs rw 0 0\n")
    inside = tmp_path / "partage" / "qualif"
    inside.mkdir(parents=True)
    assert on_network_share(inside, mounts)
    assert not on_network_share(tmp_path, mounts)
    assert not on_network_share(tmp_path, tmp_path / "absent")


@pytest.mark.parametrize("address", ["", "dossiers", "mysql://serveur/base", "sqlite:///x", "://"])
def test_an_address_that_is_none_of_postgresql_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match="postgresql://compte@serveur/base"):
        open_address(address)


def test_a_server_that_does_not_answer_is_told_without_the_password(tmp_path: Path) -> None:
    address = f"postgresql://qualif:tresSecret@/base?host={tmp_path}"
    with pytest.raises(StoreError, match="ne répond pas") as caught:
        open_address(address)
    assert "tresSecret" not in str(caught.value)


@pytest.mark.skipif(os.name != "posix", reason="permissions of a POSIX system")
def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "dossiers.sqlite"
    open_file(path).close()
    path.chmod(0o644)
    open_file(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_on_windows_a_folder_is_left_to_one_user_alone(tmp_path: Path) -> None:
    command = closing_command(tmp_path, "CHU\\rh1")
    assert command[:3] == ["icacls", str(tmp_path), "/inheritance:r"]
    assert "CHU\\rh1:(OI)(CI)F" in command
