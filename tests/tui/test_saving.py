"""Saving: after every answer, never over another window's work, never a false « saved »."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from expert.incident import Key
from tests.tui.support import (
    NOW,
    app_of,
    blank,
    left,
    mini_services,
    opened,
    press,
    recorded,
    saved,
    screen_of,
    text_of,
    words_of,
    working_on,
)


def answer_elsewhere(path: Path) -> None:
    """Another window records an answer in the same file."""
    services = mini_services()
    incident, stamp = services.open_case(path)
    services.save_case(path, incident.with_answer(Key("author_status"), "prive"), stamp)


async def test_every_answer_is_in_the_file_at_once(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "a")
        assert recorded(tmp_path, "reporter_role") == "instruit"
        await press(pilot, "b")
        assert recorded(tmp_path, "danger_person") == "non"
    assert (tmp_path / "incident.json").stat().st_mode & 0o777 == 0o600
    assert tmp_path.stat().st_mode & 0o777 == 0o700


async def test_a_saved_incident_that_is_opened_says_when_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "incident.json"
    mini_services().save_case(path, blank(), None)
    for moment, said in (
        (NOW.replace(hour=9, minute=5), "enregistré à 09:05"),
        (NOW.replace(day=2), "enregistré le 02/11/2026 à 17:40"),
    ):
        os.utime(path, (moment.timestamp(), moment.timestamp()))
        async with opened(tmp_path) as pilot:
            app_of(pilot).open_saved(path)
            await left(pilot, "StartScreen")
            assert said in text_of(pilot)


async def test_a_file_changed_elsewhere_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "incident.json"
    async with working_on(tmp_path) as pilot:
        answer_elsewhere(path)
        theirs = path.read_bytes()
        await press(pilot, "a")
        assert screen_of(pilot) == "ChooseDialog"
        assert "modifié dans une autre fenêtre : rien n'a été écrasé" in words_of(pilot)
        assert path.read_bytes() == theirs
        await press(pilot, "down", "enter")  # go on in a copy
        assert "enregistré à 17:40" in text_of(pilot)
        await press(pilot, "b")
    assert path.read_bytes() == theirs
    (copy,) = (file for file in tmp_path.glob("*.json") if file != path)
    incident, _ = mini_services().open_case(copy)
    assert incident.answers == {"reporter_role": "instruit", "danger_person": "non"}


async def test_a_file_deleted_elsewhere_is_said(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        (tmp_path / "incident.json").unlink()
        await press(pilot, "a")
        assert "supprimé dans une autre fenêtre" in words_of(pilot)


async def test_a_save_that_fails_is_never_said_saved_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with working_on(tmp_path) as pilot:
        session = app_of(pilot).screen.session
        refused = OSError(28, "x")

        def full(*_: object) -> str:
            raise refused

        with monkeypatch.context() as disk:
            disk.setattr(
                session,
                "services",
                replace(session.services, save_case=full),
            )
            await press(pilot, "a")
            assert "Vos réponses ne sont pas enregistrées." in words_of(pilot)
            await press(pilot, "escape")
            assert "NON ENREGISTRÉ" in text_of(pilot)
            assert "Craignez-vous" in text_of(pilot)
        await press(pilot, "b")
        assert "enregistré à 17:40" in text_of(pilot)
    assert saved(tmp_path).answers == {"reporter_role": "instruit", "danger_person": "non"}
