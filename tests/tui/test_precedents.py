"""Decisions compared, on screen: both sides, a decision opened, the way back, at every size."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from textual.pilot import Pilot

from expert.incident import Answer, Incident, Passage, Publication
from tests.tui.support import (
    NOW,
    complete_incident,
    one,
    press,
    screen_of,
    text_of,
    words_of,
    working_on,
)
from tests.tui.test_french import english_words
from tests.tui.test_hostile_text import HOSTILE, OBEYED
from tui.services import Services, load_services

NOTE = "ne disent pas ce qu'un juge déciderait"


@cache
def services() -> Services:
    """The shipped law: the invented base of the other tests asks no judged question."""
    return load_services()


def incident(title: str = "Groupe fermé") -> Incident:
    """A public agent's gross words on a page open to all, and nothing else answered."""
    passage = Passage("P1", {"target": "manager", "outrageous_expression": "oui"}, "bande de nuls")
    answers = {"access": "public", "content_kind": "text"}
    return Incident(
        title,
        NOW.date(),
        {"author_status": "titulaire_fph", "prior_record": "none"},
        (Publication("P1", (passage,), answers),),
        True,
    )


@asynccontextmanager
async def compared(
    folder: Path,
    size: tuple[int, int] = (80, 24),
    title: str = "Groupe fermé",
    known: Mapping[str, Answer] = MappingProxyType({}),
) -> AsyncIterator[Pilot[None]]:
    """Open the decisions compared with the incident, from its result."""
    about = incident(title)
    about = replace(about, answers={**about.answers, **known})
    async with working_on(folder, about, "juriste", size, services()) as pilot:
        await press(pilot, "f9")
        if screen_of(pilot) != "ResultScreen":
            await press(pilot, "f8")
        assert screen_of(pilot) == "ResultScreen"
        await press(pilot, "f9")
        assert screen_of(pilot) == "PrecedentsScreen"
        yield pilot


async def test_both_sides_then_a_decision_and_back(tmp_path: Path) -> None:
    async with compared(tmp_path) as pilot:
        await press(pilot, "f8")
        shown = text_of(pilot)
        assert "Question 2 sur" in shown and "Y a-t-il un manquement" in shown
        assert "✓ Mots outrageants" in shown
        assert "(à établir)" in one(pilot, "#sides").plain
        lines = one(pilot, "#sides").plain
        assert "Manquement retenu :" in lines and "Manquement non retenu :" in lines
        assert lines.index("sens de la mesure") < lines.index("sens de la personne")
        await press(pilot, "end", "enter")
        assert screen_of(pilot) == "ReaderScreen"
        read = one(pilot, "#page").plain
        assert "En commun" in read and "Appliquée à :" in read
        assert "Rend l'issue plus proche ici" in read or "L'éloigne d'ici" in read
        await press(pilot, "escape")
        assert screen_of(pilot) == "PrecedentsScreen"
        await press(pilot, "escape")
        assert screen_of(pilot) == "ResultScreen"


async def test_the_questions_are_turned_and_found_in_the_menu(tmp_path: Path) -> None:
    async with compared(tmp_path) as pilot:
        first = one(pilot, "#question").content.plain
        await press(pilot, "f8", "f7")
        assert one(pilot, "#question").content.plain == first
        await press(pilot, "f7")
        last = one(pilot, "#question").content.plain
        assert last != first
        await press(pilot, "f10", "enter")
        assert one(pilot, "#question").content.plain == first


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_at_every_size_the_note_is_there_and_a_wide_window_shows_the_decision(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with compared(tmp_path, size) as pilot:
        await press(pilot, "f8")
        assert NOTE in words_of(pilot)
        assert "F8 Suivante" in text_of(pilot)
        assert ("En commun" in text_of(pilot)) is (size[0] >= 110)
        assert max(map(len, text_of(pilot).splitlines())) <= size[0]


async def test_contradiction_reads_the_side_of_the_person_first(tmp_path: Path) -> None:
    async with compared(tmp_path) as pilot:
        await press(pilot, "escape", "f4", "end", "enter")
        assert "Contradiction" in words_of(pilot)
        await press(pilot, "f9", "f8")
        lines = one(pilot, "#sides").plain
        assert lines.index("sens de la personne") < lines.index("sens de la mesure")


@pytest.mark.parametrize("profile", ["manager", "rh"])
async def test_other_readers_are_told_where_it_is_read(tmp_path: Path, profile: str) -> None:
    async with working_on(tmp_path, complete_incident(), profile) as pilot:
        await press(pilot, "f8", "f9")
        assert screen_of(pilot) == "ResultScreen"
        assert "décisions comparées se lisent" in words_of(pilot)


async def test_a_base_that_asks_no_judged_question_says_so(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        await press(pilot, "f8", "f9")
        assert screen_of(pilot) == "PrecedentsScreen"
        assert "Aucune décision à comparer" in words_of(pilot)
        await press(pilot, "f8", "f7", "enter", "f5")
        assert screen_of(pilot) in ("PrecedentsScreen", "ReaderScreen")
        assert pilot.app.is_running


@pytest.mark.parametrize("text", [*HOSTILE.values()][:2], ids=[*HOSTILE][:2])
async def test_hostile_text_does_nothing(tmp_path: Path, text: str) -> None:
    async with compared(tmp_path, title=text) as pilot:
        shown = [text_of(pilot)]
        await press(pilot, "f8", "end", "enter")
        shown.append(text_of(pilot))
        assert pilot.app.is_running
    for screen in shown:
        assert not any(sign in screen for sign in OBEYED)


async def test_no_english_word(tmp_path: Path) -> None:
    async with compared(tmp_path) as pilot:
        seen = [text_of(pilot)]
        for key in ("f8", "f1", "escape", "f10", "escape", "end", "enter", "escape", "f5"):
            await press(pilot, key)
            seen.append(text_of(pilot))
    for screen in seen:
        assert english_words(screen) == set(), screen


async def test_a_decision_no_longer_citable_is_on_no_screen(tmp_path: Path) -> None:
    base = services().base
    gone = "ce-2020-01-27-426569"
    before = services().compare(incident())
    assert before is not None and gone in before.cited()
    hidden = base.sources[gone].model_copy(update={"citable": False})
    changed = load_services(replace(base, sources={**base.sources, gone: hidden}))
    async with working_on(tmp_path, incident(), "juriste", (160, 50), changed) as pilot:
        await press(pilot, "f9")
        if screen_of(pilot) != "ResultScreen":
            await press(pilot, "f8")
        await press(pilot, "f9", "f8")
        assert "manquement" in one(pilot, "#question").content.plain
        assert "426569" not in one(pilot, "#sides").plain


async def test_what_is_forced_says_towards_which_outcome(tmp_path: Path) -> None:
    """An open page shares with open pages: those were held public, and the screen says that."""
    async with compared(tmp_path, known={"evidence_mode": ("bailiff_report",)}) as pilot:
        said = "À plus forte raison : caractère public retenu"
        assert said in text_of(pilot)
        lines = one(pilot, "#sides").plain
        assert "Caractère public retenu : 17 décisions" in lines
        assert lines.lower().count("plus forte raison") == 1, "said once for all of them"
        assert lines.count("En commun : Contenu ouvert à tous") == 1
