"""Working notes, and the words that are read again before a free text is saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from expert.incident import Key
from expert.interview import notices
from expert.interview.notes import note_of
from tests.tui.cases import count
from tests.tui.support import (
    PASSAGE,
    complete_incident,
    mini_services,
    one,
    opened,
    press,
    saved,
    screen_of,
    text_of,
    typed,
    words_of,
    working_on,
)
from tui import strings

ROLE = Key("reporter_role")
JUDGE = "Ce texte pourra être lu par l'agent et par un juge."


def test_the_line_under_a_free_field_is_the_same_everywhere() -> None:
    assert strings.READ_BY_JUDGE == notices.READ_BY_JUDGE == JUDGE


async def test_a_note_is_written_shown_and_saved_beside_the_answers(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "ctrl+n")
        assert screen_of(pilot) == "NoteDialog"
        assert JUDGE in words_of(pilot)
        assert "aucune règle ne la lit, aucun document ne la reprend" in words_of(pilot)
        await typed(pilot, "voir le planning [bold]")
        await press(pilot, "f8")
        assert "Note de travail : voir le planning [bold]" in text_of(pilot)
        assert note_of(saved(tmp_path), ROLE) == "voir le planning [bold]"
        assert saved(tmp_path).answers == {}
        await pilot.click("#working")
        await pilot.pause()
        assert one(pilot, "#text").text == "voir le planning [bold]"
        one(pilot, "#text").text = ""
        await press(pilot, "f8")
        assert "Note de travail" not in text_of(pilot)
        assert "notes_de_question" not in saved(tmp_path).notes


async def test_a_note_being_written_is_kept_when_the_window_closes(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "ctrl+n")
        one(pilot, "#text").text = "il semble dépressif"
        await press(pilot, "ctrl+q")
    assert note_of(saved(tmp_path), ROLE) == "il semble dépressif"


async def test_a_note_is_read_in_the_review_and_opened_there(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        await press(pilot, "home")
        key = one(pilot, "#answers").target
        await press(pilot, "ctrl+n")
        await typed(pilot, "appeler le cadre")
        await press(pilot, "f8")
        assert "note : appeler le cadre" in words_of(pilot)
        assert note_of(saved(tmp_path), key) == "appeler le cadre"


@pytest.mark.parametrize("reader", ["manager", "rh", "juriste", "contradiction"])
def test_no_document_holds_a_note(reader: str) -> None:
    services = mini_services()
    noted = complete_incident()
    notes = {"notes_de_question": {"reporter_role": "MOTSECRET"}}
    assessment = services.assess(replace(noted, notes=notes), reader)
    for form in ("texte", "markdown", "json"):
        said = services.render(assessment, reader, form)
        assert "MOTSECRET" not in said
        assert said == services.render(services.assess(noted, reader), reader, form)


async def test_words_seen_in_a_note_are_kept_only_when_the_reader_says_so(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "ctrl+n")
        one(pilot, "#text").text = "il semble dépressif"
        await press(pilot, "f8")
        assert screen_of(pilot) == "RereadDialog"
        shown = one(pilot, "#seen").plain
        assert "« dépressif » : la santé d'une personne. Elle ne se note pas ici." in shown
        assert "Décrivez ce qui a été fait." in shown
        assert note_of(saved(tmp_path), ROLE) == ""
        await press(pilot, "enter")  # back to the text, which is as it was
        assert screen_of(pilot) == "NoteDialog"
        assert one(pilot, "#text").text == "il semble dépressif"
        assert note_of(saved(tmp_path), ROLE) == ""
        await press(pilot, "f8", "down", "enter")
        assert screen_of(pilot) == "InterviewScreen"
        assert note_of(saved(tmp_path), ROLE) == "il semble dépressif"


async def test_exact_words_are_quoted_as_they_are_but_a_name_is_seen(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        await press(pilot, "escape")
        pilot.app.screen.go_to(Key("outrageous_expression", PASSAGE))
        await pilot.pause()
        await press(pilot, "f2")
        assert words_of(pilot).count(JUDGE) == 2
        one(pilot, "#verbatim").text = "le patient dépressif de Mme Durand"
        await press(pilot, "f8")
        assert screen_of(pilot) == "RereadDialog"
        assert "« Mme Durand »" in words_of(pilot) and "dépressif" not in words_of(pilot)
        await press(pilot, "escape", "escape", "f2")
        one(pilot, "#verbatim").text = "dépressif"
        await press(pilot, "f8")
        assert screen_of(pilot) == "InterviewScreen"
    assert saved(tmp_path).publications[0].passages[0].verbatim == "dépressif"


async def test_the_factual_report_is_read_again_when_a_field_is_left(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "b")
        assert one(pilot, "#vu").has_focus
        one(pilot, "#vu").text = "M. Martin était dépressif"
        await press(pilot, "tab")
        assert screen_of(pilot) == "RereadDialog"
        assert "rapport" not in saved(tmp_path).notes
        await press(pilot, "down", "enter")
        assert screen_of(pilot) == "ReportScreen"
        assert saved(tmp_path).notes["rapport"]["vu"] == "M. Martin était dépressif"
        await press(pilot, "tab", "f8")  # what was kept once is not asked about again
        assert screen_of(pilot) == "ReportScreen"
        one(pilot, "#ou").value = "chez Mme Durand"
        await press(pilot, "f7")
        assert screen_of(pilot) == "RereadDialog"
        await press(pilot, "escape")
        assert screen_of(pilot) == "ReportScreen"
        assert one(pilot, "#ou").has_focus


async def test_the_name_of_a_new_file_is_read_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await press(pilot, "enter")
        assert JUDGE in words_of(pilot)
        one(pilot, "#title").value = "Dossier de M. Martin"
        one(pilot, "#reader").focus()
        await press(pilot, "b")
        assert screen_of(pilot) == "RereadDialog"
        assert count(tmp_path) == 0
        await press(pilot, "escape")
        assert screen_of(pilot) == "NewCaseScreen"
        one(pilot, "#title").value = "Dossier 12"
        await press(pilot, "f8")
        assert screen_of(pilot) == "InterviewScreen"
    assert saved(tmp_path).title == "Dossier 12"
