"""Where a factor is looked for: in the passage, in the passages of a publication, in all."""

from __future__ import annotations

from datetime import date

import pytest

from expert.incident import Incident, Key, Passage, Publication, Spot
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.precedents.presence import Presence, places, shown
from knowledge import KnowledgeBase, load_base
from knowledge.models.common import Scope

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


def _statuses(law: KnowledgeBase, *words: tuple[str | None, ...], closed: bool = True) -> Statuses:
    """One publication for each tuple, one passage for each answer on its words (None: unasked)."""
    publications = tuple(
        Publication(
            f"P{number}",
            tuple(
                Passage(f"P{number}{letter}", {"outrageous_expression": said} if said else {})
                for letter, said in zip("abc", answers, strict=False)
            ),
            {"access": "public", "content_kind": "text"},
        )
        for number, answers in enumerate(words, 1)
    )
    incident = Incident("", DAY, {"author_status": "fpt"}, publications, closed)
    return Statuses(situate(compile_base(law, DAY), incident))


@pytest.mark.parametrize(
    ("words", "passage", "publication", "incident"),
    [
        ([("oui", "non"), ("non",)], "present", "present", "present"),
        ([("non", "oui"), ("non",)], "absent", "present", "present"),
        ([("non", None), ("non",)], "absent", "possible", "possible"),
        ([(None, "oui"), ("non",)], "possible", "present", "present"),
        ([("non", "non"), ("oui",)], "absent", "absent", "present"),
        ([("non", "non"), (None,)], "absent", "absent", "possible"),
        ([("non", "non"), ("non",)], "absent", "absent", "absent"),
    ],
)
def test_a_factor_of_a_passage_is_looked_for_where_the_question_is_judged(
    law: KnowledgeBase,
    words: list[tuple[str | None, ...]],
    passage: Presence,
    publication: Presence,
    incident: Presence,
) -> None:
    statuses = _statuses(law, *words)
    factor, condition = law.factors["mots-outrageants"]
    expected: list[tuple[Scope, Presence]] = [
        ("passage", passage), ("publication", publication), ("incident", incident)
    ]  # fmt: skip
    for scope, presence in expected:
        place = places(statuses, scope)[0]
        assert shown(statuses, factor, condition, scope, place).presence == presence


def test_a_possible_factor_names_the_questions_that_would_tell(law: KnowledgeBase) -> None:
    statuses = _statuses(law, ("non", None), (None,))
    factor, condition = law.factors["mots-outrageants"]
    found = shown(statuses, factor, condition, "incident", None)
    words = [Key("outrageous_expression", Spot("P1", "P1b")),
             Key("outrageous_expression", Spot("P2", "P2a"))]  # fmt: skip
    assert set(words) <= set(found.keys)
    alone = shown(statuses, factor, condition, "publication", 0)
    assert words[1] not in alone.keys


def test_while_the_list_is_open_no_factor_of_a_passage_is_excluded(law: KnowledgeBase) -> None:
    factor, condition = law.factors["mots-outrageants"]
    for closed, presence in ((True, "absent"), (False, "possible")):
        statuses = _statuses(law, ("non",), closed=closed)
        assert shown(statuses, factor, condition, "incident", None).presence == presence
