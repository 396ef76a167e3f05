"""Saving: after every answer, never over another window's work, never a false « saved »."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.incident import Key
from expert.office.desk import Desk
from expert.store.errors import StoreError
from tests.tui.cases import change_elsewhere, desk_in, keep, one_case
from tests.tui.support import (
    NOW,
    app_of,
    blank,
    left,
    mini_base,
    opened,
    press,
    recorded,
    saved,
    text_of,
    words_of,
    working_on,
)


def answer_elsewhere(folder: Path) -> None:
    """Another window records an answer in the same case."""
    change_elsewhere(folder, lambda i: i.with_answer(Key("author_status"), "prive"), mini_base())


async def test_every_answer_is_in_the_file_at_once(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "a")
        assert recorded(tmp_path, "reporter_role") == "instruit"
        await press(pilot, "b")
        assert recorded(tmp_path, "danger_person") == "non"
    assert (tmp_path / "dossiers.sqlite").stat().st_mode & 0o777 == 0o600
    assert tmp_path.stat().st_mode & 0o777 == 0o700


async def test_a_saved_incident_that_is_opened_says_when_it_was_saved(tmp_path: Path) -> None:
    for moment, said in (
        (NOW.replace(hour=9, minute=5), "enregistré à 09:05"),
        (NOW.replace(day=2), "enregistré le 02/11/2026 à 17:40"),
    ):
        case = keep(tmp_path, blank(), moment)
        async with opened(tmp_path) as pilot:
            app_of(pilot).open_saved(case)
            await left(pilot, "StartScreen")
            assert said in text_of(pilot)


async def test_a_case_erased_elsewhere_is_said_and_goes_on_in_a_copy(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path) as pilot:
        desk_in(tmp_path).erase(one_case(tmp_path).id)
        await press(pilot, "a")
        assert "Ce dossier n'existe plus" in words_of(pilot)
        await press(pilot, "down", "enter")  # go on in a copy
        assert "enregistré à 17:40" in text_of(pilot)
    assert saved(tmp_path).answers == {"reporter_role": "instruit"}


async def test_a_save_that_fails_is_never_said_saved_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with working_on(tmp_path) as pilot:

        def full(*_: object, **__: object) -> int:
            raise StoreError("La base n'a pas pu être utilisée : plus de place sur le disque.")

        with monkeypatch.context() as disk:
            disk.setattr(Desk, "save", full)
            await press(pilot, "a")
            assert "Vos réponses ne sont pas enregistrées." in words_of(pilot)
            await press(pilot, "escape")
            assert "NON ENREGISTRÉ" in text_of(pilot)
            assert "Craignez-vous" in text_of(pilot)
        await press(pilot, "b")
        assert "enregistré à 17:40" in text_of(pilot)
    assert saved(tmp_path).answers == {"reporter_role": "instruit", "danger_person": "non"}
