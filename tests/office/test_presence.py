"""Two windows on one case: the second is told when it opens, and nobody is locked out for ever."""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from expert.office.presence import arrive

CASE, OTHER = "D-7F3K-92QA", "D-0000-0000"


def work_on(folder: Path, talk: Connection) -> None:
    """Another window: works on the case until it is told to stop."""
    talk.send(arrive(folder, CASE) is not None)
    talk.recv()


def test_a_second_window_is_told_until_the_first_leaves(tmp_path: Path) -> None:
    first = arrive(tmp_path, CASE)
    assert first is not None
    assert arrive(tmp_path, CASE) is None
    assert arrive(tmp_path, OTHER) is not None
    first.leave()
    first.leave()
    again = arrive(tmp_path, CASE)
    assert again is not None
    again.leave()
    assert not list(tmp_path.glob(f".{CASE}*"))


def test_a_window_that_ends_badly_leaves_no_case_locked(tmp_path: Path) -> None:
    here, there = get_context("spawn").Pipe()
    window = get_context("spawn").Process(target=work_on, args=(tmp_path, there))
    window.start()
    assert here.recv() is True
    assert arrive(tmp_path, CASE) is None
    window.kill()
    window.join()
    found = arrive(tmp_path, CASE)
    assert found is not None
    found.leave()


def test_the_mark_is_private_and_tells_nothing_but_the_pseudonym(tmp_path: Path) -> None:
    found = arrive(tmp_path / "neuf", CASE)
    assert found is not None
    (mark,) = (tmp_path / "neuf").iterdir()
    assert mark.stat().st_mode & 0o777 == 0o600
    assert mark.parent.stat().st_mode & 0o777 == 0o700
    assert (mark.name, mark.read_bytes()) == (f".{CASE}.ouvert", b"")
    found.leave()


@pytest.mark.parametrize("place", ["fichier/absent", "lien"])
def test_a_folder_that_cannot_be_marked_hinders_nobody(tmp_path: Path, place: str) -> None:
    (tmp_path / "fichier").write_text("un fichier")
    (tmp_path / "lien").mkdir()
    (tmp_path / "lien" / f".{CASE}.ouvert").symlink_to(tmp_path / "ailleurs")
    one, other = arrive(tmp_path / place, CASE), arrive(tmp_path / place, CASE)
    assert one is not None and other is not None
    assert not (tmp_path / "ailleurs").exists()
