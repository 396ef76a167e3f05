"""Answering: nothing is recorded by looking, nothing is lost by changing one's mind."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from textual import events

from expert.incident import Key
from tests.tui.support import (
    PASSAGE,
    PLACE,
    app_of,
    complete_incident,
    one,
    press,
    recorded,
    saved,
    screen_of,
    text_of,
    typed,
    words_of,
    working_on,
)
from tui.screens.base import REVIEW
from tui.widgets.choice_list import ChoiceList


async def test_enter_on_a_question_seen_again_changes_nothing(tmp_path: Path) -> None:
    incident = complete_incident()
    async with working_on(tmp_path, incident) as pilot:
        await press(pilot, "escape")  # leaves the review
        pilot.app.screen.go_to(Key("access", PLACE))
        await pilot.pause()
        assert "(•) a  Tout le monde" in text_of(pilot)
        await press(pilot, "enter")
    assert saved(tmp_path).publications == incident.publications


async def test_the_cursor_starts_on_the_recorded_answer_and_not_on_the_first(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "a", "b", "c", "f7")
        rows = one(pilot, "#choice")
        assert isinstance(rows, ChoiceList)
        assert (rows.recorded, rows.highlighted) == (2, 2)
        await press(pilot, "enter")
    assert recorded(tmp_path, "author_status") == "prive"


async def test_enter_without_a_choice_records_nothing_and_says_what_is_expected(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "enter", "f8")
        assert "Choisissez une réponse, ou « Je ne sais pas »." in text_of(pilot)
    assert recorded(tmp_path, "reporter_role") == "ABSENT"


async def test_moving_the_cursor_then_leaving_records_nothing(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "down", "down", "escape")
    assert recorded(tmp_path, "reporter_role") == "ABSENT"


async def test_i_do_not_know_is_an_answer_and_says_what_it_costs(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "a", "b")
        assert "Pour trancher : arrêté de nomination, contrat." in words_of(pilot)
        await press(pilot, "d")
    assert recorded(tmp_path, "author_status") is None


async def test_later_answers_are_kept_and_greyed_when_they_no_longer_apply(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        await press(pilot, "escape")
        pilot.app.screen.go_to(Key("outrageous_expression", PASSAGE), REVIEW)
        await pilot.pause()
        await press(pilot, "b")
        assert screen_of(pilot) == "ReviewScreen"
        assert "Réponses qui n'ont plus d'effet (gardées)" in one(pilot, "#answers").plain
    assert recorded(tmp_path, "outrageous_expression", PASSAGE) == "non"
    assert recorded(tmp_path, "grounds", PASSAGE) == ()
    assert recorded(tmp_path, "access", PLACE) == "public"


async def test_a_line_of_the_review_opens_its_question_and_comes_back(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        assert screen_of(pilot) == "ReviewScreen"
        await press(pilot, "enter")
        assert screen_of(pilot) == "InterviewScreen"
        assert "Êtes-vous visé" in text_of(pilot)
        await press(pilot, "enter")
        assert screen_of(pilot) == "ReviewScreen"


async def test_what_is_unknown_is_read_first(tmp_path: Path) -> None:
    incident = complete_incident().with_answer(Key("evidence_disloyal"), None)
    async with working_on(tmp_path, incident) as pilot:
        shown = one(pilot, "#answers").plain
    assert shown.startswith("Ce que vous ne savez pas")
    assert shown.index("obtenue par ruse") < shown.index("Êtes-vous visé")


async def test_a_list_is_ticked_by_letter_and_space_then_recorded_by_enter(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        await press(pilot, "escape")
        pilot.app.screen.go_to(Key("grounds", PASSAGE))
        await pilot.pause()
        assert "[x] d  Aucune de ces réponses" in text_of(pilot)
        await press(pilot, "b")
        assert "[x] b  La religion" in text_of(pilot)
        assert "[ ] d  Aucune de ces réponses" in text_of(pilot)
        await press(pilot, "down", "space", "enter")
    assert recorded(tmp_path, "grounds", PASSAGE) == ("religion", "sexe")


@pytest.mark.parametrize(("letter", "answer"), [("d", ()), ("e", None)])
async def test_a_row_that_stands_alone_unticks_the_others(
    tmp_path: Path, letter: str, answer: object
) -> None:
    incident = complete_incident().with_answer(Key("grounds", PASSAGE), ("sexe",))
    async with working_on(tmp_path, incident, "juriste") as pilot:
        await press(pilot, "escape")
        pilot.app.screen.go_to(Key("grounds", PASSAGE))
        await pilot.pause()
        await press(pilot, letter, "enter")
    assert recorded(tmp_path, "grounds", PASSAGE) == answer


async def test_an_empty_list_of_ticks_is_not_an_answer(tmp_path: Path) -> None:
    incident = complete_incident().without_answer(Key("grounds", PASSAGE))
    async with working_on(tmp_path, incident, "juriste") as pilot:
        assert "Que visent les mots eux-mêmes ?" in text_of(pilot)
        await press(pilot, "enter", "f8")
        assert "Cochez ce qui convient" in text_of(pilot)
    assert recorded(tmp_path, "grounds", PASSAGE) == "ABSENT"


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("02/11/2026", date(2026, 11, 2)),
        ("2026-11-02", date(2026, 11, 2)),
        ("02/11/2026 11h00", datetime(2026, 11, 2, 11)),
    ],
)
async def test_a_date_is_read_as_people_write_it(
    tmp_path: Path, written: str, answer: date
) -> None:
    incident = complete_incident().without_answer(Key("discovery_date"))
    async with working_on(tmp_path, incident) as pilot:
        await typed(pilot, written)
        await press(pilot, "enter")
    assert recorded(tmp_path, "discovery_date") == answer


@pytest.mark.parametrize("written", ["31/02/2026", "hier", "12"])
async def test_a_date_that_is_none_gets_a_kind_sentence_and_is_not_recorded(
    tmp_path: Path, written: str
) -> None:
    incident = complete_incident().without_answer(Key("discovery_date"))
    async with working_on(tmp_path, incident) as pilot:
        await typed(pilot, written)
        await press(pilot, "enter")
        assert screen_of(pilot) == "InterviewScreen"
        assert one(pilot, "#refused").display
        assert "date" in one(pilot, "#refused").content.plain.lower()
    assert recorded(tmp_path, "discovery_date") == "ABSENT"


async def test_a_moment_shown_again_and_validated_stays_the_same(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 2, 11, 5)
    incident = complete_incident().with_answer(Key("discovery_date"), moment)
    async with working_on(tmp_path, incident) as pilot:
        await press(pilot, "escape")
        pilot.app.screen.go_to(Key("discovery_date"))
        await pilot.pause()
        await press(pilot, "enter")
    assert recorded(tmp_path, "discovery_date") == moment


async def test_what_the_answer_settled_is_said_and_the_save_has_its_time(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "a", "b", "a", "a")
        assert "Votre réponse : Injure : à établir → établi ; Manquement" in words_of(pilot)
        assert "enregistré à 17:40" in text_of(pilot)


async def test_the_path_leads_to_any_question_on_a_narrow_and_a_wide_screen(
    tmp_path: Path,
) -> None:
    for size in ((80, 24), (160, 50)):
        folder = tmp_path / str(size[0])
        async with working_on(folder, size=size) as pilot:
            await press(pilot, "a", "b", "a")
            if size[0] < 150:
                await press(pilot, "f5")
                assert screen_of(pilot) == "PathDialog"
                await press(pilot, "home", "enter")
            else:
                one(pilot, "#path").focus()
                await press(pilot, "home", "enter")
            assert "Êtes-vous visé, témoin" in text_of(pilot)


async def test_another_publication_and_another_passage_can_be_added(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "a", "b", "a", "b")  # no word of contempt: is there another one?
        shown = text_of(pilot)
        while "autre publication" not in shown:
            await press(pilot, "a")
            shown = text_of(pilot)
        await press(pilot, "a")
        assert "Publication P2" in text_of(pilot)
        app_of(pilot).screen.session.add_passage("P2")
    assert [p.id for p in saved(tmp_path).publications] == ["P1", "P2"]
    assert len(saved(tmp_path).publications[1].passages) == 2


async def test_exact_words_are_kept_as_typed_under_the_permanent_line(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await press(pilot, "a", "b", "a", "f2")
        assert "Ce texte pourra être lu par l'agent et par un juge." in words_of(pilot)
        await typed(pilot, "Bande de NULS !!")
        await press(pilot, "f8")
        assert "« Bande de NULS !! »" in text_of(pilot)
    assert saved(tmp_path).publications[0].passages[0].verbatim == "Bande de NULS !!"


@pytest.mark.parametrize("keys", ["ab", "abb", "aaa", "abcd"])
async def test_keys_typed_ahead_never_answer_a_question_with_the_rows_of_another(
    tmp_path: Path, keys: str
) -> None:
    async with working_on(tmp_path) as pilot:
        for key in keys:  # sent at once: the next question is not on screen yet
            pilot.app.post_message(events.Key(key, key))
        await pilot.pause()
        await pilot.pause()
    assert recorded(tmp_path, "reporter_role") == "instruit"
    assert recorded(tmp_path, "danger_person") in ("oui", "non", None, "ABSENT")
    assert recorded(tmp_path, "author_status") in ("titulaire", "contractuel", "ABSENT")
