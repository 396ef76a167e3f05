"""Two windows on one file: the second is told when it opens, and nobody is locked out for ever."""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from expert.casefiles.presence import arrive
from expert.casefiles.shelf import Shelf


def work_on(path: Path, talk: Connection) -> None:
    """Another window: works on the file until it is told to stop."""
    talk.send(arrive(path) is not None)
    talk.recv()


def test_a_second_window_is_told_until_the_first_leaves(tmp_path: Path) -> None:
    path = tmp_path / "incident.json"
    first = arrive(path)
    assert first is not None
    assert arrive(path) is None
    assert arrive(tmp_path / "autre.json") is not None
    first.leave()
    first.leave()
    again = arrive(path)
    assert again is not None
    again.leave()
    assert not list(tmp_path.glob(".incident*"))


def test_a_window_that_ends_badly_leaves_no_file_locked(tmp_path: Path) -> None:
    path = tmp_path / "incident.json"
    here, there = get_context("spawn").Pipe()
    window = get_context("spawn").Process(target=work_on, args=(path, there))
    window.start()
    assert here.recv() is True
    assert arrive(path) is None
    window.kill()
    window.join()
    found = arrive(path)
    assert found is not None
    found.leave()


def test_the_mark_is_private_and_is_no_incident(tmp_path: Path) -> None:
    found = arrive(tmp_path / "incident.json")
    assert found is not None
    (mark,) = tmp_path.iterdir()
    assert mark.stat().st_mode & 0o777 == 0o600
    shelf = Shelf(tmp_path)
    shelf.scan()
    assert list(shelf.summaries()) == []
    found.leave()


@pytest.mark.parametrize("place", ["absent/incident.json", "lien/incident.json"])
def test_a_folder_that_cannot_be_marked_hinders_nobody(tmp_path: Path, place: str) -> None:
    (tmp_path / "lien").mkdir()
    (tmp_path / "lien" / ".incident.json.ouvert").symlink_to(tmp_path / "ailleurs")
    one, other = arrive(tmp_path / place), arrive(tmp_path / place)
    assert one is not None and other is not None
    assert not (tmp_path / "ailleurs").exists()
