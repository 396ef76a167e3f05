"""Five people, each from the launch to the document they leave with, by the keys they press.

Friday 20/11/2026, 17:40 on the wall: the clock of every test of the screens.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from textual.pilot import Pilot

from expert.readers import read_by
from tests.tui.cases import count, keep, stored
from tests.tui.support import (
    complete_incident,
    left,
    mini_services,
    one,
    opened,
    press,
    saved,
    screen_of,
    text_of,
    typed,
    until,
    words_of,
)
from tui.services import Services, load_services

PENALTIES = ("emprisonnement", "45 000", "12 000", "amende")


@cache
def law() -> Services:
    """The shipped law."""
    return load_services()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the documents are written; the cases are in another."""
    where = tmp_path / "documents"
    where.mkdir()
    monkeypatch.chdir(where)
    return where


@asynccontextmanager
async def launched(folder: Path, services: Services | None = None) -> AsyncIterator[Pilot[None]]:
    """Launch the application on its first screen."""
    async with opened(folder / "dossiers", load=lambda: services or mini_services()) as pilot:
        assert screen_of(pilot) == "StartScreen"
        yield pilot


def handed(folder: Path, profile: str, title: str = "2026-014") -> None:
    """A complete case, received from somebody else, prepared for a reader."""
    keep(folder / "dossiers", read_by(complete_incident(title), profile))


def written(desk: Path) -> str:
    """The only document on the desk."""
    (path,) = desk.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    return path.read_text(encoding="utf-8")


async def test_human_resources_on_friday_evening(tmp_path: Path, desk: Path) -> None:
    """The first hour, a page for the night, then the case: nothing is asked a second time."""
    async with launched(tmp_path, law()) as pilot:
        await press(pilot, "f2")
        await left(pilot, "StartScreen")
        await press(pilot, "n", "o", "a", "enter", "b", "enter")  # no danger, online, a patient
        await typed(pilot, "20/11/2026 16h00")
        await press(pilot, "enter", "enter")
        assert screen_of(pilot) == "UrgencePageScreen"
        assert "avant le 23/11/2026 16 h 00" in words_of(pilot)  # 72 hours, the week-end included
        await press(pilot, "f6", "f8")  # the page goes to the officer on call
        await until(pilot, "Fichier écrit")
        page = written(desk)
        await press(pilot, "f8")
        await typed(pilot, "2026-031")
        await press(pilot, "tab", "tab", "b")
        await left(pilot, "NewCaseScreen")
        assert screen_of(pilot) == "InterviewScreen"
        await until(pilot, "[oui] Le contenu ou une copie")
        await press(pilot, "f9")
        await until(pilot, "Relecture de vos réponses")
        await press(pilot, "f8")
        assert screen_of(pilot) == "ResultScreen"
        assert not any(word in words_of(pilot) for word in PENALTIES)
        one(pilot, "TabbedContent").active = "deadlines"
        await until(pilot, "Délais regardés au 20/11/2026")
        for path in desk.iterdir():
            path.unlink()
        await press(pilot, "f6", "f8")
        await until(pilot, "Fichier écrit")
    assert page.startswith("La première heure")
    assert "23/11/2026 16 h 00" in page
    document = written(desk)
    assert "Qualification : 2026-031" in document and "À tenir par l'établissement" in document
    incident = stored(tmp_path / "dossiers", law().base)
    assert incident.answers["known_since"] == datetime(2026, 11, 20, 16)
    assert incident.notes["lecteur"] == "rh"


async def test_counsel_before_the_board(tmp_path: Path, desk: Path) -> None:
    """A case received: read again, each grief, why and why not, a source, the note in Markdown."""
    handed(tmp_path, "juriste")
    async with launched(tmp_path) as pilot:
        assert "2026-014" in text_of(pilot)
        await press(pilot, "down", "down", "enter")
        await left(pilot, "StartScreen")
        await until(pilot, "Relecture de vos réponses")
        await press(pilot, "f8")
        assert "Griefs" in text_of(pilot)
        await press(pilot, "end", "f3")
        assert screen_of(pilot) == "ReasonsScreen"
        await until(pilot, "Pourquoi pas")
        await press(pilot, "escape", "f8")
        await until(pilot, "Grief 1 : Manquement")
        assert "Texte d'essai" in one(pilot, "#griefs LineList").plain
        await press(pilot, "f6", "down", "enter")
        assert one(pilot, "#file").value.endswith(".md")
        await press(pilot, "f8")
        await until(pilot, "Fichier écrit")
    document = written(desk)
    assert document.startswith("# ")
    assert "2026-014" in document and "Texte d'essai 3" in document
    assert "bande de nuls" in document, "a grief quotes the words"


async def test_a_ward_manager_who_hands_over(tmp_path: Path, desk: Path) -> None:
    """What not to do first, then the factual report alone: neither penalty nor sanction."""
    async with launched(tmp_path) as pilot:
        await press(pilot, "enter")
        await typed(pilot, "Service 4")
        await press(pilot, "tab", "tab", "a")
        await left(pilot, "NewCaseScreen")
        await press(pilot, "a", "b")  # not involved, nobody in danger
        await press(pilot, "f9", "f8")
        assert screen_of(pilot) == "ResultScreen"
        shown = text_of(pilot)
        assert "À faire maintenant" in shown
        assert "Sanctions" not in shown and "Griefs" not in shown
        await press(pilot, "f10", *"transmets", "enter", "f8")
        await until(pilot, "Fichier écrit")
    document = written(desk)
    assert "Service 4" in document
    assert not any(word in document.lower() for word in (*PENALTIES, "exclusion", "blâme"))
    assert "Procédure disciplinaire possible" not in document
    assert saved(tmp_path / "dossiers").notes["lecteur"] == "manager"


async def test_a_union_representative_reads_the_attacks(tmp_path: Path, desk: Path) -> None:
    """The file of human resources read from the other side: its weak points, in a fixed order."""
    handed(tmp_path, "rh")
    async with launched(tmp_path) as pilot:
        await press(pilot, "down", "down", "enter")
        await left(pilot, "StartScreen")
        await press(pilot, "f8", "f4", "end", "enter")
        await until(pilot, "Lecteur : Contradiction")
        assert "Attaques" in text_of(pilot) and "Griefs" not in text_of(pilot)
        attacks = " ".join(one(pilot, "#attacks LineList").plain.split())
        assert attacks.index("L'attaque : Personne d'autre ne pouvait lire.") > 0
        await press(pilot, "f6", "f8")
        await until(pilot, "Fichier écrit")
    document = written(desk)
    assert document.startswith("Contradiction : 2026-014\n")
    parts = ("1. QUI POUVAIT LIRE", "2. L'ÉGALITÉ", "EN FAVEUR DE L'AGENT")
    assert sorted(parts, key=document.index) == [*parts]


async def test_a_data_protection_officer_reads_the_law_and_leaves_no_case(
    tmp_path: Path, desk: Path
) -> None:
    """The text on breaches read in full and saved; versions and places, without any case."""
    handed(tmp_path, "rh", "Dossier que le délégué n'ouvre pas")
    async with launched(tmp_path, law()) as pilot:
        await press(pilot, "f10", *"bib", "enter")
        await left(pilot, "StartScreen")
        await until(pilot, "entrées")
        await typed(pilot, "violation cnil 72")
        await pilot.app.workers.wait_for_complete()
        await until(pilot, "33")
        await press(pilot, "enter")
        assert screen_of(pilot) == "ReaderScreen"
        await until(pilot, "72 heures")
        await press(pilot, "f10", *"enregistrer dans", "enter", "f8")
        await until(pilot, "Fichier écrit")
        await press(pilot, "f12")
        await until(pilot, "Base de règles")
        assert "délégué" not in words_of(pilot)
    assert "72 heures" in written(desk)
    assert count(tmp_path / "dossiers") == 1
