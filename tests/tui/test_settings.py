"""The settings screen: kept at once, applied at once, refused kindly, never lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from expert.settings.file import read_settings
from expert.settings.model import Settings
from expert.store.chosen import FOLDER_VARIABLE
from tests.tui.support import app_of, one, opened, press, screen_of, text_of, typed, until, words_of
from tui.preferences import Preferences, kept_preferences


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preferences:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "donnees"))
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    preferences = kept_preferences()
    preferences.settings = Settings(welcome=False)
    return preferences


def path_of(preferences: Preferences) -> Path:
    assert preferences.path is not None
    return preferences.path


async def test_each_choice_is_applied_and_kept_at_once(tmp_path: Path, kept: Preferences) -> None:
    async with opened(tmp_path / "d", preferences=kept) as pilot:
        await press(pilot, "f10", *"reglages", "enter")
        assert screen_of(pilot) == "SettingsScreen"
        await press(pilot, "enter", "end", "enter")
        assert pilot.app.theme == "contraste élevé"
        await press(pilot, "down", "enter", "down", "down", "enter", "down", "enter")
        await press(pilot, "down", "enter")
        assert "Aujourd'hui : après 10 minutes." in words_of(pilot)
        await press(pilot, "down", "enter", "down", "down", "enter")
        shown = words_of(pilot)
        assert "Lecteur proposé : Ressources humaines" in shown
        assert "Mouvements à l'écran : oui" in shown
        assert pilot.app.animation_level == "full"
    expected = Settings("contraste élevé", "rh", lock_after=5, animations=True, welcome=True)
    assert read_settings(path_of(kept)) == (expected, None)


async def test_the_proposed_reader_is_ticked_and_can_be_changed(
    tmp_path: Path, kept: Preferences
) -> None:
    kept.settings = Settings(reader="juriste", welcome=False)
    async with opened(tmp_path / "d", preferences=kept) as pilot:
        await press(pilot, "enter")
        assert "(•) c  Juriste" in text_of(pilot)
        assert "( ) b  Ressources humaines" in text_of(pilot)


async def test_the_folder_is_changed_and_a_wrong_one_is_refused(
    tmp_path: Path, kept: Preferences
) -> None:
    async with opened(tmp_path / "d", (100, 30), preferences=kept) as pilot:
        app_of(pilot).open_settings()
        await pilot.pause()
        await press(pilot, "tab")
        await typed(pilot, "ici")
        await press(pilot, "enter")
        assert "chemin complet attendu" in words_of(pilot)
        assert kept.settings.folder is None
        one(pilot, "#folder").value = str(tmp_path / "partage")
        await press(pilot, "f8")
        assert "Ceux de l'ancien y restent" in words_of(pilot)
        assert app_of(pilot).office.place.folder == tmp_path / "partage"
        await press(pilot, "escape")
        assert str(tmp_path / "partage") in str(one(pilot, "#folder").content)
    assert read_settings(path_of(kept))[0].folder == tmp_path / "partage"


async def test_refused_settings_are_said_and_put_aside_when_others_are_kept(
    tmp_path: Path, kept: Preferences
) -> None:
    path = path_of(kept)
    path.parent.mkdir(parents=True)
    path.write_text('theme = "bleu"\n', encoding="utf-8")
    async with opened(tmp_path / "d", (120, 30), preferences=kept_preferences()) as pilot:
        await until(pilot, "« bleu »")
        assert screen_of(pilot) == "ChooseDialog"
        assert "« bleu »" in words_of(pilot)
        assert pilot.app.theme == "sombre"
        await press(pilot, "enter", "f10", *"clair", "enter")
        assert "gardé" in words_of(pilot)
    (aside,) = (file for file in path.parent.iterdir() if file != path)
    assert aside.read_text(encoding="utf-8") == 'theme = "bleu"\n'
    assert read_settings(path)[0].theme == "clair"


async def test_settings_that_cannot_be_written_hold_for_this_time(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("un fichier", encoding="utf-8")
    settings = Preferences(
        Settings(welcome=False), tmp_path / "config" / "reglages.toml", None, datetime.now
    )
    async with opened(tmp_path / "d", preferences=settings) as pilot:
        await press(pilot, "f10", *"clair", "enter")
        assert pilot.app.theme == "clair"
        assert "Ce choix vaut pour cette fois" in words_of(pilot)
