"""Reading the file of a piece: by its content, once, never through a link, or refused."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.cases.refusal import CaseRefusedError
from expert.evidence import files, media
from expert.evidence.files import original_digest, read_once
from expert.evidence.media import Media, recognised
from expert.evidence.names import LONGEST_NAME, cleaned
from expert.plain_text import is_safe

EMAIL = (
    b"Return-Path: <a@exemple.fr>\r\nReceived: from x\r\n\tby y\r\nFrom: A <a@exemple.fr>\r\n"
    b"To: b@exemple.fr\r\nSubject: Bonjour\r\nDate: Sat, 28 Nov 2026 09:30:00 +0100\r\n\r\n"
    b"<html><script>alert(1)</script></html>\r\n"
)


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "a")
    return buffer.getvalue()


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", media.PNG),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", media.JPEG),
        (b"GIF89a\x01", media.GIF),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", media.WEBP),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", media.WAV),
        (b"%PDF-1.7\n", media.PDF),
        (b"\x00\x00\x00\x20ftypisom", media.MP4),
        (b"\x00\x00\x00\x20ftypqt  ", media.QUICKTIME),
        (b"\x00\x00\x00\x20ftyp3gp4", media.PHONE_FILM),
        (b"\x00\x00\x00\x20ftypM4A ", media.M4A),
        (b"\x00\x00\x00\x20ftypheic", media.HEIC),
        (b"ID3\x04\x00", media.MP3),
        (b"OggS\x00\x02", media.OGG),
        (b"#!AMR\n<", media.AMR),
        (EMAIL, media.EMAIL),
        ("Relevé du 28 novembre : « bonjour »\r\n".encode(), media.TEXT),
        ("Relevé en ancien codage\n".encode("cp1252"), media.TEXT),
        ("\ufeffRelevé".encode("utf-16-le"), media.TEXT),
        (b" suite\nFrom: a\nTo: b\nDate: c\n\nBonjour", media.TEXT),
        (b"From: a\nTo: b\n\nDate: c", media.TEXT),
        ("12/11/2026 21:04 - <Médias omis>\n".encode(), media.TEXT),
    ],
)
def test_a_type_is_told_by_the_content(data: bytes, kind: Media) -> None:
    assert recognised(data) is kind


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "le fichier est vide"),
        (_zip(), "une archive ou un document de bureautique"),
        (gzip.compress(b"a", mtime=0), "une archive"),
        (_tar(), "une archive"),
        (b"7z\xbc\xaf\x27\x1c\x00", "une archive"),
        (b"Rar!\x1a\x07", "une archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "bureautique ou un courriel Outlook"),
        (b"{\\rtf1 bonjour}", "un document de bureautique"),
        (b"MZ\x90\x00", "un programme"),
        (b"\x7fELF\x02", "un programme"),
        (b"#!/bin/sh\nrm -rf /\n", "un programme"),
        (b"<!DOCTYPE html><p>a", "une page ou un dessin du web"),
        (b"  \n<svg xmlns='x'/>", "une page ou un dessin du web"),
        (b"<?xml version='1.0'?><svg/>", "une page ou un dessin du web"),
        (b"Bonjour <script>alert(1)</script>", "une page ou un dessin du web"),
        (b"From: a\nBonjour <iframe src=x>", "une page ou un dessin du web"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "type de fichier non reconnu"),
        (b"\x00\x00\x00\x20ftypxxxx", "type de fichier non reconnu"),
        (b"\x00%PDF-1.7", "non reconnu"),
        (b"texte\x00cach\xe9", "non reconnu"),
        (b"\x1b[31mrouge", "non reconnu"),
        ("\ufeffa\x07".encode("utf-16-le"), "non reconnu"),
    ],
)
def test_what_is_not_surely_a_piece_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(CaseRefusedError, match=sentence):
        recognised(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_known_type_or_one_sentence(data: bytes) -> None:
    try:
        assert recognised(data).extension
    except CaseRefusedError as refusal:
        assert "\n" not in str(refusal)


@pytest.mark.parametrize(
    ("name", "extension", "kept"),
    [
        ("capture.png", "png", "capture.png"),
        ("Capture.PNG", "png", "Capture.png"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("C:\\Users\\x\\photo.jpg", "jpg", "photo.jpg"),
        ("photo.jpg.html", "jpg", "photo.jpg.html.jpg"),
        ("photo\u202egpj.exe", "png", "photogpj.exe.png"),
        ("a\x00\x1b[2Jb.txt", "txt", "a[2Jb.txt"),
        ('a:b*?"<>|.txt', "txt", "a_b______.txt"),
        ("a" * 300 + ".pdf", "pdf", "a" * 96 + ".pdf"),
        ("releve\u0301.txt", "txt", "relevé.txt"),
        ("..", "pdf", "piece.pdf"),
        ("", "pdf", "piece.pdf"),
        ("NUL.txt", "txt", "piece NUL.txt"),
        ("com1", "txt", "piece com1.txt"),
        ("  espaces   et\tfin .txt", "txt", "espaces et fin.txt"),
    ],
)
def test_a_name_loses_what_could_harm(name: str, extension: str, kept: str) -> None:
    assert cleaned(name, extension) == kept


@given(st.text(max_size=400))
def test_a_clean_name_is_safe_short_and_stays_the_same(name: str) -> None:
    kept = cleaned(name, "pdf")
    assert kept.endswith(".pdf")
    assert len(kept) <= LONGEST_NAME
    assert is_safe(kept)
    assert not set(kept) & set('/\\<>:"|?*\n')
    assert not kept.startswith(".")
    assert cleaned(kept, "pdf") == kept


def test_a_file_is_read_once_with_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "relevé.log"
    path.write_bytes(b"12:04 connexion\n")
    read = read_once(path)
    assert (read.data, read.size) == (b"12:04 connexion\n", 16)
    assert read.sha256 == sha256(b"12:04 connexion\n").hexdigest()
    assert (read.media, read.name) == (media.TEXT, "relevé.log.txt")
    assert "connexion" not in repr(read)


def test_twenty_megabytes_are_read_and_not_one_byte_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert files.LARGEST == 20_000_000
    monkeypatch.setattr(files, "LARGEST", 1_000)
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * 1_000)
    assert read_once(path).size == 1_000
    path.write_bytes(b"a" * 1_001)
    with pytest.raises(CaseRefusedError, match=r"^long\.txt : le fichier est trop lourd"):
        read_once(path)


def test_no_link_no_folder_no_pipe_no_missing_file(tmp_path: Path) -> None:
    real = tmp_path / "vrai.txt"
    real.write_text("bonjour")
    (tmp_path / "lien.txt").symlink_to(real)
    os.mkfifo(tmp_path / "tube.txt")
    for name, sentence in (
        ("lien.txt", "c'est un lien : choisir le fichier lui-même"),
        (".", "ce n'est pas un fichier ordinaire"),
        ("tube.txt", "ce n'est pas un fichier ordinaire"),
        ("absent.txt", "dossier ou fichier introuvable"),
        ("a\x00b", "n'existe pas"),
    ):
        for read in (read_once, lambda path: original_digest(path, "patient")):
            with pytest.raises(CaseRefusedError, match=sentence):
                read(tmp_path / name)


def test_a_file_replaced_while_it_is_opened_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text("l'un")
    other.write_text("l'autre")
    opened = os.open
    monkeypatch.setattr(os, "open", lambda _, flags: opened(other, flags))
    with pytest.raises(CaseRefusedError, match="a changé pendant sa lecture"):
        read_once(path)


def test_a_link_put_in_place_after_the_look_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, secret = tmp_path / "a.txt", tmp_path / "secret.txt"
    path.write_text("l'un")
    secret.write_text("secret")
    looked = path.lstat()
    path.unlink()
    path.symlink_to(secret)
    monkeypatch.setattr(Path, "lstat", lambda _: looked)
    with pytest.raises(CaseRefusedError, match="refus du système"):
        read_once(path)


def test_the_digest_of_an_original_keeps_nothing_of_it(tmp_path: Path) -> None:
    path = tmp_path / "film.mov"
    path.write_bytes(b"x" * 3_000_000)
    assert original_digest(path, "intime") == sha256(b"x" * 3_000_000).hexdigest()


def test_an_image_of_a_sexualised_minor_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "image.jpg"
    path.write_bytes(b"\xff\xd8\xff")
    opened: list[object] = []
    monkeypatch.setattr(os, "open", lambda *a: opened.append(a))
    with pytest.raises(CaseRefusedError, match="ne se rouvre pas"):
        original_digest(path, "mineur-sexualise")
    assert opened == []
