"""Whatever a user or a file writes is shown as text, and does nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from expert.incident import Incident, Key
from tests.tui.cases import keep
from tests.tui.support import (
    PLACE,
    app_of,
    complete_incident,
    one,
    opened,
    press,
    saved,
    screen_of,
    text_of,
    until,
    working_on,
)
from tui.screens.interview import InterviewScreen

HOSTILE = {
    "markup": "[/zut] [@click=app.quit]x[/] [bold red]rouge",
    "controls, half a character": (
        "\x1b[2J\x1b]0;titre\x07 \x9b31mrouge abc\u202edef\u2066x a\ud800b a\x00b"
    ),
    "a very long word": "é" * 20_000,
}
OBEYED = ("\x1b", "\x9b", "\x07", "\x00", "\u202e", "\u2066", "\ud800")


def hostile_incident(text: str) -> Incident:
    incident = complete_incident(text)
    publication = incident.publications[0]
    passage = replace(publication.passages[0], verbatim=text)
    changed = replace(publication, passages=(passage,), address=text)
    return replace(incident, publications=(changed,))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_text_is_shown_and_does_nothing_on_every_screen(
    tmp_path: Path, text: str
) -> None:
    async with working_on(tmp_path, hostile_incident(text), "juriste") as pilot:
        shown = [text_of(pilot)]  # the review
        await press(pilot, "f8")
        for _ in range(7):
            shown.append(text_of(pilot))
            await press(pilot, "f8")
        await press(pilot, "escape")
        assert screen_of(pilot) == "InterviewScreen"
        shown.append(text_of(pilot))
        interview = pilot.app.screen
        assert isinstance(interview, InterviewScreen)
        interview.go_to(Key("access", PLACE))
        await pilot.pause()
        shown.append(text_of(pilot))
        await press(pilot, "f2")
        assert screen_of(pilot) == "WordsDialog"
        shown.append(text_of(pilot))
        await press(pilot, "escape", "escape")
        assert screen_of(pilot) == "StartScreen"
        shown.append(text_of(pilot))
        assert pilot.app.is_running
    for screen in shown:
        assert not any(sign in screen for sign in OBEYED)


async def test_brackets_are_shown_as_they_are_typed(tmp_path: Path) -> None:
    async with working_on(tmp_path, hostile_incident("[@click=app.quit]x[/]")) as pilot:
        assert "[@click=app.quit]x[/]" in text_of(pilot)
        await pilot.click("CaseHeader", offset=(10, 0))
        await press(pilot, "f8")
        assert "[@click=app.quit]x[/]" in one(pilot, "#conclusions LineList").plain
        await pilot.click("#headline", offset=(5, 0))
        app_of(pilot).say("[/zut] [@click=app.quit]x[/]")
        await until(pilot, "[/zut] [@click=app.quit]x[/]")
        assert pilot.app.is_running


async def test_words_seen_again_and_validated_stay_exactly_the_same(tmp_path: Path) -> None:
    words = "ligne 1\r\n\u202eligne 2 [/zut]\x1b"
    incident = hostile_incident(words)
    async with working_on(tmp_path, incident) as pilot:
        before = saved(tmp_path)
        await press(pilot, "escape")
        interview = pilot.app.screen
        assert isinstance(interview, InterviewScreen)
        interview.go_to(Key("access", PLACE))
        await pilot.pause()
        await press(pilot, "f2", "f8")
    assert saved(tmp_path).publications == before.publications


async def test_a_hostile_title_in_the_list_does_nothing(tmp_path: Path) -> None:
    keep(tmp_path, complete_incident("[@click=app.quit]x"))
    keep(tmp_path, complete_incident("[/zut]\x1b[2J\u202e"))
    async with opened(tmp_path) as pilot:
        shown = text_of(pilot)
        assert "[@click=app.quit]x" in shown
        assert "[/zut]" in shown
        assert not any(sign in shown for sign in OBEYED)
        await press(pilot, "end", "enter")
        assert screen_of(pilot) == "ReviewScreen"
        assert pilot.app.is_running
