"""« Encore k questions au plus » is never exceeded, and never grows as one answers.

A question is a screen; lines that its own answers open, asked at once after it, are the same one.
"""

from __future__ import annotations

import random
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from expert.incident import Answer, Key
from expert.interview.session import Interview, Question, new_incident
from knowledge import KnowledgeBase, load_base
from tests.support.random_bases import random_base
from tests.tui.support import mini_base

TODAY = date(2026, 11, 21)
READERS = ("rh", "juriste", "manager", "contradiction")


@cache
def law() -> KnowledgeBase:
    return load_base()


def answer_to(question: Question, chance: random.Random) -> Answer:
    if question.kind == "autre-publication":
        return "non"
    if chance.random() < 0.15:
        return None
    values = [choice.value for choice in question.choices]
    match question.kind:
        case "oui-non" | "choix":
            return chance.choice(values)
        case "liste":
            return tuple(str(value) for value in values if chance.random() < 0.3)
        case "nombre":
            return chance.choice([2, 14, 20, 100])
        case "date":
            return date(2026, chance.choice([1, 6, 10, 11]), chance.choice([1, 10]))
        case _:
            return "x"


def never_exceeded(interview: Interview, chance: random.Random) -> int:
    """Answer at random to the end; return how many questions were asked."""
    announced: list[int] = []
    before = None
    while (screen := interview.next_screen()) is not None:
        left = interview.remaining_screens()
        if interview.goes_on(screen, before):
            assert left <= announced[-1]
        else:
            assert not announced or left <= announced[-1]
            announced.append(left)
        for question in screen.questions:
            if not question.answered:
                interview.answer(question.key, answer_to(question, chance))
                if interview.report_only:
                    break
        before = screen
    assert interview.remaining_screens() == 0
    asked = len(announced)
    assert [(n, k) for n, k in enumerate(announced) if asked - n > k] == []
    return asked


@pytest.mark.parametrize("seed", range(12))
def test_on_the_base_of_the_screens(seed: int) -> None:
    chance = random.Random(seed)
    reader = READERS[seed % 4]
    assert never_exceeded(Interview(mini_base(), new_incident("x", TODAY), reader), chance) > 0


@pytest.mark.parametrize("seed", range(700, 716))
def test_on_random_bases_with_groups(seed: int, tmp_path: Path) -> None:
    base = random_base(seed, tmp_path, grouped=True)
    never_exceeded(Interview(base, new_incident("x", TODAY), "rh"), random.Random(seed))


def on_the_law(seed: int) -> None:
    chance = random.Random(seed)
    incident = new_incident("x", TODAY).with_answer(Key("reporter_role"), "instruit")
    asked = never_exceeded(Interview(law(), incident, READERS[seed % 4]), chance)
    assert asked > 5


@pytest.mark.parametrize("seed", [0, 11])
def test_on_the_law(seed: int) -> None:
    on_the_law(seed)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(1_000, 1_060))
def test_on_the_law_at_length(seed: int) -> None:
    on_the_law(seed)
