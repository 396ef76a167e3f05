"""The decision trees on screen: read alone, then with the path of an incident."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from expert.incident import Key, Passage, Publication
from tests.tui.support import (
    app_of,
    complete_incident,
    mini_services,
    one,
    opened,
    press,
    screen_of,
    text_of,
    typed,
    until,
    working_on,
)
from tests.tui.test_french import assert_french
from tests.tui.test_windows import SIZES, assert_keys_fit
from tui import doors
from tui.widgets.line_list import LineList


async def open_tree(pilot: Pilot[None]) -> None:
    """Open the tree of the only chapter of the base of the tests, from the menu."""
    await press(pilot, "f10")
    await typed(pilot, "arbre")
    await press(pilot, "enter")
    assert screen_of(pilot) == "TreeScreen"
    await press(pilot, "enter")
    assert screen_of(pilot) == "TreeChapterScreen"


def lines(pilot: Pilot[None]) -> list[str]:
    return str(one(pilot, LineList).plain).splitlines()


async def put_cursor(pilot: Pilot[None], words: str) -> None:
    """Put the cursor on the first line that holds some words."""
    shown = one(pilot, LineList)
    shown.highlighted = next(
        n
        for n, line in enumerate(shown.lines)
        if any(words in paragraph.text.plain for paragraph in line.paragraphs)
    )
    await pilot.pause()


async def test_the_trees_are_read_from_the_first_screen_without_any_incident(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as pilot:
        await open_tree(pilot)
        shown = lines(pilot)
        assert any("Qui pouvait lire la publication" in line for line in shown)
        assert not any(line.startswith(("►", "·", "–")) for line in shown)
        assert not any("Votre dossier" in line for line in shown)
        await put_cursor(pilot, "Pièces utilisables")
        await put_cursor(pilot, "oui → ✓")
        await press(pilot, "enter")
        assert screen_of(pilot) == "ReaderScreen"
        assert "Règle : " in text_of(pilot)
        page = one(pilot, "#page")
        page.highlighted = next(n for n, line in enumerate(page.lines) if line.target)
        await press(pilot, "enter")
        assert "Sources" in text_of(pilot), "the rule is read with its sources"
        await press(pilot, "escape", "escape", "escape", "escape")
        assert screen_of(pilot) == "StartScreen"


async def test_the_path_of_the_incident_is_marked_and_what_it_closes_is_folded(
    tmp_path: Path,
) -> None:
    """By hand: « tout le monde » makes the message public; nothing else of the access is open."""
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        await press(pilot, "f8")
        await open_tree(pilot)
        shown = lines(pilot)
        assert any("Qui pouvait lire : lisible par tous : ✓ établi" in line for line in shown)
        here = next(n for n, line in enumerate(shown) if "Qui pouvait lire la publi" in line)
        assert shown[here].startswith("► ")
        branches = [line for line in shown[here + 1 : here + 6] if " → " in line]
        assert [line for line in branches if line.startswith("►")] == [
            line for line in branches if "Tout le monde" in line
        ]
        assert any(line.startswith("– ") and "voir" not in line for line in branches)
        assert not any("Un groupe fermé sans règle de discrétion" in line for line in shown)
        assert any("fermée" in line and line.startswith("– ") for line in shown)
        await press(pilot, "f5")
        unfolded = lines(pilot)
        assert any("Un groupe fermé sans règle de discrétion" in line for line in unfolded)
        assert not any("fermées par vos réponses" in line for line in unfolded)


async def test_a_question_of_the_tree_opens_in_the_interview(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        await press(pilot, "f8")
        await open_tree(pilot)
        await put_cursor(pilot, "Qui pouvait lire la publication")
        await press(pilot, "enter")
        await until(pilot, "Tout le monde")
        assert screen_of(pilot) == "InterviewScreen"


async def test_the_tree_left_from_the_interview_gives_back_the_same_question(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "a")
        before = text_of(pilot)
        await open_tree(pilot)
        assert any("← votre dossier en est là" in line for line in lines(pilot))
        await press(pilot, "escape", "escape")
        assert text_of(pilot) == before


async def test_a_protected_answer_is_not_shown_by_the_path(tmp_path: Path) -> None:
    """The two branches of the mandate look the same, whatever was answered."""
    shown = {}
    for answer in ("oui", "non"):
        incident = complete_incident().with_answer(Key("author_status"), "prive")
        incident = incident.with_answer(Key("mandate"), answer)
        async with working_on(tmp_path / answer, incident, "juriste") as pilot:
            await press(pilot, "f8")
            await open_tree(pilot)
            every = lines(pilot)
            asked = [n for n, line in enumerate(every) if "gardée à part" in line]
            shown[answer] = [every[here : here + 3] for here in asked]
    assert shown["oui"] == shown["non"]
    assert len(shown["oui"]) > 0
    for _, *branches in shown["oui"]:
        assert all(line.startswith("· ") for line in branches)


async def test_each_passage_has_its_own_path(tmp_path: Path) -> None:
    whole = complete_incident()
    (first,) = whole.publications
    second = Publication(
        "P2",
        (Passage("P2", {"outrageous_expression": "non", "grounds": ()}, "x"),),
        {**first.answers, "access": "direct_message"},
    )
    incident = replace(whole, publications=(first, second))
    async with working_on(tmp_path, incident, "juriste") as pilot:
        await press(pilot, "f8")
        await open_tree(pilot)
        assert "Passage P1." in text_of(pilot)
        assert any("lisible par tous : ✓ établi" in line for line in lines(pilot))
        await press(pilot, "f8")
        assert "Passage P2." in text_of(pilot)
        assert any("un seul destinataire : ✓ établi" in line for line in lines(pilot))
        await press(pilot, "f8")
        assert "Passage P1." in text_of(pilot)


async def test_who_is_party_to_the_facts_reads_the_law_and_no_path(tmp_path: Path) -> None:
    incident = complete_incident().with_answer(Key("reporter_role"), "vise")
    async with opened(tmp_path) as pilot:
        session = doors.session(mini_services(), incident, profile="juriste")
        app_of(pilot).push_screen(doors.tree(mini_services().base, incident.examined_on, session))
        await press(pilot)
        await press(pilot, "enter")
        assert screen_of(pilot) == "TreeChapterScreen"
        assert not any(line.startswith(("►", "–")) for line in lines(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_the_screens_of_the_tree_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste", size) as pilot:
        await press(pilot, "f8", "f10")
        await typed(pilot, "arbre")
        await press(pilot, "enter")
        seen = [text_of(pilot)]
        assert_keys_fit(pilot)
        await press(pilot, "enter")
        seen.append(text_of(pilot))
        assert_keys_fit(pilot)
        assert "Règles d'essai" in text_of(pilot)
        assert "►" in text_of(pilot)
        await press(pilot, "f1")
        seen.append(text_of(pilot))
        assert_french(seen)
