"""The list of the saved incidents: open, delete after asking, broken files told kindly."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import date
from pathlib import Path

from expert.cases.decisions import DueDate
from expert.incident import Key
from expert.store.chosen import ChosenStore
from knowledge import KnowledgeBase
from tests.tui.cases import change_elsewhere, count, damage, keep, working_case
from tests.tui.support import (
    NOW,
    app_of,
    blank,
    complete_incident,
    left,
    mini_services,
    one,
    opened,
    press,
    screen_of,
    text_of,
    until,
    words_of,
    working_on,
)
from tui.office import Office
from tui.services import Services


async def test_the_first_time_nothing_is_listed_and_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "jamais"
    async with opened(folder, office=Office(ChosenStore(folder), lambda: NOW)) as pilot:
        assert screen_of(pilot) == "FoundingScreen"
        await press(pilot, "escape")
        shown = text_of(pilot)
    assert "Nouvel incident" in shown and "Essayer avec un dossier d'exemple" in shown
    assert "Créer votre compte" in shown
    assert not folder.exists()


async def test_a_deletion_is_asked_and_the_safe_answer_has_the_cursor(tmp_path: Path) -> None:
    keep(tmp_path, blank())
    async with opened(tmp_path) as pilot:
        await press(pilot, "end", "delete", "enter")
        assert count(tmp_path) == 1
        await press(pilot, "delete", "tab", "enter")
        assert count(tmp_path) == 0
        assert "Dossier 1" not in text_of(pilot)


async def test_deleting_on_another_line_does_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await press(pilot, "delete")
        assert screen_of(pilot) == "StartScreen"
        await until(pilot, "Placez-vous sur un dossier")


async def test_a_damaged_case_is_listed_as_such_and_opens_nothing(tmp_path: Path) -> None:
    unknown = keep(tmp_path, blank(), NOW.replace(hour=9))
    kept = working_case(tmp_path, unknown)
    changed = kept.case.model_copy(update={"incident": {"incident": "x", "acces": "1"}})
    kept.desk.save(changed, kept.number)
    damage(tmp_path, keep(tmp_path, blank()))
    async with opened(tmp_path) as pilot:
        assert "est abîmé ou a été remplacé" in words_of(pilot)
        said = set()
        for keys in (("down", "down"), ("down",)):
            await press(pilot, *keys, "enter")
            assert screen_of(pilot) == "ChooseDialog"
            said.add(words_of(pilot))
            await press(pilot, "escape")
            assert screen_of(pilot) == "StartScreen"
        assert len(said) == 2
        assert any("acces" in words for words in said)
        assert any("Restaurez une sauvegarde" in words for words in said)


async def test_a_rule_base_that_is_refused_is_said_kindly(tmp_path: Path) -> None:
    def refuse() -> Services:
        raise ValueError("injure.yaml:3:1 : clé inconnue « x »")

    async with opened(tmp_path, load=refuse) as pilot:
        await pilot.pause()
        assert "La base de règles ne se charge pas." in words_of(pilot)
        assert "injure.yaml:3:1" in words_of(pilot)


async def test_a_new_incident_needs_a_day_and_a_reader(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await press(pilot, "enter", "f8")
        assert "Choisissez le lecteur du résultat." in words_of(pilot)
        one(pilot, "#day").value = "31/02/2026"
        await press(pilot, "f8")
        assert "n'existe pas dans le calendrier" in words_of(pilot)
        await press(pilot, "escape")
        assert screen_of(pilot) == "StartScreen"
    assert count(tmp_path) == 0


async def test_many_incidents_are_found_by_a_word_and_opened(tmp_path: Path) -> None:
    for number in range(60):
        title = "Été 2026" if number == 7 else f"Dossier {number}"
        keep(tmp_path, replace(blank(), title=title))
    async with opened(tmp_path) as pilot:
        assert len(one(pilot, "#cases").query("*")) == 0
        await press(pilot, "ctrl+f", *"ete")
        assert "Été 2026" in text_of(pilot) and "Dossier 1" not in text_of(pilot)
        await press(pilot, "x")
        assert "Aucun dossier de ce nom." in text_of(pilot)
        await press(pilot, "enter")
        assert screen_of(pilot) == "StartScreen"
        await press(pilot, "backspace", "enter")
        await left(pilot, "StartScreen")
        assert "Été 2026" in text_of(pilot)
        await press(pilot, "escape", "escape")
        assert "Nouvel incident" in text_of(pilot)


async def test_what_was_concluded_is_listed_until_an_answer_or_the_rules_change(
    tmp_path: Path,
) -> None:
    said = "Procédure disciplinaire possible : établi"
    async with working_on(tmp_path, complete_incident()) as pilot:
        assert screen_of(pilot) == "ReviewScreen"
        await press(pilot, "f8")
        assert screen_of(pilot) == "ResultScreen"
        app_of(pilot).go_home()
        await until(pilot, said)
        assert "règles changées" not in text_of(pilot)
    other = replace(mini_services(), base=changed_base())
    async with opened(tmp_path, load=lambda: other) as pilot:
        await until(pilot, "a changé depuis le résultat de 1 dossier : à relire.")
        assert "Dossier complet (règles changées)" in words_of(pilot)
        assert said in words_of(pilot)
    change_elsewhere(
        tmp_path, lambda i: i.with_answer(Key("danger_person"), "oui"), mini_services().base
    )
    async with opened(tmp_path) as pilot:
        assert "Dossier complet" in text_of(pilot) and said not in words_of(pilot)


async def test_a_manager_is_shown_no_conclusion(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "manager") as pilot:
        app_of(pilot).go_home()
        await until(pilot, "Dossier complet")
        assert "Procédure disciplinaire" not in words_of(pilot)


def changed_base() -> KnowledgeBase:
    base = copy(mini_services().base)
    object.__setattr__(base, "digest", "autre")
    return base


async def test_the_next_last_day_of_a_case_is_told_in_its_line(tmp_path: Path) -> None:
    kept = working_case(tmp_path, keep(tmp_path, blank()))
    due = DueDate(
        label="Relancer le service",
        last_day=date(2026, 12, 2),
        by=kept.desk.account.id,
        at=kept.desk.clock(),
    )
    kept.desk.save(kept.case.model_copy(update={"due_dates": (due,)}), kept.number)
    async with opened(tmp_path) as pilot:
        await until(pilot, "Relancer le service : expire dans 12 jours")
