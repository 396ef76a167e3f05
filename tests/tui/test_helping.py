"""What helps to answer: examples under the fold, what not knowing costs, the sensitive notice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from expert.incident import Key
from expert.interview.notices import cost_of_not_knowing, notice_of
from tests.tui.support import (
    PLACE,
    complete_incident,
    mini_services,
    one,
    press,
    text_of,
    until,
    words_of,
    working_on,
)
from tests.tui.test_groups import asked, services  # noqa: F401 - a fixture
from tui.services import Services


async def test_examples_are_folded_with_the_reason_and_told_when_unfolded(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident()) as pilot:
        await press(pilot, "escape")
        pilot.app.screen.go_to(Key("access", PLACE))
        await pilot.pause()
        assert "Exemples (F6)" in words_of(pilot)
        assert "une page que tout le monde ouvre" not in words_of(pilot)
        await press(pilot, "f6")
        await until(pilot, "À ne pas confondre")
        assert "un groupe nommé « privé » [bold]sans accord[/] →" in words_of(pilot)
        pilot.app.screen.go_to(Key("reporter_role"))
        await pilot.pause()
        assert "Pourquoi cette question ? (F6 : replier)" in words_of(pilot)
        assert "À ne pas confondre" not in words_of(pilot)


async def test_a_protected_question_says_why_before_the_answer(tmp_path: Path) -> None:
    incident = replace(complete_incident(), answers={
        **complete_incident().answers, "author_status": "prive", "branch": "b1",
    })  # fmt: skip
    async with working_on(tmp_path, incident) as pilot:
        await until(pilot, "La personne a-t-elle un mandat de représentation ?")
        shown = words_of(pilot)
        assert "elle ne sert qu'à vérifier une protection de la personne" in shown
        assert "« Je ne sais pas » suffit" in shown
        assert "n'entre dans aucun document, et ne peut qu'aider la personne" in shown
        assert shown.index("Question sensible") < shown.index("( ) a")


async def test_an_open_line_of_a_group_says_what_not_knowing_costs(
    tmp_path: Path,
    services: Services,  # noqa: F811
) -> None:
    async with asked(tmp_path, services) as pilot:
        assert "Ne pas savoir : ce qui en dépend restera « à établir »." in words_of(pilot)
        await press(pilot, "down")
        assert "Ne pas savoir : rien n'en dépend" in words_of(pilot)


def test_not_knowing_has_its_price_on_every_question() -> None:
    interview = mini_services().interview(complete_incident(), "juriste")
    for question in interview.questions():
        assert cost_of_not_knowing(question)
        assert bool(notice_of(question)) is question.protected
    disloyal = interview.question(Key("evidence_disloyal"))
    assert "Sans preuve, on retient : non (celui qui conteste" in cost_of_not_knowing(disloyal)
    access = interview.question(Key("access", PLACE))
    assert "Pour trancher : réglage daté, liste des membres." in cost_of_not_knowing(access)


async def test_the_stage_and_what_is_left_are_said_and_fit_one_line(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        await until(pilot, "Étape 1 sur 6, Danger et circulation · encore")
        stage = one(pilot, "#stage")
        assert stage.size.height == 1
        assert " au plus" in text_of(pilot)
