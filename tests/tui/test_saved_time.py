"""When the incident was last saved is in sight on every screen of it, dialogs included."""

from __future__ import annotations

from pathlib import Path

from tests.tui.support import complete_incident, press, screen_of, text_of, typed, working_on


async def test_every_screen_says_when_the_incident_was_saved(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        seen = {}
        await press(pilot, "n", "home", "n")  # saved once at least, at the hour of the clock
        for keys in (
            (),
            ("f2",),
            ("escape", "f8"),
            ("f3",),
            ("escape", "f9"),
            ("escape", "escape"),
            ("f5",),
            ("escape", "ctrl+n"),
        ):
            await press(pilot, *keys)
            seen[screen_of(pilot)] = "enregistré à 17:40" in text_of(pilot)
        await press(pilot, "escape", "f10")
        await typed(pilot, "arbre")
        await press(pilot, "enter")
        seen[screen_of(pilot)] = "enregistré à 17:40" in text_of(pilot)
        await press(pilot, "enter")
        seen[screen_of(pilot)] = "enregistré à 17:40" in text_of(pilot)
    assert set(seen) >= {
        "ReviewScreen", "WhatIfScreen", "ResultScreen", "InterviewScreen", "PathDialog",
        "NoteDialog", "TreeScreen", "TreeChapterScreen",
    }  # fmt: skip
    assert [name for name, said in seen.items() if not said] == []
