"""The settings: five keys, written by hand or not, never lost, never a traceback."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from expert.settings.file import read_settings, settings_path, write_settings
from expert.settings.model import Settings

NOW = datetime(2026, 11, 28, 9, 30)
CHOSEN = Settings(
    theme="contraste élevé",
    reader="juriste",
    folder=Path('/partage/\u00e9t\u00e9 "2026" \\ \U0001f4c1'),
    animations=True,
    welcome=False,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "reglages.toml"


def test_no_file_means_the_defaults_and_nothing_is_written(path: Path) -> None:
    assert read_settings(path) == (Settings(), None)
    assert not path.parent.exists()


def test_what_is_written_is_read_back_and_is_private(path: Path) -> None:
    assert write_settings(path, CHOSEN, NOW) is None
    assert read_settings(path) == (CHOSEN, None)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_the_lines_and_remarks_of_a_person_are_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('# à moi\ntheme = "clair" # le jour\n\nlecteur="rh"\n', encoding="utf-8")
    assert read_settings(path) == (Settings(theme="clair", reader="rh"), None)
    write_settings(path, Settings(theme="sombre", reader="rh", welcome=False), NOW)
    text = path.read_text(encoding="utf-8")
    assert text.startswith('# à moi\ntheme = "sombre" # le jour\n\nlecteur = "rh"\n')
    assert read_settings(path)[0] == Settings(theme="sombre", reader="rh", welcome=False)


def test_a_value_over_several_lines_is_written_anew_rather_than_wrongly(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('dossiers = """\n/partage\n"""\ntheme = "clair"\n', encoding="utf-8")
    assert read_settings(path)[0].folder == Path("/partage")
    write_settings(path, CHOSEN, NOW)
    assert read_settings(path) == (CHOSEN, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'theme = "sombr"',
            "« theme » : valeur inconnue : « sombr » ; vouliez-vous dire « sombre »",
        ),
        ('teme = "sombre"', "réglage inconnu : « teme » ; vouliez-vous dire « theme »"),
        ("theme = 3", "« theme » : texte entre guillemets attendu"),
        ('animations = "oui"', "« animations » : « true » (oui) ou « false » (non) attendu"),
        ('theme = "clair"\ntheme', "reglages.toml:2"),
        ('dossiers = "ici"', "chemin complet attendu"),
        ("\x1b[2J = 1", "reglages.toml:1"),
    ],
)
def test_a_refused_file_is_one_sentence_and_is_put_aside_only_when_settings_are_saved(
    path: Path, text: str, said: str
) -> None:
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    settings, refused = read_settings(path)
    assert settings == Settings()
    assert refused is not None and said in refused and "\n" not in refused and "\x1b" not in refused
    assert "gardé tel quel" in refused
    assert path.read_text(encoding="utf-8") == text
    aside = write_settings(path, CHOSEN, NOW)
    assert aside is not None and aside.read_text(encoding="utf-8") == text
    path.write_text(text, encoding="utf-8")
    again = write_settings(path, CHOSEN, NOW)
    assert again not in (None, aside)
    assert read_settings(path) == (CHOSEN, None)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"#" * 200_000])
def test_what_is_no_settings_file_is_said(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    settings, refused = read_settings(path)
    assert settings == Settings() and refused is not None and str(path) in refused


def test_a_folder_in_the_place_of_the_file_is_said(path: Path) -> None:
    path.mkdir(parents=True)
    settings, refused = read_settings(path)
    assert settings == Settings() and refused is not None and "fichier illisible" in refused


def test_a_save_that_fails_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_settings(path, CHOSEN, NOW)

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        write_settings(path, Settings(), NOW)
    assert read_settings(path) == (CHOSEN, None)
    assert list(path.parent.iterdir()) == [path]


def test_the_place_follows_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_path() == tmp_path / "qualif" / "reglages.toml"
