"""Copying from every screen: what goes out, what is said of it, and what is left behind."""

from __future__ import annotations

import base64
import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from expert.incident import Key
from tests.tui.support import (
    PLACE,
    app_of,
    complete_incident,
    left,
    opened,
    press,
    screen_of,
    text_of,
    typed,
    until,
    words_of,
    working_on,
)
from tests.tui.test_hostile_text import HOSTILE, OBEYED, hostile_incident
from tui import native_clipboard
from tui.native_clipboard import DesktopClipboard, desktop_clipboard
from tui.widgets.path_lines import PROTECTED_ANSWER


class Desk:
    """A clipboard of a desktop that never existed; `obeys` says whether it keeps what it gets."""

    def __init__(self, obeys: bool = True) -> None:
        self.held: str | None = "avant"
        self.obeys = obeys

    def copy(self, text: str) -> bool:
        if self.obeys:
            self.held = text
        return self.obeys

    def read(self) -> str | None:
        return self.held


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[Pilot[None]], list[str]]:
    """What the terminal was asked to keep, read from what the driver wrote."""

    def start(pilot: Pilot[None]) -> list[str]:
        texts: list[str] = []
        driver = pilot.app._driver
        assert driver is not None

        def write(data: str) -> None:
            if data.startswith("\x1b]52;c;"):
                coded = data.removeprefix("\x1b]52;c;").removesuffix("\a")
                texts.append(base64.b64decode(coded).decode("utf-8"))

        monkeypatch.setattr(driver, "write", write)
        return texts

    return start


def told(pilot: Pilot[None]) -> str:
    """The sentence of the last notice."""
    return [notice.message for notice in pilot.app._notifications][-1]


async def finished(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def choose_in_menu(pilot: Pilot[None], letters: str) -> None:
    await press(pilot, "f10")
    await typed(pilot, letters)
    await pilot.pause()
    await press(pilot, "enter")


# What is copied ----------------------------------------------------------------------------------


async def test_ctrl_c_copies_the_line_then_the_page_and_the_terminal_is_not_believed(
    tmp_path: Path, asked: Callable[[Pilot[None]], list[str]]
) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        await press(pilot, "f8", *["down"] * 6)
        texts = asked(pilot)
        await press(pilot, "ctrl+c")
        assert texts[0].splitlines()[:2] == ["Passage P1", "« bande de nuls »"]
        assert "Il ne répond jamais : vérifiez en collant" in told(pilot)
        assert "peut garder ce texte" in told(pilot)
        await press(pilot, "ctrl+c")
        assert texts[1].startswith("Conclusions — Juriste, droit au ")
        assert "« bande de nuls »" in texts[1]
        assert "peut garder ce texte" not in told(pilot), "said once"
        await press(pilot, "up", "ctrl+c")
        assert len(texts[2]) < len(texts[1])


async def test_success_is_said_only_when_the_desktop_gives_the_text_back(tmp_path: Path) -> None:
    for obeys, sentence in ((True, "Copié dans le presse-papiers"), (False, "vérifiez en collant")):
        desk = Desk(obeys)
        folder = tmp_path / str(obeys)
        async with working_on(folder, complete_incident(), "juriste", native=desk) as pilot:
            await press(pilot, "f8", "f5")
            await finished(pilot)
            assert sentence in told(pilot)
            assert (desk.held == pilot.app.clipboard) is obeys


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_what_a_terminal_would_obey_never_leaves(
    tmp_path: Path, text: str, asked: Callable[[Pilot[None]], list[str]]
) -> None:
    async with working_on(tmp_path, hostile_incident(text), "juriste") as pilot:
        texts = asked(pilot)
        app_of(pilot).copy_text(text, "x")
        await press(pilot, "ctrl+c", "ctrl+c", "f8", "ctrl+c", "f5")
        app_of(pilot).copy_to_clipboard(text)
        assert len(texts) == 6
        assert not any(sign in copied for sign in OBEYED for copied in texts)


async def test_a_selection_and_a_field_are_copied_by_the_same_door(tmp_path: Path) -> None:
    desk = Desk()
    async with opened(tmp_path, native=desk) as pilot:
        await press(pilot, "enter", "shift+home", "ctrl+c")
        await finished(pilot)
        assert desk.held == "Dossier du 20/11/2026"
        assert "le texte sélectionné" in told(pilot)


async def test_nothing_to_copy_says_how_to_leave(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await press(pilot, "ctrl+c")
        await until(pilot, "Pour quitter : Ctrl+Q")
        await press(pilot, "f10")
        assert "Copier" not in text_of(pilot)


async def test_the_question_is_copied_with_its_reasons_and_never_its_answer(
    tmp_path: Path, asked: Callable[[Pilot[None]], list[str]]
) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        await press(pilot, "escape")
        pilot.app.screen.go_to(Key("access", PLACE))
        await pilot.pause()
        texts = asked(pilot)
        await press(pilot, "ctrl+c", "ctrl+c")
        title = pilot.app.screen._question.title
        assert texts[0] == title
        assert texts[1].startswith(f"{title}\n\n")
        assert len(texts[1]) > len(title) + 40
        assert "Tout le monde" not in texts[1]


@pytest.mark.parametrize(
    ("keys", "screen", "words"),
    [
        (("f8", "f3"), "ReasonsScreen", "En une ligne"),
        (("f8", "f2"), "WhatIfScreen", "Et si…"),
        (("f8", "f2", "f8", "enter"), "CompareScreen", "Le dossier et une variante"),
        (("f8", "f9"), "PrecedentsScreen", "Décisions comparées"),
        (("f8", "left"), "ResultScreen", "Réponses — Juriste"),
        (("f8", "f1"), "ReadingDialog", "Aide"),
        (("escape", "f3"), "ReaderScreen", "Pourquoi cette question ?"),
        (("escape", "f5"), "PathDialog", "Parcours"),
        ((), "ReviewScreen", "Relecture de vos réponses"),
    ],
)
async def test_every_screen_to_read_can_be_copied_whole(
    tmp_path: Path,
    asked: Callable[[Pilot[None]], list[str]],
    keys: tuple[str, ...],
    screen: str,
    words: str,
) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        await press(pilot, *keys)
        assert screen_of(pilot) == screen
        texts = asked(pilot)
        pilot.app.screen.action_copy_page()
        assert words in texts[0].splitlines()[0]
        assert len(texts[0].splitlines()) > 2


async def test_the_tree_the_first_hour_and_the_report_can_be_copied(
    tmp_path: Path, asked: Callable[[Pilot[None]], list[str]]
) -> None:
    async with opened(tmp_path / "vide") as pilot:
        app_of(pilot).open_tree()
        await pilot.pause()
        texts = asked(pilot)
        await press(pilot, "ctrl+c", "ctrl+c", "enter", "ctrl+c", "ctrl+c")
        assert texts[1].startswith("Arbre de décision\n\n")
        assert screen_of(pilot) == "TreeChapterScreen"
        assert len(texts) == 4
        app_of(pilot).go_home()
        app_of(pilot).open_urgence()
        await pilot.pause()
        await left(pilot, "StartScreen")
        assert screen_of(pilot) == "UrgencePageScreen"
        await press(pilot, "ctrl+c", "ctrl+c")
        assert texts[5].startswith("La première heure\n\n")
    async with working_on(tmp_path / "plein") as pilot:
        await press(pilot, "b")
        assert screen_of(pilot) == "ReportScreen"
        texts = asked(pilot)
        await typed(pilot, "une capture")
        await press(pilot, "ctrl+c")
        assert "RAPPORT FACTUEL" in texts[0]
        assert "une capture" in texts[0]


async def test_a_protected_answer_is_copied_from_nowhere(
    tmp_path: Path, asked: Callable[[Pilot[None]], list[str]]
) -> None:
    incident = complete_incident()
    answers = {**incident.answers, "author_status": "prive", "mandate": "oui"}
    incident = replace(incident, answers=answers)
    async with working_on(tmp_path, incident, "juriste") as pilot:
        texts = asked(pilot)
        await press(pilot, "f9")
        assert screen_of(pilot) == "ReviewScreen"
        pilot.app.screen.action_copy_page()
        await press(pilot, "f8", "left")
        assert screen_of(pilot) == "ResultScreen"
        pilot.app.screen.action_copy_page()
        await press(pilot, "escape", "f5")
        pilot.app.screen.action_copy_page()
        await press(pilot, "escape")
        pilot.app.screen.go_to(Key("mandate"))
        await pilot.pause()
        await press(pilot, "ctrl+c", "ctrl+c")
    assert len(texts) == 5
    for copied, told in zip(texts, (1, 0, 1), strict=False):  # the result does not speak of it
        assert copied.count(PROTECTED_ANSWER) == told, copied
    for copied in texts:
        assert not re.search(r"mandat[^\n]*\n?[^\n]*\boui\b", copied, re.IGNORECASE)


# To a file ---------------------------------------------------------------------------------------


async def test_the_menu_saves_a_page_as_text_or_as_markdown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sorties"
    folder.mkdir()
    monkeypatch.chdir(folder)
    async with working_on(tmp_path / "d", hostile_incident("[zut](x) *a*"), "juriste") as pilot:
        await press(pilot, "f8")
        await choose_in_menu(pilot, "enregistrer dans")
        assert screen_of(pilot) == "ExportDialog"
        await press(pilot, "down", "enter", "enter")
        assert "Fichier écrit" in told(pilot)
    (written,) = folder.iterdir()
    text = written.read_text(encoding="utf-8")
    assert written.suffix == ".md"
    assert text.startswith("# Conclusions — Juriste, droit au ")
    assert "\n## " in text
    assert "\n- ✓ " in text


async def test_who_hands_over_copies_but_writes_no_page(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "manager") as pilot:
        await press(pilot, "f8", "f10")
        assert "Copier la page" in text_of(pilot)
        await typed(pilot, "enregistrer dans")
        await pilot.pause()
        assert "Rien de ce nom ici." in text_of(pilot)
        await press(pilot, "escape")
        pilot.app.screen.action_save_page()
        await pilot.pause()
        assert "transmettre le rapport factuel" in told(pilot)
        await press(pilot, "f1")
        assert "Enregistrer" not in text_of(pilot).splitlines()[-1]


# What is left behind -----------------------------------------------------------------------------


async def test_the_clipboard_is_emptied_from_the_menu(tmp_path: Path) -> None:
    desk = Desk()
    async with working_on(tmp_path, complete_incident(), "juriste", native=desk) as pilot:
        await press(pilot, "f10")
        assert "Vider le presse-papiers" not in text_of(pilot)
        await press(pilot, "escape", "f8", "f5")
        await finished(pilot)
        await choose_in_menu(pilot, "vider")
        await finished(pilot)
        assert desk.held == ""
        assert "ne contient plus le texte copié" in told(pilot)
        await press(pilot, "ctrl+q")
        assert not pilot.app.is_running or pilot.app._exit


async def test_leaving_offers_to_empty_what_is_still_there(tmp_path: Path) -> None:
    desk = Desk()
    async with working_on(tmp_path, complete_incident(), "juriste", native=desk) as pilot:
        await press(pilot, "f8", "f5")
        await finished(pilot)
        await press(pilot, "ctrl+q")
        await finished(pilot)
        assert "contient encore un texte" in words_of(pilot)
        await press(pilot, "escape")
        assert screen_of(pilot) == "ResultScreen"
        await press(pilot, "ctrl+q")
        await finished(pilot)
        await press(pilot, "down", "enter")
        await finished(pilot)
        assert pilot.app._exit
    assert desk.held == ""


async def test_leaving_asks_nothing_when_something_else_was_copied_since(tmp_path: Path) -> None:
    desk = Desk()
    async with working_on(tmp_path, complete_incident(), "juriste", native=desk) as pilot:
        await press(pilot, "f8", "f5")
        await finished(pilot)
        desk.held = "une recette de cuisine"
        await press(pilot, "ctrl+q")
        await finished(pilot)
        assert pilot.app._exit
    assert desk.held == "une recette de cuisine"


async def test_leaving_twice_leaves_and_keeps_the_copy(
    tmp_path: Path, asked: Callable[[Pilot[None]], list[str]]
) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        texts = asked(pilot)
        await press(pilot, "f8", "f5", "ctrl+q")
        assert "contient peut-être encore" in words_of(pilot)
        await press(pilot, "ctrl+q")
        assert pilot.app._exit
    assert len(texts) == 1


# The desktop -------------------------------------------------------------------------------------


def test_no_display_no_desktop() -> None:
    assert desktop_clipboard({}) is None or sys.platform in ("darwin", "win32")
    assert desktop_clipboard({"WAYLAND_DISPLAY": "wayland-0"}) is not None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a program that stands for xclip")
def test_the_desktop_is_believed_only_after_reading_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "« nuls », l'équipe\nde nuit"
    kept = tmp_path / "kept"
    program = tmp_path / "xclip"
    monkeypatch.setenv("DISPLAY", ":none")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    for body, expected in (
        ('case "$*" in *-o*) cat "$KEPT";; *) cat > "$KEPT";; esac', True),
        ("cat > /dev/null", False),
        ("exit 1", False),
    ):
        program.write_text(f'#!/bin/sh\nKEPT="{kept}"\n{body}\n', encoding="utf-8")
        program.chmod(0o700)
        assert DesktopClipboard().copy(text) is expected
    assert kept.read_text(encoding="utf-8") == text


def test_a_desktop_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native_clipboard, "_READ", "import time; time.sleep(60)")
    monkeypatch.setattr(native_clipboard, "_PATIENCE", 0.2)
    assert DesktopClipboard().read() is None
