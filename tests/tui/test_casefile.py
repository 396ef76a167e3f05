"""The case file on screen: its sections, the forms of what people note and decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.tui.case_files import acts, casefile, choose, fill, kept, start, told
from tests.tui.cases import one_case
from tests.tui.support import (
    app_of,
    blank,
    complete_incident,
    one,
    opened,
    press,
    screen_of,
    text_of,
    typed,
    until,
    words_of,
    working_on,
)
from tui import doors
from tui.screens.casefile import CaseFileScreen
from tui.strings import HANDS_OVER

# The list ----------------------------------------------------------------------------------------


async def test_every_section_is_there_with_what_it_offers(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        shown = one(pilot, "#sections").plain
        for title in ("Étape", "Échéances", "Personnes", "Pièces", "Décisions", "Notes"):
            assert f"{title}\n" in shown
        for title in ("Résultats gardés", "Exports", "Accès"):
            assert title in shown
        assert "Jeanne Martin (vous)" in shown and "exporter un document" in shown
        await press(pilot, "escape")
        assert screen_of(pilot) == "ReviewScreen"


@pytest.mark.parametrize("key", ["", "f9", "f8"])
async def test_it_opens_by_the_menu_from_the_questions_the_review_and_the_result(
    tmp_path: Path, key: str
) -> None:
    incident = complete_incident() if key == "f8" else blank()
    async with working_on(tmp_path, incident) as pilot:
        if key:
            await press(pilot, key)
        await press(pilot, "f10")
        await typed(pilot, "personnes, pièces")
        await press(pilot, "enter")
        assert screen_of(pilot) == "CaseFileScreen"


async def test_a_new_case_offers_everything_to_who_opened_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        app_of(pilot).open_new("Dossier 7", date(2026, 11, 20), "rh")
        await pilot.pause()
        await press(pilot, "alt+d")
        assert "non permis" not in one(pilot, "#sections").plain


async def test_what_is_not_allowed_is_grey_and_says_why(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CaseFileScreen) and screen.session.kept is not None
        screen.session.kept.operations = ("lire",)
        screen._show()
        await pilot.pause()
        assert one(pilot, "#sections").plain.count("(non permis)") == 9
        assert one(pilot, "#document").disabled
        await choose(pilot, "Enregistrer une décision")
        assert screen_of(pilot) == "CaseFileScreen"
        assert told(pilot) == "Votre accès ne permet pas d'y inscrire une décision."


async def test_the_example_has_no_case_file_and_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        app_of(pilot).open_sample()
        await pilot.pause()
        await press(pilot, "ctrl+d")
        assert "n'est pas enregistré" in words_of(pilot)
        assert one(pilot, "#sections").plain.count("(non permis)") == 9


async def test_a_manager_makes_no_document(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "manager") as pilot:
        await press(pilot, "ctrl+d", "f6")
        assert screen_of(pilot) == "CaseFileScreen"
        assert told(pilot) == HANDS_OVER


# Decisions, step ---------------------------------------------------------------------------------

DECIDED = {"on": "18/11/2026", "authority": "Le directeur", "reason": "les mots sont établis"}


async def test_a_sanction_is_one_of_the_scale_and_nothing_is_proposed(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Enregistrer une décision")
        assert "sanction" not in [line.target for line in one(pilot, "#fields").lines]
        await fill(pilot, act="sanction prononcée")
        await fill(pilot, **DECIDED, sanction="blâme")
        await press(pilot, "f8")
        assert "sanction prononcée : blâme (Premier groupe)" in one(pilot, "#sections").plain
    (decision,) = kept(tmp_path).decisions
    assert (decision.group, decision.sanction) == ("g1", "blame")
    assert "decision" in acts(tmp_path)


async def test_a_decision_of_tomorrow_is_refused_beside_its_form(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Enregistrer une décision")
        await fill(pilot, act="sans suite", **{**DECIDED, "on": "21/11/2026"})
        await press(pilot, "f8")
        assert screen_of(pilot) == "CaseFormScreen"
        assert "décision datée du 21/11/2026, après aujourd'hui" in words_of(pilot)
        await fill(pilot, on="31/02/2026")
        assert "n'existe pas dans le calendrier" in words_of(pilot)
    assert kept(tmp_path).decisions == ()


async def test_the_step_changes_and_none_is_skipped(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Changer l'étape")
        await fill(pilot, stage="clos")
        await press(pilot, "f8")
        assert "l'étape suivante est « en instruction »" in words_of(pilot)
        await fill(pilot, stage="en instruction")
        await press(pilot, "f8")
        assert "en instruction" in one(pilot, "#sections").plain
        await start(pilot, "Changer l'étape")
        await fill(pilot, stage="ouvert")
        await press(pilot, "f8")
        assert "motif du retour à l'étape précédente » : à remplir" in words_of(pilot)
    assert kept(tmp_path).stage == "instruit"
    assert "etape" in acts(tmp_path)


# Persons, last days, freezes, notes, results -----------------------------------------------------


async def test_a_person_is_added_and_only_one_is_concerned(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Ajouter une personne")
        await fill(pilot, name="Léa [b]Martin[/b]", role="personne concernée", function="IDE")
        await press(pilot, "f8")
        assert "Léa [b]Martin[/b] — personne concernée" in one(pilot, "#sections").plain
        await start(pilot, "Ajouter une personne")
        await fill(pilot, name="Paul Petit", role="personne concernée")
        await press(pilot, "f8")
        assert "un dossier n'a qu'une personne concernée" in words_of(pilot)
    assert [person.function for person in kept(tmp_path).people] == ["IDE"]
    assert "personne-changee" in acts(tmp_path)


async def test_escape_loses_nothing_of_a_form(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Ajouter une personne")
        await fill(pilot, name="Léa Martin")
        await press(pilot, "escape", "escape", "ctrl+d")
        await start(pilot, "Ajouter une personne")
        assert "Léa Martin" in text_of(pilot)
        await fill(pilot, role="témoin")
        await press(pilot, "f8")
        await start(pilot, "Ajouter une personne")
        assert "Léa Martin" not in text_of(pilot)
    assert [person.name for person in kept(tmp_path).people] == ["Léa Martin"]


async def test_a_last_day_is_noted_told_and_done(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Noter une échéance")
        await fill(pilot, label="Convoquer", last_day="02/12/2026")
        await press(pilot, "f8")
        assert "expire dans 12 jours" in one(pilot, "#sections").plain
        await start(pilot, "Noter une échéance")
        await fill(pilot, label="Convoquer", last_day="02/12/2026")
        await press(pilot, "f8")
        assert "cette échéance est déjà notée" in words_of(pilot)
        await press(pilot, "escape")
        await start(pilot, "Convoquer")
        await fill(pilot, done_on="19/11/2026")
        await press(pilot, "f8")
        assert "✓ Convoquer" in one(pilot, "#sections").plain
    assert [due.done_on for due in kept(tmp_path).due_dates] == [date(2026, 11, 19)]


async def test_a_freeze_has_a_reason_an_end_and_is_lifted(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Geler l'effacement")
        await fill(pilot, reason="recours", ends_on="02/11/2026")
        await press(pilot, "f8")
        assert "le gel finirait le 02/11/2026, déjà passé" in words_of(pilot)
        await fill(pilot, ends_on="02/11/2027")
        await press(pilot, "f8")
        assert "gelé jusqu'au 02/11/2027 compris" in one(pilot, "#sections").plain
        await choose(pilot, "gelé jusqu'au")
        assert screen_of(pilot) == "ConfirmDialog"
        await press(pilot, "escape")
        assert kept(tmp_path).freezes[0].lifted_at is None
        await choose(pilot, "gelé jusqu'au")
        await press(pilot, "tab", "enter")
        assert "Gel levé le 20/11/2026" in one(pilot, "#sections").plain
    assert {"gel", "gel-leve"} <= set(acts(tmp_path))


async def test_the_result_read_is_kept_once(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await choose(pilot, "Garder le résultat de maintenant")
        shown = one(pilot, "#sections").plain
        assert "R1 · préparé pour Ressources humaines" in shown
        assert "Engager la procédure disciplinaire" in shown
        await choose(pilot, "Garder le résultat de maintenant")
        assert "ce résultat est déjà gardé" in told(pilot)
    (result,) = kept(tmp_path).assessments
    assert result.reader == "rh"
    assert "resultat" in acts(tmp_path)


async def test_two_people_who_change_the_case_choose_between_both(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Écrire une note")
        await fill(pilot, text="appeler le service")
        other = one_case(tmp_path)
        other.save(replace(other.incident(), title="Le leur"))
        await press(pilot, "f8")
        await until(pilot, "Deux versions d'un dossier")
        assert "appeler le service" in one(pilot, "#differences").plain or "notes" in text_of(pilot)
        await press(pilot, "f5", "f8")
        await pilot.pause()
    assert [note.text for note in kept(tmp_path).notes] == ["appeler le service"]


async def test_a_long_list_of_choices_is_read_to_its_end(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        choices = [f"choix {number}" for number in range(40)]
        app_of(pilot).push_screen(doors.choose("Réponse", "Laquelle ?", choices))
        await press(pilot, "end")
        assert "choix 39" in text_of(pilot)
