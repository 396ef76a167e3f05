"""A document made from the case file: written once, recorded, refused without a trace."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from tests.tui.case_files import acts, casefile, fill, kept, start
from tests.tui.cases import one_case
from tests.tui.snapshots.states import law
from tests.tui.support import (
    app_of,
    blank,
    one,
    press,
    screen_of,
    words_of,
)
from tui.casework.papers import PaperForm
from tui.casework.pieces import PieceForm
from tui.screens.casefile import CaseFileScreen

WANTED = {
    "document": "Note juridique",
    "recipient": "Me Durand",
    "reason": "préparer la défense",
    "anonymised": "non",
}


@pytest.mark.parametrize(
    ("form", "begins"),
    [("Markdown", b"# "), ("Word", b"PK"), ("PDF", b"%PDF")],
)
async def test_a_document_is_written_and_its_export_recorded(
    tmp_path: Path, form: str, begins: bytes
) -> None:
    out = tmp_path / "sortie"
    async with casefile(tmp_path) as pilot:
        await press(pilot, "f6")
        await fill(pilot, **WANTED, form=form, path=str(out))
        await press(pilot, "f8")
        assert "À relire avant de remettre" in words_of(pilot)
        assert "C'est un projet" in words_of(pilot)
        assert not out.exists()
        await press(pilot, "enter")
        assert screen_of(pilot) == "CaseFileScreen"
        assert "Note juridique" in one(pilot, "#sections").plain
        await start(pilot, "Écrire une note")  # the case goes on from what was just recorded
        await fill(pilot, text="remis en main propre")
        await press(pilot, "f8")
    assert out.read_bytes().startswith(begins)
    assert out.stat().st_mode & 0o077 == 0
    (export,) = kept(tmp_path).exports
    assert (export.document, export.recipient, export.draft) == (
        "note-juridique",
        "Me Durand",
        True,
    )
    assert [note.text for note in kept(tmp_path).notes] == ["remis en main propre"]
    assert acts(tmp_path).count("export") == 1


async def test_words_to_read_again_are_shown_before_a_document_leaves(tmp_path: Path) -> None:
    titled = replace(blank(), title="L'agent dépressif")
    async with casefile(tmp_path, titled, services=law()) as pilot:
        await press(pilot, "f6")
        await fill(pilot, **WANTED, form="Texte", path=str(tmp_path / "n.txt"))
        await press(pilot, "f8")
        assert "Titre : " in words_of(pilot)
        await press(pilot, "down", "enter")
        assert screen_of(pilot) == "CaseFormScreen"
    assert not (tmp_path / "n.txt").exists()
    assert kept(tmp_path).exports == ()


async def test_no_file_is_replaced_and_a_short_reason_is_refused(tmp_path: Path) -> None:
    there = tmp_path / "note.txt"
    there.write_text("à garder")
    async with casefile(tmp_path) as pilot:
        await press(pilot, "f6")
        await fill(pilot, path=str(there))
        assert "Ce fichier existe déjà" in words_of(pilot)
        await press(pilot, "escape")
        await fill(pilot, reason="court")
        assert "Un motif est attendu, en une phrase" in words_of(pilot)
        await press(pilot, "escape")
        await fill(pilot, **WANTED, form="Texte", path=str(tmp_path / "libre.txt"))
        (tmp_path / "libre.txt").write_text("venu entre temps")
        await press(pilot, "f8", "enter")
        assert screen_of(pilot) == "CaseFormScreen"
        assert "ce fichier existe déjà" in words_of(pilot)
    assert there.read_text() == "à garder"
    assert (tmp_path / "libre.txt").read_text() == "venu entre temps"
    assert kept(tmp_path).exports == ()


async def test_nothing_leaves_when_somebody_else_has_saved(tmp_path: Path) -> None:
    out = tmp_path / "n.txt"
    async with casefile(tmp_path) as pilot:
        await press(pilot, "f6")
        await fill(pilot, **WANTED, form="Texte", path=str(out))
        other = one_case(tmp_path)
        other.save(replace(other.incident(), title="Le leur"))
        await press(pilot, "f8", "enter")
        assert "rouvrez-le avant d'en faire un document" in words_of(pilot)
    assert not out.exists()
    assert kept(tmp_path).exports == ()


async def test_a_browser_is_handed_the_document_and_reads_no_path_of_this_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[bytes, str]] = []
    async with casefile(tmp_path) as pilot:
        screen, app = pilot.app.screen, app_of(pilot)
        assert isinstance(screen, CaseFileScreen)
        piece = PieceForm(screen.session, is_web=True)
        assert all(asked.name != "path" for asked in piece.asked({"shows": "rien-de-sensible"}))
        monkeypatch.setattr(
            app,
            "deliver_binary",
            lambda content, save_filename: given.append((content.read(), save_filename)),
        )
        screen._open(PaperForm(screen.session, is_web=True))
        await pilot.pause()
        await fill(pilot, **WANTED, form="Texte", path="/ailleurs/note.txt")
        await press(pilot, "f8", "enter")
        assert screen_of(pilot) == "CaseFileScreen"
    ((content, name),) = given
    assert name == "note.txt"
    assert kept(tmp_path).exports[0].sha256 == sha256(content).hexdigest()
