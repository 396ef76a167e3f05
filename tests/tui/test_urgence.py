"""The first hour on screen: one key from the start, few questions, a page, the interview."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from textual.pilot import Pilot

from expert.incident import Answer, Incident
from tests.tui.cases import count, stored
from tests.tui.support import (
    app_of,
    left,
    one,
    opened,
    press,
    screen_of,
    text_of,
    typed,
    until,
    words_of,
)
from tests.tui.test_french import english_words
from tests.tui.test_windows import assert_keys_fit
from tui.screens.urgence import UrgenceScreen
from tui.services import Services, load_services

SIZES = [(80, 24), (120, 35)]


@cache
def law() -> Services:
    return load_services()


@asynccontextmanager
async def urgent(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """Open the first hour with the shipped law."""
    async with opened(folder, size, law) as pilot:
        await press(pilot, "f2")
        await left(pilot, "StartScreen")
        assert screen_of(pilot) == "UrgenceScreen"
        yield pilot


async def answer_all(pilot: Pilot[None]) -> None:
    """Danger no, online yes, a patient and a password, the service has it, known on 18/11."""
    await press(pilot, "n", "o", "a", "d", "enter", "b", "enter")
    await typed(pilot, "18/11/2026 11h30")
    await press(pilot, "enter")


def answers_of(pilot: Pilot[None]) -> Mapping[str, Answer]:
    """What is answered on the screen of the questions."""
    assert isinstance(pilot.app.screen, UrgenceScreen)
    return pilot.app.screen.answers


def page_of(pilot: Pilot[None]) -> str:
    """The whole page, beyond what the window shows."""
    text: str = one(pilot, "#page").plain
    return " ".join(text.split())


def kept(folder: Path) -> Incident:
    return stored(folder, law().base)


@pytest.mark.parametrize("size", SIZES)
async def test_the_questions_are_on_one_screen_with_their_keys(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size, law) as pilot:
        assert "F2 Urgence" in text_of(pilot)
        assert "Urgence : que faire dans la première heure ? (F2)" in text_of(pilot)
        assert_keys_fit(pilot)
        await press(pilot, "f2")
        await left(pilot, "StartScreen")
        for keys in ((), ("down",), ("down",), ("down",), ("down",)):
            await press(pilot, *keys)
            shown = words_of(pilot)
            for question in law().urgent_questions(law().blank("", date(2026, 11, 20))):
                assert question.line in shown
            assert "Voir la page" in shown
            assert_keys_fit(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_then_the_interview_by_the_keyboard_alone(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with urgent(tmp_path, size) as pilot:
        await answer_all(pilot)
        assert "18/11/2026 11 h 30" in words_of(pilot)
        await press(pilot, "enter")
        assert screen_of(pilot) == "UrgencePageScreen"
        shown = words_of(pilot)
        assert "avant le 21/11/2026 11 h 30, expire dans 17 heures" in shown
        assert_keys_fit(pilot)
        assert count(tmp_path) == 0
        await press(pilot, "f8", "tab", "tab", "a")
        await left(pilot, "NewCaseScreen")
        assert screen_of(pilot) == "InterviewScreen"
        await until(pilot, "[non] Craignez-vous")
        assert "[oui] Le contenu ou une copie" in text_of(pilot)
        await press(pilot, "escape")
        assert screen_of(pilot) == "StartScreen"
    incident = kept(tmp_path)
    assert incident.answers == {
        "danger_person": "non",
        "still_online": "oui",
        "capture_holder": ("service",),
        "known_since": datetime(2026, 11, 18, 11, 30),
        "superior_knew_date": date(2026, 11, 18),
        "breach_awareness": datetime(2026, 11, 18, 11, 30),
    }
    assert incident.publications[0].answers == {"sensitive_content": ("patient", "credentials")}
    assert incident.notes["lecteur"] == "manager"


@pytest.mark.parametrize("size", SIZES)
async def test_the_mouse_alone_reaches_the_page_and_comes_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size, law) as pilot:
        await pilot.click("#urgence")
        await left(pilot, "StartScreen")
        await pilot.click("#lines", offset=(7, 1))  # « o oui », under the first line
        await pilot.pause()
        assert "[oui] Craignez-vous" in text_of(pilot)
        await pilot.click("#lines", offset=(10, 2))  # opens the third line
        await pilot.pause()
        await pilot.click("#lines", offset=(14, 4))  # ticks its second answer
        await pilot.pause()
        assert "[x] b  Un mineur" in text_of(pilot)
        await pilot.click("#page")
        await left(pilot, "UrgenceScreen")
        assert "Quelqu'un paraît en danger" in words_of(pilot)
        await pilot.click("#leave")
        await left(pilot, "UrgencePageScreen")
        assert screen_of(pilot) == "UrgenceScreen"
        assert "[oui] Craignez-vous" in text_of(pilot)
        await pilot.click("#leave")
        await left(pilot, "UrgenceScreen")
        assert screen_of(pilot) == "StartScreen"
    assert count(tmp_path) == 0


async def test_a_list_is_ticked_unticked_and_never_left_at_no(tmp_path: Path) -> None:
    async with urgent(tmp_path) as pilot:
        await press(pilot, "down", "down", "a", "c")
        assert dict(one(pilot, "#lines").given)[2].value == ("patient", "intimate")
        await press(pilot, "a")
        assert "[ ] a  Un patient" in text_of(pilot) and "[x] c" in text_of(pilot)
        await press(pilot, "c")
        assert "[ ? ] Voit-on" in text_of(pilot)
        assert "[x] g  Je ne sais pas" in text_of(pilot)
        await press(pilot, "f")
        assert answers_of(pilot) == {"sensitive_content": ()}
        await press(pilot, "home", "down", "down", "b")
        assert answers_of(pilot) == {"sensitive_content": ("minor",)}


async def test_none_of_them_and_not_knowing_are_two_answers(tmp_path: Path) -> None:
    async with urgent(tmp_path) as pilot:
        await press(pilot, "down", "down", "g")
        assert answers_of(pilot) == {"sensitive_content": None}
        await press(pilot, "f8")
        assert "Vous ne savez pas ce que montre l'image" in page_of(pilot)
        await press(pilot, "escape", "home", "down", "down", "f", "f8")
        assert "Vous ne savez pas ce que montre l'image" not in page_of(pilot)


async def test_the_page_can_be_read_at_once_and_a_line_left_is_unknown(tmp_path: Path) -> None:
    async with urgent(tmp_path) as pilot:
        await press(pilot, "f8")
        assert screen_of(pilot) == "UrgencePageScreen"
        page = page_of(pilot)
        assert "Ce que vous ne savez pas encore" in page
        assert "72 heures, depuis une heure qui reste à fixer" in page
        await press(pilot, "f7")
        assert screen_of(pilot) == "UrgenceScreen"
        await press(pilot, "end", "enter")
        assert "5 lignes attendent une réponse" in words_of(pilot)
        assert "F8 : voir la page sans attendre." in words_of(pilot)


@pytest.mark.parametrize("wrong", ["31/02/2026", "99", "18/11/2026 25h00"])
async def test_a_date_that_cannot_be_read_is_said_and_no_page_comes(
    tmp_path: Path, wrong: str
) -> None:
    async with urgent(tmp_path) as pilot:
        await press(pilot, "down", "down", "down", "down")
        await typed(pilot, wrong)
        await press(pilot, "f8")
        assert screen_of(pilot) == "UrgenceScreen"
        assert re.search(r"n'existe pas|Écrivez la date", words_of(pilot))


async def test_escape_goes_up_one_level_and_never_leaves_the_application(tmp_path: Path) -> None:
    async with urgent(tmp_path) as pilot:
        for above in ("f8", "f8"):
            await press(pilot, above)
        assert screen_of(pilot) == "NewCaseScreen"
        for under in ("UrgencePageScreen", "UrgenceScreen", "StartScreen", "StartScreen"):
            await press(pilot, "escape")
            assert screen_of(pilot) == under
        assert pilot.app.is_running
    assert count(tmp_path) == 0


async def test_it_is_in_the_menu_and_each_screen_says_what_its_menu_does(tmp_path: Path) -> None:
    async with opened(tmp_path, load=law) as pilot:
        await press(pilot, "f10")
        await typed(pilot, "urgence")
        await press(pilot, "enter")
        await left(pilot, "MenuDialog")
        assert screen_of(pilot) == "UrgenceScreen"
        await press(pilot, "f10")
        assert "Pourquoi cette question" in words_of(pilot)
        await press(pilot, "escape", "f3")
        assert law().base.facts["danger_person"].reason[:40] in words_of(pilot)
        await press(pilot, "escape", "f8", "f10")
        assert "Enregistrer la page" in words_of(pilot)


async def test_the_page_is_written_to_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with urgent(tmp_path / "dossiers") as pilot:
        await answer_all(pilot)
        await press(pilot, "f8", "f6", "f8")
        await until(pilot, "Fichier écrit")
        await press(pilot, "f6", "b", "f8")
        await until(pilot, "Fichier écrit")
    names = sorted(path.name for path in tmp_path.glob("premiere-heure-*"))
    assert names == ["premiere-heure-20261120-1740.md", "premiere-heure-20261120-1740.txt"]
    written = " ".join((tmp_path / names[1]).read_text("utf-8").split())
    assert "avant le 21/11/2026 11 h 30, expire dans 17 heures" in written
    assert (tmp_path / names[0]).read_text("utf-8").startswith("# La première heure")


async def test_a_hostile_title_does_nothing_when_the_answers_become_a_case(tmp_path: Path) -> None:
    async with urgent(tmp_path) as pilot:
        await press(pilot, "o", "f8", "f8")
        one(pilot, "#title").value = "[@click=app.quit]x[/] \x1b[2J"
        await press(pilot, "tab", "tab", "b")
        await left(pilot, "NewCaseScreen")
        assert "[@click=app.quit]x[/]" in text_of(pilot)
        assert "\x1b" not in text_of(pilot)
        assert app_of(pilot).is_running
    assert kept(tmp_path).answers == {"danger_person": "oui"}


async def test_a_window_that_shrinks_loses_nothing(tmp_path: Path) -> None:
    async with urgent(tmp_path) as pilot:
        await press(pilot, "o")
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        await press(pilot, "n", "f8")
        assert "Fenêtre trop petite." in words_of(pilot)
        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        assert screen_of(pilot) == "UrgenceScreen"
        assert answers_of(pilot)["danger_person"] == "oui"


async def test_not_one_english_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "d").mkdir()
    monkeypatch.chdir(tmp_path / "d")
    monkeypatch.setattr(Path, "cwd", lambda: Path("d"))
    seen = []
    async with urgent(tmp_path / "dossiers") as pilot:
        for key in (
            *("f1", "escape", "f3", "escape", "f10", "escape", "o", "o", "a", "down", "a", "f8"),
            *("f1", "escape", "f10", "escape", "f6", "escape", "pagedown", "f8"),
        ):
            seen.append(text_of(pilot))
            await press(pilot, key)
        seen.append(text_of(pilot))
    assert [word for screen in seen for word in english_words(screen)] == []


async def test_a_line_that_cites_leads_to_the_text_and_f7_back_to_the_questions(
    tmp_path: Path,
) -> None:
    async with urgent(tmp_path) as pilot:
        await answer_all(pilot)
        await press(pilot, "f8")
        await left(pilot, "UrgenceScreen")
        lines = one(pilot, "#page")
        lines.highlighted = next(
            n
            for n, line in enumerate(lines.lines)
            if line.target and [each.id for each in line.target.sources] == ["rgpd-33"]
        )
        await press(pilot, "enter")
        await left(pilot, "UrgencePageScreen")
        assert screen_of(pilot) == "ReaderScreen" and "RGPD, art. 33" in text_of(pilot)
        await press(pilot, "escape")
        assert screen_of(pilot) == "UrgencePageScreen"
        await press(pilot, "f7")
        assert screen_of(pilot) == "UrgenceScreen"
        await press(pilot, "f7")
        assert screen_of(pilot) == "StartScreen"
