"""The list of the saved incidents: open, delete after asking, broken files told kindly."""

from __future__ import annotations

from pathlib import Path

from tests.tui.support import (
    blank,
    mini_services,
    one,
    opened,
    press,
    screen_of,
    text_of,
    until,
    words_of,
)
from tui.services import Services


async def test_the_first_time_nothing_is_listed_and_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "jamais"
    async with opened(folder) as pilot:
        shown = text_of(pilot)
    assert "Nouvel incident" in shown and "Essayer avec un dossier d'exemple" in shown
    assert "Reprendre" not in shown
    assert not folder.exists()


async def test_a_deletion_is_asked_and_the_safe_answer_has_the_cursor(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    mini_services().save_case(path, blank(), None)
    async with opened(tmp_path) as pilot:
        await press(pilot, "end", "delete", "enter")
        assert path.exists()
        await press(pilot, "delete", "tab", "enter")
        assert not path.exists()
        assert "Dossier 1" not in text_of(pilot)


async def test_deleting_on_another_line_does_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await press(pilot, "delete")
        assert screen_of(pilot) == "StartScreen"
        await until(pilot, "Placez-vous sur un dossier")


async def test_a_broken_file_is_listed_as_such_and_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "casse.json").write_bytes(b"\xff\x00{")
    (tmp_path / "faux.json").write_text('{"incident": "x", "acces": 1}', encoding="utf-8")
    async with opened(tmp_path) as pilot:
        assert "fichier illisible" in words_of(pilot)
        for keys in (("down", "down"), ("down",)):
            await press(pilot, *keys, "enter")
            assert screen_of(pilot) == "ChooseDialog"
            await press(pilot, "escape")
            assert screen_of(pilot) == "StartScreen"


async def test_a_rule_base_that_is_refused_is_said_kindly(tmp_path: Path) -> None:
    def refuse() -> Services:
        raise ValueError("injure.yaml:3:1 : clé inconnue « x »")

    async with opened(tmp_path, load=refuse) as pilot:
        await pilot.pause()
        assert "La base de règles ne se charge pas." in words_of(pilot)
        assert "injure.yaml:3:1" in words_of(pilot)


async def test_a_new_incident_needs_a_day_and_a_reader(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await press(pilot, "enter", "f8")
        assert "Choisissez le lecteur du résultat." in words_of(pilot)
        one(pilot, "#day").value = "31/02/2026"
        await press(pilot, "f8")
        assert "n'existe pas dans le calendrier" in words_of(pilot)
        await press(pilot, "escape")
        assert screen_of(pilot) == "StartScreen"
    assert list(tmp_path.iterdir()) == []
