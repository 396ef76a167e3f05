"""Incidents that an older version left in the clear: offered, checked, then removed; never lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from expert.incident_files import incident_text
from expert.office.clear_files import clear_files, take_in
from expert.office.desk import Desk
from expert.store.errors import StoreError
from tests.tui.cases import count, desk_in, office_in, one_case, stored
from tests.tui.support import (
    app_of,
    complete_incident,
    mini_base,
    opened,
    press,
    screen_of,
    until,
    words_of,
)
from tests.tui.test_unlocking import unlock, worked

TITLE = "Dossier en clair"


def in_the_clear(folder: Path, name: str = "incident-1", title: str = TITLE) -> Path:
    """Write an incident as an older version did."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(incident_text(complete_incident(title), "json"), encoding="utf-8")
    return path


async def test_found_at_the_first_unlocking_they_are_taken_and_removed(tmp_path: Path) -> None:
    path = in_the_clear(tmp_path)
    broken = tmp_path / "casse.json"
    broken.write_bytes(b"{")
    (tmp_path / ".liste").write_text(f'{{"lines": ["{TITLE}"]}}')
    async with opened(tmp_path, office=office_in(tmp_path, unlocked=False)) as pilot:
        assert screen_of(pilot) == "UnlockScreen"
        await unlock(pilot)
        await until(pilot, "2 dossiers d'une version précédente sont encore en clair")
        await press(pilot, "enter")
        await worked(pilot)
        await until(pilot, "1 dossier est dans la base chiffrée")
        assert "casse.json :" in words_of(pilot)
        await press(pilot, "escape")
        await until(pilot, TITLE)
    assert not path.exists() and broken.exists()
    assert replace(stored(tmp_path, mini_base()), notes={}) == complete_incident(TITLE)
    left = [file for file in tmp_path.iterdir() if TITLE.encode() in file.read_bytes()]
    assert left == []


@pytest.mark.parametrize("keys", [("escape",), ("down", "enter")])
async def test_put_off_they_stay_and_are_offered_once_a_run(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    path = in_the_clear(tmp_path)
    async with opened(tmp_path, office=office_in(tmp_path, unlocked=False)) as pilot:
        await unlock(pilot)
        await until(pilot, "1 dossier d'une version précédente")
        await press(pilot, *keys)
        assert screen_of(pilot) == "StartScreen"
        await press(pilot, "ctrl+l")
        await unlock(pilot)
        assert screen_of(pilot) == "StartScreen"
        assert app_of(pilot).office.desk is not None
    assert path.exists() and count(tmp_path) == 0


def test_a_file_goes_only_once_the_case_was_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, desk = in_the_clear(tmp_path / "d"), desk_in(tmp_path / "d")

    def refused(*_: object) -> None:
        raise StoreError("La base n'a pas pu être utilisée : défaut du support.")

    for act in ("create", "open"):
        with monkeypatch.context() as broken:
            broken.setattr(Desk, act, refused)
            found = take_in(desk, mini_base(), [path])
        assert found.taken == 0 and "défaut du support" in found.left[0][1]
        assert path.exists()


def test_a_link_is_never_followed_and_a_missing_folder_holds_nothing(tmp_path: Path) -> None:
    target = in_the_clear(tmp_path / "ailleurs")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "lien.json").symlink_to(target)
    (tmp_path / "d" / "note.txt").write_text("x")
    assert list(clear_files(tmp_path / "d")) == []
    assert list(clear_files(tmp_path / "absent")) == []


def test_many_are_taken_in_one_go_each_in_its_own_case(tmp_path: Path) -> None:
    files = [in_the_clear(tmp_path, f"incident-{n}", f"Titre {n}") for n in range(5)]
    found = take_in(desk_in(tmp_path), mini_base(), files)
    assert (found.taken, found.left) == (5, ())
    assert count(tmp_path) == 5
    assert take_in(desk_in(tmp_path), mini_base(), clear_files(tmp_path)).taken == 0
    with pytest.raises(ValueError, match="unpack"):
        one_case(tmp_path)
