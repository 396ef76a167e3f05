"""Writing to a file: nothing is replaced, nothing half written is left, nothing typed is lost."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from expert.incident import Key
from tests.tui.support import (
    PASSAGE,
    PLACE,
    complete_incident,
    one,
    press,
    saved,
    screen_of,
    typed,
    words_of,
    working_on,
)
from tui import new_file


async def test_a_taken_name_is_not_replaced_and_a_free_one_is_offered(tmp_path: Path) -> None:
    taken = tmp_path / "note.txt"
    taken.write_text("à garder", encoding="utf-8")
    async with working_on(tmp_path / "d", complete_incident(), "juriste") as pilot:
        await press(pilot, "f8", "f6")
        one(pilot, "#file").value = str(taken)
        await press(pilot, "f8")
        assert "un autre nom vous est proposé" in words_of(pilot)
        assert one(pilot, "#file").value == str(tmp_path / "note-2.txt")
        await press(pilot, "f8")
        assert screen_of(pilot) == "ResultScreen"
    assert taken.read_text(encoding="utf-8") == "à garder"
    assert (tmp_path / "note-2.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "il n'y a plus de place"),
        (errno.EROFS, "en lecture seule"),
        (errno.EACCES, "accès refusé"),
    ],
)
async def test_a_file_that_cannot_be_written_whole_is_taken_away_and_the_reason_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    class Full:
        def __init__(self, *arguments: object, **options: object) -> None: ...

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *raised: object) -> None: ...

        def write(self, text: str) -> int:
            raise OSError(number, "x")

    async with working_on(tmp_path / "d", complete_incident(), "juriste") as pilot:
        await press(pilot, "f8", "f6")
        one(pilot, "#file").value = str(tmp_path / "plein.txt")
        with monkeypatch.context() as patched:
            patched.setattr(new_file.os, "fdopen", Full)
            await press(pilot, "f8")
        assert sentence in words_of(pilot)
        assert screen_of(pilot) == "ExportDialog"
    assert not (tmp_path / "plein.txt").exists()


async def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    async with working_on(tmp_path / "d", complete_incident(), "juriste") as pilot:
        await press(pilot, "f8", "f6")
        one(pilot, "#file").value = str(tmp_path / "absent" / "x.txt")
        await press(pilot, "f8")
        assert "dossier ou fichier introuvable" in words_of(pilot)


async def test_in_a_browser_a_file_is_handed_over_and_none_is_written_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivered: list[tuple[str, str]] = []

    def deliver(driver: object, file: object, *, save_path: Path, **options: object) -> None:
        delivered.append((save_path.name, file.read()))  # type: ignore[attr-defined]

    monkeypatch.setattr(HeadlessDriver, "is_web", True)
    monkeypatch.setattr(HeadlessDriver, "deliver_binary", deliver)
    monkeypatch.chdir(tmp_path)
    async with working_on(tmp_path / "d", complete_incident(), "juriste") as pilot:
        await press(pilot, "f8", "f6")
        assert one(pilot, "#file").value == "qualif-20261120-1740.txt"
        assert "F8 Télécharger" in words_of(pilot)
        one(pilot, "#file").value = "../../etc/passwd"
        await press(pilot, "f8")
        assert "remis au navigateur" in words_of(pilot)
    assert [name for name, _ in delivered] == ["passwd"]
    assert "Injure" in delivered[0][1]
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


async def test_what_is_being_typed_is_saved_when_the_window_closes(tmp_path: Path) -> None:
    async with working_on(tmp_path / "a", complete_incident()) as pilot:
        await press(pilot, "escape")
        pilot.app.screen.go_to(Key("access", PLACE))  # type: ignore[attr-defined]
        await pilot.pause()
        await press(pilot, "f2")
        await typed(pilot, "une ")
        pilot.app.exit()
        await pilot.pause()
    passage = saved(tmp_path / "a").publications[0].passages[0]
    assert passage.verbatim == "une bande de nuls"
    assert PASSAGE.passage == passage.id
    async with working_on(tmp_path / "b") as pilot:
        await press(pilot, "b")
        await typed(pilot, "une capture")
        pilot.app.exit()
        await pilot.pause()
    assert "une capture" in str(saved(tmp_path / "b").notes)
