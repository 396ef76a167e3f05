"""Several lines on one screen: by keys alone, by mouse alone, and nothing is lost half-way."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from expert.incident import Key
from knowledge import load_base
from tests.tui.cases import one_case, stored
from tests.tui.support import (
    click_row,
    left,
    one,
    press,
    screen_of,
    text_of,
    typed,
    words_of,
    working_on,
)
from tests.tui.test_french import english_words
from tui.services import Services, load_services
from tui.widgets.group_list import GroupList
from tui.widgets.line_list import LineList

MORE = """
faits:
  - {fait: visible, libelle: encore visible, portee: incident, type: oui-non, descriptif: oui,
     definition: x, bloc: ouverture, question: Est-ce encore visible ?, raison: x}
  - {fait: connu_le, libelle: connu le, portee: incident, type: date, descriptif: oui,
     definition: x, bloc: ouverture, question: Connu quel jour ?, raison: x}
  - {fait: copies, libelle: copies, portee: incident, type: nombre, descriptif: oui,
     definition: x, bloc: ouverture, question: Combien de copies ?, raison: x}
questions:
  - question: debut
    titre: Pour commencer
    raison: Un danger passe avant tout.
    lignes:
      reporter_role: Quelle est votre place ?
      danger_person: Craignez-vous pour quelqu'un ?
      visible: "Est-ce encore visible [@click=app.quit]ici[/] ?"
      connu_le: Connu depuis le
      copies: Combien de copies ?
"""
LINES = ("reporter_role", "danger_person", "visible", "connu_le", "copies")


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    folder = tmp_path_factory.mktemp("loi") / "loi"
    shutil.copytree(Path(__file__).parent / "mini", folder)
    (folder / "ensemble.yaml").write_text(MORE, "utf-8")
    return load_services(load_base(folder, use_cache=False))


@asynccontextmanager
async def asked(
    folder: Path, services: Services, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    async with working_on(folder, size=size, services=services) as pilot:
        yield pilot


def kept(folder: Path, services: Services) -> dict[str, object]:
    """The answers of the case to the lines of the screen."""
    incident = stored(folder, services.base)
    return {name: incident.answers[name] for name in LINES if name in incident.answers}


def title_of(pilot: Pilot[None]) -> str:
    return str(one(pilot, "#title").render())


async def test_every_line_is_answered_by_keys_alone(tmp_path: Path, services: Services) -> None:
    async with asked(tmp_path, services) as pilot:
        assert title_of(pilot) == "Pour commencer"
        await press(pilot, "a", "o", "n")
        await typed(pilot, "03/09/2026")
        await press(pilot, "enter")
        await typed(pilot, "12")
        await press(pilot, "enter")
        shown = text_of(pilot)
        assert "[oui] Craignez-vous pour quelqu'un ?" in shown
        assert "[non] Est-ce encore visible" in shown
        assert "[ ✓ ] Connu depuis le  03/09/2026" in shown
        await press(pilot, "enter")
        assert title_of(pilot) != "Pour commencer"
    assert kept(tmp_path, services) == {
        "reporter_role": "instruit",
        "danger_person": "oui",
        "visible": "non",
        "connu_le": date(2026, 9, 3),
        "copies": 12,
    }


async def test_every_line_is_answered_by_the_mouse_alone(
    tmp_path: Path, services: Services
) -> None:
    async with asked(tmp_path, services) as pilot:
        rows = one(pilot, GroupList)
        await click_row(pilot, rows, 1)
        await pilot.click(rows, offset=(7, rows._index_to_line[1] + 1))  # « o oui »
        await pilot.pause()
        assert rows.given[1].value == "oui"
        assert kept(tmp_path, services) == {"danger_person": "oui"}
        await click_row(pilot, rows, rows.option_count - 3)  # no to the others
        assert kept(tmp_path, services) == {"danger_person": "oui", "visible": "non"}
        await click_row(pilot, rows, rows.option_count - 2)  # unknown to the others
        await click_row(pilot, rows, rows.option_count - 1)  # go on
        assert title_of(pilot) != "Pour commencer"
    assert kept(tmp_path, services) == {
        "reporter_role": None, "danger_person": "oui", "visible": "non", "connu_le": None,
        "copies": None,
    }  # fmt: skip


async def test_no_to_the_others_never_answers_what_has_no_no(
    tmp_path: Path, services: Services
) -> None:
    async with asked(tmp_path, services) as pilot:
        await press(pilot, "-")
        assert kept(tmp_path, services) == {"danger_person": "non", "visible": "non"}
        assert one(pilot, GroupList).missing == [0, 3, 4]


async def test_unknown_to_the_others_is_recorded_line_by_line(
    tmp_path: Path, services: Services
) -> None:
    async with asked(tmp_path, services) as pilot:
        await press(pilot, "a", "j", "?")
    assert kept(tmp_path, services) == {"reporter_role": "instruit", **dict.fromkeys(LINES[1:])}


async def test_going_on_with_a_line_unanswered_says_so_and_goes_to_it(
    tmp_path: Path, services: Services
) -> None:
    async with asked(tmp_path, services) as pilot:
        await press(pilot, "a", "o", "f8")
        assert "3 lignes attendent une réponse ; « Je ne sais pas » en est une." in words_of(pilot)
        assert one(pilot, GroupList).highlighted == 2
        assert title_of(pilot) == "Pour commencer"
        await press(pilot, "enter")
        assert "Répondez à cette ligne ; « Je ne sais pas » est une réponse." in words_of(pilot)
    assert kept(tmp_path, services) == {"reporter_role": "instruit", "danger_person": "oui"}


async def test_looking_records_nothing(tmp_path: Path, services: Services) -> None:
    async with asked(tmp_path, services) as pilot:
        await press(pilot, "down", "down", "up", "f7", "escape")
    assert kept(tmp_path, services) == {}


async def test_leaving_in_the_middle_keeps_what_was_answered_and_comes_back_to_the_next_line(
    tmp_path: Path, services: Services
) -> None:
    async with asked(tmp_path, services) as pilot:
        await press(pilot, "a", "n", "escape")
        assert screen_of(pilot) == "StartScreen"
        pilot.app.open_saved(one_case(tmp_path).id)  # type: ignore[attr-defined]
        await left(pilot, "StartScreen")
        rows = one(pilot, GroupList)
        assert (rows.highlighted, rows.missing) == (2, [2, 3, 4])
        assert "[non] Craignez-vous pour quelqu'un ?" in text_of(pilot)


async def test_space_turns_the_answer_of_a_line_and_stays_on_it(
    tmp_path: Path, services: Services
) -> None:
    async with asked(tmp_path, services) as pilot:
        rows = one(pilot, GroupList)
        await press(pilot, "down")
        seen = []
        for _ in range(4):
            await press(pilot, "space")
            seen.append(rows.given[1].value)
            assert rows.highlighted == 1
        assert seen == ["oui", "non", None, "oui"]


async def test_what_cannot_be_read_gets_one_sentence_under_its_line(
    tmp_path: Path, services: Services
) -> None:
    async with asked(tmp_path, services) as pilot:
        one(pilot, GroupList).highlighted = 3
        await pilot.pause()
        await typed(pilot, "31/02/2026")
        await press(pilot, "enter")
        assert "n'existe pas dans le calendrier." in words_of(pilot)
        await press(pilot, *["backspace"] * 10, "j")
        assert one(pilot, GroupList).given[3].value is None
    assert kept(tmp_path, services) == {"connu_le": None}


async def test_a_line_read_again_is_changed_alone_and_comes_back_to_the_review(
    tmp_path: Path, services: Services
) -> None:
    async with asked(tmp_path, services) as pilot:
        await press(pilot, "a", "o", "?", "enter", "f9")
        assert screen_of(pilot) == "ReviewScreen"
        pilot.app.screen.dismiss((Key("danger_person"), "review"))
        await left(pilot, "ReviewScreen")
        assert one(pilot, GroupList).highlighted == 1
        await press(pilot, "n", "f8")
        assert screen_of(pilot) == "ReviewScreen"
    assert kept(tmp_path, services)["danger_person"] == "non"
    assert kept(tmp_path, services)["reporter_role"] == "instruit"


async def test_a_yes_or_no_is_changed_by_one_key_in_the_review(
    tmp_path: Path, services: Services
) -> None:
    async with asked(tmp_path, services) as pilot:
        await press(pilot, "a", "o", "?", "enter", "f9")
        lines = one(pilot, LineList)
        places = [line.target for line in lines.lines]
        lines.highlighted = places.index(Key("danger_person"))
        await press(pilot, "n")
        assert lines.target == Key("danger_person")
        lines.highlighted = [line.target for line in lines.lines].index(Key("reporter_role"))
        await press(pilot, "o")  # a choice is not answered by yes
        assert screen_of(pilot) == "ReviewScreen"
    assert kept(tmp_path, services)["danger_person"] == "non"
    assert kept(tmp_path, services)["reporter_role"] == "instruit"


async def test_the_reasons_are_those_of_the_group_then_of_the_line(
    tmp_path: Path, services: Services
) -> None:
    async with asked(tmp_path, services, (100, 40)) as pilot:
        assert "Un danger passe avant tout." in words_of(pilot)
        await press(pilot, "f3")
        assert "Êtes-vous visé, témoin, ou à l'origine de la capture ?" in words_of(pilot)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 35), (160, 50)])
async def test_every_line_can_be_reached_at_every_size(
    tmp_path: Path, services: Services, size: tuple[int, int]
) -> None:
    async with asked(tmp_path, services, size) as pilot:
        rows = one(pilot, GroupList)
        for number, line in enumerate(rows.lines):
            rows.highlighted = number
            await pilot.pause()
            await pilot.pause()
            assert line.line[:20] in words_of(pilot)
        assert "[@click=app.quit]ici[/]" in rows.get_option_at_index(2).prompt.plain
        assert english_words(text_of(pilot)) <= {"click", "quit"}  # those of the hostile line
        assert pilot.app.is_running
