"""Taking an answer back on screen: its question comes back, a line says what, the file follows."""

from __future__ import annotations

from pathlib import Path

from expert.incident import Key
from tests.tui.support import (
    PASSAGE,
    click,
    complete_incident,
    one,
    press,
    recorded,
    saved,
    screen_of,
    text_of,
    typed,
    until,
    words_of,
    working_on,
)
from tests.tui.test_groups import asked, kept, services  # noqa: F401 - a fixture
from tui.services import Services
from tui.widgets.line_list import LineList


async def test_an_answer_is_taken_back_by_key_and_given_again(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "ctrl+z")
        await until(pilot, "Rien à annuler")
        await press(pilot, "a", "b")
        assert "Quel document a nommé l'agent ?" in text_of(pilot)
        await press(pilot, "ctrl+z")
        assert "Craignez-vous pour quelqu'un" in text_of(pilot)
        assert "Annulé : crainte pour quelqu'un, de nouveau sans réponse" in words_of(pilot)
        assert recorded(tmp_path, "danger_person") == "ABSENT"
        assert recorded(tmp_path, "reporter_role") == "instruit"
        await press(pilot, "ctrl+y")
        assert "(•) b  Non" in text_of(pilot)
        assert recorded(tmp_path, "danger_person") == "non"
        await press(pilot, "enter")
        assert "Quel document a nommé l'agent ?" in text_of(pilot)


async def test_buttons_and_menu_take_back_too_and_are_grey_when_there_is_nothing(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path) as pilot:
        assert one(pilot, "#undo").disabled and one(pilot, "#redo").disabled
        await press(pilot, "a")
        await click(pilot, "#undo")
        assert recorded(tmp_path, "reporter_role") == "ABSENT"
        await until(pilot, "Êtes-vous visé")
        await click(pilot, "#redo")
        assert recorded(tmp_path, "reporter_role") == "instruit"
        await press(pilot, "f10")
        await typed(pilot, "annuler")
        assert "place de la personne qui répond ; Ctrl+Z" in words_of(pilot)
        await press(pilot, "enter")
        assert recorded(tmp_path, "reporter_role") == "ABSENT"


async def test_an_answer_changed_from_the_review_is_taken_back_there(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        assert screen_of(pilot) == "ReviewScreen"
        lines = one(pilot, LineList)
        key = Key("outrageous_expression", PASSAGE)
        lines.highlighted = [line.target for line in lines.lines].index(key)
        await press(pilot, "n")
        assert recorded(tmp_path, "outrageous_expression", PASSAGE) == "non"
        lines.highlighted = 1
        await press(pilot, "ctrl+z")
        assert recorded(tmp_path, "outrageous_expression", PASSAGE) == "oui"
        assert one(pilot, LineList).target == key
        await until(pilot, "mots outrageants, de nouveau « Oui » (et non plus « Non »)")
        assert saved(tmp_path).answers == complete_incident().answers
        await until(pilot, "Êtes-vous visé")
        await click(pilot, "#redo")
        assert recorded(tmp_path, "outrageous_expression", PASSAGE) == "non"


async def test_lines_of_a_group_are_taken_back_one_gesture_at_a_time(
    tmp_path: Path,
    services: Services,  # noqa: F811
) -> None:
    async with asked(tmp_path, services) as pilot:
        await press(pilot, "a", "o", "?")
        assert set(kept(tmp_path, services)) == {
            "reporter_role", "danger_person", "visible", "connu_le", "copies",
        }  # fmt: skip
        await press(pilot, "ctrl+z")
        assert kept(tmp_path, services) == {"reporter_role": "instruit", "danger_person": "oui"}
        assert "Annulé : encore visible, connu le et 1 de plus" in words_of(pilot)
        await press(pilot, "ctrl+z")
        assert kept(tmp_path, services) == {"reporter_role": "instruit"}
        await press(pilot, "ctrl+y", "ctrl+y")
        assert kept(tmp_path, services)["copies"] is None


async def test_an_added_passage_and_exact_words_are_taken_back(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        await press(pilot, "escape")
        interview = pilot.app.screen
        interview.go_to(Key("outrageous_expression", PASSAGE))
        await pilot.pause()
        await press(pilot, "f2", "x", "f8")
        assert saved(tmp_path).publications[0].passages[0].verbatim == "xbande de nuls"
        interview.add_passage("P1")
        await pilot.pause()
        assert len(saved(tmp_path).publications[0].passages) == 2
        await press(pilot, "ctrl+z")
        assert "passage P1-2 en moins" in words_of(pilot)
        assert len(saved(tmp_path).publications[0].passages) == 1
        await press(pilot, "ctrl+z")
        assert saved(tmp_path).publications == complete_incident().publications
        assert "Que dit exactement le message" in text_of(pilot)


async def test_a_discussed_fact_is_taken_back(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        lines = one(pilot, LineList)
        key = Key("outrageous_expression", PASSAGE)
        lines.highlighted = [line.target for line in lines.lines].index(key)
        await press(pilot, "d", "down", "enter", "enter", "end", "enter")
        assert key in saved(tmp_path).disputes
        await press(pilot, "ctrl+z")
        assert saved(tmp_path).disputes == {}
        assert recorded(tmp_path, "outrageous_expression", PASSAGE) == "oui"
