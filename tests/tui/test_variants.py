"""« Et si… », the comparison with a variant, and marking a fact as discussed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from expert.incident import Key, Spot
from expert.interview.session import Interview, new_incident
from knowledge import load_base
from tests.tui.support import (
    PASSAGE,
    PLACE,
    complete_incident,
    one,
    press,
    saved,
    screen_of,
    text_of,
    words_of,
    working_on,
)
from tests.tui.test_hostile_text import HOSTILE, OBEYED, hostile_incident
from tests.tui.test_windows import SIZES, assert_keys_fit
from tui.screens.what_if import may_be_tried

DAY = date(2026, 11, 21)
ACCESS = Key("access", PLACE)


def only_effects(text: str) -> str:
    """The words between the question and the note at the bottom."""
    return text[text.index("Aujourd'hui :") :]


@pytest.mark.parametrize("size", SIZES)
async def test_f2_on_the_result_tells_what_each_answer_would_change(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with working_on(tmp_path, complete_incident(), "rh", size) as pilot:
        await press(pilot, "f8", "f2")
        assert screen_of(pilot) == "WhatIfScreen"
        assert "Et si…" in text_of(pilot)
        assert_keys_fit(pilot)
        lines = pilot.app.screen.query_one("#answers")
        keys = [line.target for line in lines.lines]  # type: ignore[attr-defined]
        lines.highlighted = keys.index(Key("outrageous_expression", PASSAGE))  # type: ignore[attr-defined]
        await pilot.pause()
        if size[0] < 110:
            await press(pilot, "enter")
            assert screen_of(pilot) == "ReadingDialog"
        shown = " ".join(one(pilot, "ReadPane").plain.split())
        assert "Aujourd'hui : Oui." in shown
        assert "Non" in only_effects(shown)
        assert "carterait" in shown
        await press(pilot, "escape")
        if size[0] < 110:
            await press(pilot, "escape")
        assert screen_of(pilot) == "ResultScreen"
    assert saved(tmp_path).answers_at(PASSAGE)["outrageous_expression"] == "oui"


@pytest.mark.parametrize("size", SIZES)
async def test_a_variant_is_compared_beside_or_below(tmp_path: Path, size: tuple[int, int]) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste", size) as pilot:
        lines = pilot.app.screen.query_one("#answers")
        keys = [line.target for line in lines.lines]  # type: ignore[attr-defined]
        lines.highlighted = keys.index(Key("outrageous_expression", PASSAGE))  # type: ignore[attr-defined]
        await press(pilot, "f2")
        assert screen_of(pilot) == "WhatIfScreen"
        await press(pilot, "f8")
        assert screen_of(pilot) == "ChooseDialog"
        await press(pilot, "enter")
        assert screen_of(pilot) == "CompareScreen"
        assert_keys_fit(pilot)
        shown = text_of(pilot).replace("\u00a0", " ")
        first = next(n for n, line in enumerate(shown.splitlines()) if "Aujourd'hui : Oui" in line)
        second = next(n for n, line in enumerate(shown.splitlines()) if "Variante : Non" in line)
        assert (first == second) is (size[0] >= 110)
        await press(pilot, "escape", "escape")
        assert screen_of(pilot) == "ReviewScreen"
    assert saved(tmp_path).answers_at(PASSAGE)["outrageous_expression"] == "oui"


async def test_one_key_marks_an_answer_as_discussed_and_ends_it(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "rh") as pilot:
        lines = pilot.app.screen.query_one("#answers")
        keys = [line.target for line in lines.lines]  # type: ignore[attr-defined]
        key = Key("outrageous_expression", PASSAGE)
        lines.highlighted = keys.index(key)  # type: ignore[attr-defined]
        await press(pilot, "d")
        assert "Un rôle, jamais un nom." in words_of(pilot)
        await press(pilot, "down", "enter", "enter")  # l'employeur le dit, l'auteur présumé le nie
        assert "Qui doit le prouver ?" in words_of(pilot)
        await press(pilot, "down", "enter")
        shown = words_of(pilot)
        assert "fait discuté : allégué par l'employeur, contesté par l'auteur présumé" in shown
        found = saved(tmp_path)
        assert found.answers_at(PASSAGE)["outrageous_expression"] is None
        dispute = found.disputes[key]
        assert (dispute.alleged, dispute.alleged_by) == ("oui", "employeur")
        assert (dispute.denied_by, dispute.burden) == ("agent", "employeur")
        await press(pilot, "d", "enter")
        assert saved(tmp_path).disputes == {}
        assert "fait discuté :" not in words_of(pilot)


async def test_leaving_in_between_or_naming_nobody_changes_nothing(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "rh") as pilot:
        before = saved(tmp_path).publications
        lines = pilot.app.screen.query_one("#answers")
        keys = [line.target for line in lines.lines]  # type: ignore[attr-defined]
        lines.highlighted = keys.index(ACCESS)  # type: ignore[attr-defined]
        await press(pilot, "d", "enter", "escape")
        assert screen_of(pilot) == "ReviewScreen"
        await press(pilot, "d", "end", "enter", "end", "enter", "end", "enter")
        assert "rien n'est changé." in words_of(pilot)
    assert saved(tmp_path).publications == before
    assert not saved(tmp_path).disputes


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_text_does_nothing_here_either(tmp_path: Path, text: str) -> None:
    async with working_on(tmp_path, hostile_incident(text), "juriste", (120, 35)) as pilot:
        await press(pilot, "f8", "f2")
        shown = [text_of(pilot)]
        await press(pilot, "f8", "enter")
        assert screen_of(pilot) == "CompareScreen"
        shown.append(text_of(pilot))
        await press(pilot, "f5")
        assert pilot.app.is_running
    for screen in shown:
        assert not any(sign in screen for sign in OBEYED)


def test_only_what_rules_read_and_may_be_repeated_is_offered() -> None:
    """Of the real law's facts: neither the protected ones nor those that no rule reads."""
    base = load_base()
    interview = Interview(base, new_incident("x", DAY), "juriste")
    for fact in base.facts.values():
        spot = {"incident": Spot(), "publication": Spot("P1"), "passage": PASSAGE}[fact.scope]
        offered = may_be_tried(interview.question(Key(fact.id, spot)))
        assert offered is not (fact.protected or fact.descriptive)
