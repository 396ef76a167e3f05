"""Two people on one case: both versions are shown, one is chosen, and nothing is ever lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from expert.incident import Incident, Key
from expert.office.desk import Desk
from expert.store.errors import StoreError
from tests.tui.cases import change_elsewhere, one_case, working_case
from tests.tui.support import (
    app_of,
    blank,
    click,
    left,
    mini_base,
    one,
    press,
    saved,
    screen_of,
    text_of,
    until,
    words_of,
    working_on,
)

OURS = {"reporter_role": "instruit"}
THEIRS = {"author_status": "prive"}


def elsewhere(folder: Path, **answers: str) -> None:
    """Another person answers in the same case, and saves."""

    def change(incident: Incident) -> Incident:
        for fact, value in answers.items():
            incident = incident.with_answer(Key(fact), value)
        return replace(incident, title="Le leur")

    change_elsewhere(folder, change, mini_base())


async def in_conflict(pilot: Pilot[None], folder: Path, **answers: str) -> None:
    """Answer here what somebody else has just answered otherwise."""
    elsewhere(folder, **(answers or THEIRS))
    await press(pilot, "a")
    await left(pilot, "InterviewScreen")
    await until(pilot, "Deux versions d'un dossier")


async def test_both_versions_are_shown_with_what_differs_alone(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await in_conflict(pilot, tmp_path)
        assert screen_of(pilot) == "ConflictScreen"
        shown = words_of(pilot)
        assert "A : la vôtre, enregistrée le 20/11/2026 à 17:40" in shown
        lines = one(pilot, "#differences").plain
        assert "Êtes-vous visé" in lines and "Quel document a nommé l'agent" in lines
        assert "nom du dossier" in lines and "Le leur" in lines and "Dossier 1" in lines
        assert lines.count("sans réponse") == 2
        assert "Craignez-vous" not in lines


async def test_a_line_is_taken_from_each_and_saved_as_one_version(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await in_conflict(pilot, tmp_path)
        await press(pilot, "f8")
        assert "Il reste 3 lignes à choisir" in words_of(pilot)
        lines = one(pilot, "#differences").plain.splitlines()
        order = [line.strip() for line in lines if not line.startswith(" ")]
        for about in order:
            await press(pilot, "b" if about == "nom du dossier" or "document" in about else "a")
        await press(pilot, "f8")
        await left(pilot, "ConflictScreen")
        assert screen_of(pilot) == "InterviewScreen"
    assert saved(tmp_path).answers == {**OURS, **THEIRS}
    assert saved(tmp_path).title == "Le leur"
    assert one_case(tmp_path).branches() == []


@pytest.mark.parametrize(
    ("button", "answers", "title"),
    [("#all-a", OURS, "Dossier 1"), ("#all-b", THEIRS, "Le leur")],
)
async def test_one_version_is_kept_whole_by_the_mouse_alone(
    tmp_path: Path, button: str, answers: dict[str, str], title: str
) -> None:
    async with working_on(tmp_path) as pilot:
        await in_conflict(pilot, tmp_path)
        await click(pilot, button)
        await click(pilot, "#save")
        await left(pilot, "ConflictScreen")
    assert (saved(tmp_path).answers, saved(tmp_path).title) == (answers, title)


@pytest.mark.parametrize(
    "keys",
    [("escape",), ("a", "escape"), ("f5", "escape"), ("f9",), ("ctrl+q",), ("f8", "escape"),
     ("f10", "escape", "escape"), ("f1", "escape", "b", "a", "enter", "escape"), ("ctrl+l",)],
    ids=" ".join,
)  # fmt: skip
async def test_whatever_is_pressed_both_versions_stay_until_a_choice_is_saved(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with working_on(tmp_path) as pilot:
        await in_conflict(pilot, tmp_path)
        await press(pilot, *keys)
    kept = one_case(tmp_path)
    assert kept.incident().answers == THEIRS
    (beside,) = kept.branches()
    assert kept.reading(beside.case).answers == OURS


async def test_the_list_says_two_versions_and_the_choice_waits_for_the_next_opening(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path) as pilot:
        await in_conflict(pilot, tmp_path)
        await press(pilot, "escape")
        await until(pilot, "Le leur (deux versions)")
        await press(pilot, "end", "enter")
        await left(pilot, "StartScreen")
        assert screen_of(pilot) == "ConflictScreen"
        await press(pilot, "f9")
        await left(pilot, "ConflictScreen")
        assert screen_of(pilot) == "InterviewScreen"
        await press(pilot, "escape", "end", "enter")
        await left(pilot, "StartScreen")
        await press(pilot, "f6", "f8")
        await left(pilot, "ConflictScreen")
        await press(pilot, "escape")
        await until(pilot, "Le leur")
        assert "deux versions" not in text_of(pilot)


async def test_versions_that_say_the_same_ask_nothing(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        change_elsewhere(
            tmp_path, lambda i: i.with_answer(Key("reporter_role"), "instruit"), mini_base()
        )
        await press(pilot, "a")
        await until(pilot, "Craignez-vous")
        assert screen_of(pilot) == "InterviewScreen"
    assert one_case(tmp_path).branches() == []
    assert saved(tmp_path).answers == OURS


async def test_a_case_saved_once_more_meanwhile_is_compared_again(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await in_conflict(pilot, tmp_path)
        elsewhere(tmp_path, danger_person="non")
        await press(pilot, "f5", "f8")
        await until(pilot, "Craignez-vous")
        assert screen_of(pilot) == "ConflictScreen"
    assert len(one_case(tmp_path).branches()) == 2


async def test_a_choice_that_cannot_be_saved_is_said_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise StoreError("plus de place sur le disque.")

    async with working_on(tmp_path) as pilot:
        await in_conflict(pilot, tmp_path)
        with monkeypatch.context() as disk:
            disk.setattr(Desk, "save", full)
            await press(pilot, "f6", "f8")
            assert "Le choix n'est pas enregistré." in words_of(pilot)
        await press(pilot, "f8")
        await left(pilot, "ConflictScreen")
    assert saved(tmp_path).answers == THEIRS


async def test_looking_at_a_screen_never_makes_a_second_version(tmp_path: Path) -> None:
    """What nobody asked to save is not saved over somebody else's work."""
    async with working_on(tmp_path, blank()) as pilot:
        elsewhere(tmp_path, **THEIRS)
        await press(pilot, "f9", "f8", "escape", "escape")
        assert app_of(pilot).is_running
    assert working_case(tmp_path, one_case(tmp_path).id).branches() == []


async def test_both_answers_stand_on_one_line_where_there_is_room(tmp_path: Path) -> None:
    async with working_on(tmp_path, size=(160, 50)) as pilot:
        await in_conflict(pilot, tmp_path)
        row = next(line for line in text_of(pilot).splitlines() if "Le leur" in line)
        assert "( ) a  Dossier 1" in row and "( ) b  Le leur" in row
        await pilot.resize_terminal(80, 24)
        for _ in range(4):
            await pilot.pause()
        row = next(line for line in text_of(pilot).splitlines() if "Le leur" in line)
        assert "Dossier 1" not in row
