"""The pieces of the case file on screen: numbered, joined only when they may be, withdrawn."""

from __future__ import annotations

from pathlib import Path

from tests.tui.case_files import acts, casefile, choose, fill, kept, start
from tests.tui.cases import desk_in
from tests.tui.snapshots.states import law
from tests.tui.support import (
    blank,
    one,
    press,
    screen_of,
    words_of,
)

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

SEEN = {"shows": "rien de tout cela", "nature": "capture", "title": "Capture du mur"}


async def test_a_piece_is_numbered_with_its_file_sealed_in_the_case(tmp_path: Path) -> None:
    file = tmp_path / "mur.png"
    file.write_bytes(PNG)
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Ajouter une pièce")
        await fill(pilot, **SEEN, dated="02/11/2026", supports="contient-il", path=str(file))
        await press(pilot, "f8")
        shown = one(pilot, "#sections").plain
        assert "1. Capture du mur" in shown and "copie jointe, chiffrée" in shown
        assert "appuie : Que dit exactement le message" in shown
    (piece,) = kept(tmp_path).pieces
    assert piece.supports == ("outrageous_expression@P1/P1",)
    assert piece.attachment is not None
    desk = desk_in(tmp_path)
    assert desk.attached(kept(tmp_path).id, piece.attachment.sha256) == PNG
    assert "piece-ajoutee" in acts(tmp_path)


async def test_a_sensitive_piece_is_not_joined_and_says_who_guards_it(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Ajouter une pièce")
        await fill(pilot, **{**SEEN, "shows": "image intime"})
        assert "Cette pièce n'est pas jointe" in words_of(pilot)
        assert "path" not in [line.target for line in one(pilot, "#fields").lines]
        await press(pilot, "f8")
        assert "« Qui garde l'original » : à remplir" in words_of(pilot)
        await fill(pilot, guard="coffre du service juridique", original_sha256="abc")
        await press(pilot, "f8")
        assert "« empreinte de l'original » : forme non reconnue" in words_of(pilot)
        await fill(pilot, original_sha256="A" * 64)
        await press(pilot, "f8")
    (piece,) = kept(tmp_path).pieces
    assert (piece.kept, piece.attachment) == ("original-garde", None)
    assert piece.original_sha256 == "a" * 64


async def test_the_screen_stops_where_a_minor_may_be_shown_in_a_sexual_way(tmp_path: Path) -> None:
    async with casefile(tmp_path, blank(), services=law()) as pilot:
        await start(pilot, "Ajouter une pièce")
        await fill(pilot, shows="de façon sexuelle")
        assert "l'écran s'arrête" in words_of(pilot)
        assert "Aucune copie, aucune capture, aucun transfert" in words_of(pilot)
        assert [line.target for line in one(pilot, "#fields").lines if line.target] == ["shows"]
        await press(pilot, "f8")
        assert screen_of(pilot) == "CaseFormScreen"
        assert "Rien n'est enregistré" in words_of(pilot)
    assert kept(tmp_path).pieces == ()


async def test_a_withdrawn_piece_keeps_its_number_and_says_why(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Ajouter une pièce")
        await fill(pilot, **SEEN)
        await press(pilot, "f8")
        await start(pilot, "1. Capture du mur")
        await press(pilot, "f8")
        assert "« Motif » : à remplir" in words_of(pilot)
        await fill(pilot, reason="reçue deux fois")
        await press(pilot, "f8")
        shown = one(pilot, "#sections").plain
        assert "1. Capture du mur — RETIRÉE" in shown and "reçue deux fois" in shown
        await choose(pilot, "1. Capture du mur")  # it is withdrawn once
        assert screen_of(pilot) == "CaseFileScreen"
    assert kept(tmp_path).pieces_numbered == 1
    assert "piece-retiree" in acts(tmp_path)
