"""Why a question: exactly what it matters to, by a living path, and what each answer settles."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expert.explanation.question_reasons import HangingGoal, QuestionReasons
from expert.incident import Incident, Key, Passage, Publication, Spot, parse_key
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.interview.reason_lines import hanging_lines
from expert.interview.session import Interview
from expert.linear.interview import LinearInterview
from knowledge import KnowledgeBase
from knowledge.conditions import walk
from tests.explanation.test_proofs import partial_incident
from tests.interview.enumeration import Enumeration
from tests.recits.story import law, story
from tests.support.random_bases import random_base
from tests.support.small_bases import atom, rule, write_base, yes_no

TODAY = date(2026, 11, 21)
HERE = Spot("P1", "P1")


def passage(answers: dict[str, str | None]) -> Incident:
    return Incident(
        "e", TODAY, {}, (Publication("P1", (Passage("P1", answers),)),), publications_closed=True
    )


def reasons(base: KnowledgeBase, incident: Incident, fact: str) -> QuestionReasons:
    return Interview(base, incident, "juriste").reasons(Key(fact, HERE))


def rules_of(goal: HangingGoal) -> list[str]:
    return [step.rule for step in goal.path]


@pytest.mark.parametrize("seed", range(940, 948))
def test_what_hangs_on_a_question_is_what_it_matters_to_by_enumeration(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    base = random_base(seed, tmp_path)
    program = compile_base(base, TODAY)
    incident = partial_incident(chance, base, 1)
    interview = Interview(base, replace(incident, publications=(
        Publication("P1", (Passage("P1", incident.publications[0].passages[0].answers),)),
    )), "rh")  # fmt: skip
    situation = situate(program, interview.incident)
    every = Enumeration(program, 1, False)
    mattering = {
        place: {situation.key_of(i) for i in every.matters(place, situation)}
        for place in every.places
    }
    asked = {key for keys in mattering.values() for key in keys}
    for key in asked:
        found = interview.reasons(key)
        goals = {(goal.conclusion, goal.unit) for goal in found.goals}
        expected = {(a, None if u is None else "P1") for (a, u), keys in mattering.items()
                    if key in keys}  # fmt: skip
        assert goals == expected
        for goal in found.goals:
            check_path(base, goal, key)
        for effect in found.effects:
            value = next(v for v, said in base.facts[key.fact].values.items()
                         if said == effect.answer)  # fmt: skip
            after = Interview(base, interview.incident.with_answer(key, value), "rh")
            statuses = after._view.statuses
            settled = [
                g for g in found.goals
                if statuses.atom(g.conclusion, None if g.unit is None else 0).status != "open"
            ]  # fmt: skip
            assert len(effect.settles) == len(settled)


def check_path(base: KnowledgeBase, goal: HangingGoal, key: Key) -> None:
    """The first rule reads the answer, or a question whose guard does; the last concludes."""
    assert goal.path, goal.conclusion
    first = base.rules[goal.path[0].rule]
    read = {getattr(part, "fact", None) for part in walk(first.condition)}
    guards = [base.guards[fact] for fact in read if fact in base.guards]
    read |= {getattr(part, "fact", None) for guard in guards for part in walk(guard)}
    assert key.fact in read
    last = base.rules[goal.path[-1].rule]
    if goal.path[-1].concludes is not None:
        name, _, value = goal.conclusion.partition("=")
        concluded = {a.partition("=")[0] if value else a for a, _ in last.conclusions}
        assert name in concluded


def test_the_path_goes_through_conclusions_and_exceptions(tmp_path: Path) -> None:
    base = write_base(
        tmp_path,
        faits=yes_no("p", "q", "r"),
        conclusions=[atom("c"), atom("d"), atom("excuse")],
        regles=[
            rule("up", {"d": "oui"}, "c"),
            rule("down", {"p": "oui", "q": "oui"}, "d"),
            rule("but", {"r": "oui"}, "excuse", ecarte="down"),
        ],
    )
    paths = {g.conclusion: rules_of(g) for g in reasons(base, passage({}), "q").goals}
    assert paths == {"c": ["down", "up"], "d": ["down"]}
    paths = {g.conclusion: rules_of(g) for g in reasons(base, passage({}), "r").goals}
    assert paths == {"c": ["but", "up"], "d": ["but"], "excuse": ["but"]}
    (excuse,) = [g for g in reasons(base, passage({}), "r").goals if g.conclusion == "excuse"]
    assert excuse.path[0].concludes == "excuse"


def test_a_path_that_is_dead_is_not_shown(tmp_path: Path) -> None:
    """« q » counts by two rules; « p: non » closes the shorter one."""
    base = write_base(
        tmp_path,
        faits=yes_no("p", "q", "r"),
        conclusions=[atom("c"), atom("d")],
        regles=[
            rule("a-short", {"q": "oui", "p": "oui"}, "c"),
            rule("b-long", {"d": "oui"}, "c"),
            rule("d", {"q": "oui", "r": "oui"}, "d"),
        ],
    )
    found = reasons(base, passage({"p": "non"}), "q")
    assert {g.conclusion: rules_of(g) for g in found.goals}["c"] == ["d", "b-long"]


def test_where_a_question_stands_is_said(tmp_path: Path) -> None:
    guarded = {**yes_no("d")[0], "pose_si": {"g": "oui"}, "question": "Et d ?"}
    base = write_base(
        tmp_path,
        faits=[{**yes_no("g")[0], "question": "Et g ?"}, guarded],
        conclusions=[atom("c")],
        regles=[rule("r", {"d": "oui"}, "c")],
    )
    waiting = reasons(base, passage({}), "d")
    assert (waiting.standing, waiting.waits_for) == ("waits", ("Et g ?",))
    assert "attend la réponse à : Et g ?" in " ".join(hanging_lines(waiting))
    assert reasons(base, passage({"g": "non"}), "d").standing == "moot"
    assert reasons(base, passage({"g": "oui"}), "d").standing == "to-ask"
    answered = reasons(base, passage({"g": "oui", "d": "oui"}), "d")
    assert (answered.standing, answered.effects) == ("answered", ())
    assert [g.conclusion for g in answered.goals] == ["c"]


def test_the_answers_of_a_protected_question_are_never_tried(tmp_path: Path) -> None:
    secret = {**yes_no("s")[0], "protege": "oui"}
    base = write_base(
        tmp_path, faits=[secret], conclusions=[atom("c")], regles=[rule("r", {"s": "oui"}, "c")]
    )
    assert reasons(base, passage({}), "s").effects == ()


def test_too_much_hanging_is_said_and_not_tried() -> None:
    interview = Interview(law(), Incident("e", date(2026, 11, 20)), "juriste")
    found = interview.reasons(Key("author_status"), most_trials=10, every_path=False)
    assert found.too_many and found.effects == ()
    assert "Trop de conclusions en dépendent" in " ".join(hanging_lines(found))


def test_r2_the_private_place_counts_for_the_capture_by_article_226_1() -> None:
    interview = Interview(law(), story("r2-story-supprimee"), "juriste")
    found = interview.reasons(parse_key("private_place@P1/P1"))
    goals = {goal.conclusion: goal for goal in found.goals}
    assert "captation-illicite" in goals
    assert "cp-226-1" in {s for step in goals["captation-illicite"].path for s in step.sources}
    assert goals["captation-illicite"].status == "open"


def test_the_linear_interview_says_it_too() -> None:
    said: list[str] = []
    lines = iter(["?"])

    def ask(_prompt: str) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    interview = Interview(law(), Incident("e", date(2026, 11, 20)), "rh")
    LinearInterview(interview, ask, said.extend, lambda _: None, lambda s: s).conduct()
    text = " ".join(said)
    assert "Procédure, en dépend : Compte rendu seulement." in text
    assert "Règle : Qui est visé, témoin ou à l'origine de la capture" in text
    assert "établi : Compte rendu seulement" in text
