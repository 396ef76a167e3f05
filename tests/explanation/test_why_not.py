"""Why not: the first missing element of each rule, in the order of the rule, exceptions told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from expert.explanation.explain import Explainer
from expert.explanation.explanation_model import WhyNotResult
from expert.explanation.model import ProofNode
from expert.explanation.why_not import Route, WhyNot
from expert.incident import Answer, Incident, Passage, Publication
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from knowledge import KnowledgeBase
from tests.recits.story import law, story
from tests.support.small_bases import atom, rule, write_base, yes_no

TODAY = date(2026, 11, 21)


def routes(
    base: KnowledgeBase, answers: Mapping[str, Answer], name: str = "c"
) -> tuple[Route, ...]:
    passage = Passage("P1", dict(answers))
    incident = Incident("e", TODAY, {}, (Publication("P1", (passage,)),), publications_closed=True)
    statuses = Statuses(situate(compile_base(base, TODAY), incident))
    return WhyNot(statuses).routes(name, 0)


def said(node: ProofNode | None) -> Iterator[str]:
    if node is not None:
        yield node.text
        for step in node.steps:
            yield from said(step)


def test_the_first_element_missing_is_told_in_the_order_of_the_rule(tmp_path: Path) -> None:
    base = write_base(
        tmp_path,
        faits=yes_no("p", "q", "r"),
        conclusions=[atom("c")],
        regles=[rule("one", {"q": "oui", "p": "oui"}, "c"), rule("two", {"r": "oui"}, "c")],
    )
    one, two = routes(base, {"p": "non", "q": "non", "r": "non"})
    assert (one.rule, two.rule) == ("one", "two")
    assert [n.question for n in (one.missing, two.missing) if n] == ["q@P1/P1", "r@P1/P1"]
    one, _ = routes(base, {"p": "non", "q": "oui", "r": "non"})
    assert one.missing is not None and one.missing.question == "p@P1/P1"
    assert one.missing.text == "x : Non (il aurait fallu : Oui)"


def test_of_an_open_conclusion_what_is_not_answered_is_what_is_missing(tmp_path: Path) -> None:
    base = write_base(
        tmp_path,
        faits=yes_no("p", "q"),
        conclusions=[atom("c")],
        regles=[rule("one", {"p": "oui", "q": "oui"}, "c")],
    )
    (one,) = routes(base, {"p": "oui"})
    assert one.status == "open"
    assert one.missing is not None and one.missing.question == "q@P1/P1"
    assert one.missing.text == "x : pas encore répondu (il faudrait : Oui)"
    (one,) = routes(base, {"p": None, "q": "oui"})
    assert one.missing is not None
    assert one.missing.text == "x : je ne sais pas (il faudrait : Oui)"


@pytest.mark.parametrize(
    ("truth", "excused"), [(True, "oui"), (None, None)], ids=["it applies", "it may apply"]
)
def test_an_exception_that_removes_a_rule_is_told_with_its_words(
    tmp_path: Path, truth: bool | None, excused: Answer
) -> None:
    base = write_base(
        tmp_path,
        faits=yes_no("p", "q"),
        conclusions=[atom("c"), atom("excuse")],
        regles=[
            rule("one", {"p": "oui"}, "c"),
            rule("but", {"q": "oui"}, "excuse", ecarte="one"),
        ],
    )
    (one,) = routes(base, {"p": "oui", "q": excused})
    assert one.missing is None
    assert [(e.rule, e.truth, e.text) for e in one.exceptions] == [("but", truth, "Règle but.")]


def test_a_missing_conclusion_is_followed_down_to_what_it_lacks(tmp_path: Path) -> None:
    base = write_base(
        tmp_path,
        faits=yes_no("p", "q"),
        conclusions=[atom("c"), atom("d")],
        regles=[rule("up", {"d": "oui"}, "c"), rule("down", {"p": "oui", "q": "oui"}, "d")],
    )
    (up,) = routes(base, {"p": "oui", "q": "non"})
    assert list(said(up.missing)) == ["d — écarté", "x : Non (il aurait fallu : Oui)"]


def test_what_should_not_be_is_told_as_such(tmp_path: Path) -> None:
    base = write_base(
        tmp_path,
        faits=yes_no("p", "q"),
        conclusions=[atom("c"), atom("d")],
        regles=[rule("r", {"p": "oui", "d": "non"}, "c"), rule("d", {"q": "oui"}, "d")],
    )
    (found,) = routes(base, {"p": "oui", "q": "oui"})
    assert list(said(found.missing)) == ["d — établi (il aurait fallu que ce point soit écarté)"]


def test_elements_that_exclude_each_other_are_told_together(tmp_path: Path) -> None:
    """Neither « p » nor « not p » is excluded by what is known; both together are."""
    base = write_base(
        tmp_path,
        faits=yes_no("p"),
        conclusions=[atom("c"), atom("d"), atom("e")],
        regles=[
            rule("r", {"d": "oui", "e": "oui"}, "c"),
            rule("d", {"p": "oui"}, "d"),
            rule("e", {"p": "non"}, "e"),
        ],
    )
    (found,) = routes(base, {"p": None})
    assert (found.status, found.joint) == ("excluded", True)
    assert next(said(found.missing)) == "ces éléments ne peuvent pas être réunis ensemble"


def test_a_question_without_object_says_what_would_give_it_one(tmp_path: Path) -> None:
    guarded = {**yes_no("d")[0], "pose_si": {"g": "oui"}}
    base = write_base(
        tmp_path,
        faits=[*yes_no("g"), guarded],
        conclusions=[atom("c")],
        regles=[rule("r", {"d": "oui"}, "c")],
    )
    (found,) = routes(base, {"g": "non"})
    assert list(said(found.missing)) == ["x : sans objet", "x : Non (il aurait fallu : Oui)"]


def test_a_protected_answer_is_not_repeated_where_it_is_missing(tmp_path: Path) -> None:
    secret = {**yes_no("s")[0], "protege": "oui"}
    base = write_base(
        tmp_path, faits=[secret], conclusions=[atom("c")], regles=[rule("r", {"s": "oui"}, "c")]
    )
    (found,) = routes(base, {"s": "non"})
    assert list(said(found.missing)) == ["x : réponse protégée"]


def test_the_value_by_default_gives_way_to_the_value_that_holds(tmp_path: Path) -> None:
    slot = atom("s", valeurs={"k": "k", "autre": "autre"}, sinon="autre")
    base = write_base(
        tmp_path, faits=yes_no("p"), conclusions=[slot], regles=[rule("r", {"p": "oui"}, "s=k")]
    )
    (found,) = routes(base, {"p": "oui"}, "s=autre")
    assert (found.rule, list(said(found.missing))) == (None, ["s : k — établi"])


# Two accounts, with what the law says of them ---------------------------------------------------


@cache
def told(name: str) -> Explainer:
    return Explainer(law(), story(name))


def why_not(recit: str, name: str) -> WhyNotResult:
    explainer = told(recit)
    (unit,) = explainer.units(name)[:1]
    return explainer.why_not(name, unit)


def changes(found: WhyNotResult) -> list[set[tuple[str, str]]]:
    return [{(c.question, c.values) for c in a.changes} for a in found.alternatives]


R1, R2 = "r1-messages-anterieurs", "r2-story-supprimee"


def test_r2_nobody_was_mocked() -> None:
    """R2.5: the film shows no mockery; mockery alone would make it so (code de la santé)."""
    found = why_not(R2, "patient-moque")
    (route,) = found.routes
    assert route.missing is not None and route.missing.question == "mocking@P1/P1"
    assert changes(found) == [{("mocking@P1/P1", "Oui")}]
    assert found.alternatives[0].changes[0].contradicts
    assert found.alternatives[0].sentence.startswith("il aurait fallu « ")
    enough = told(R2).sufficient("patient-moque", 0)
    assert [[r.question for r in s.reasons] for s in enough.sets] == [["mocking@P1/P1"]]


def test_r2_the_capture_lacks_the_private_place_first() -> None:
    """R2.4, article 226-1: a private place, and nobody who agreed or could have objected."""
    found = why_not(R2, "captation-illicite")
    assert "lieu privé : je ne sais pas (il faudrait : Oui)" in list(said(found.routes[0].missing))
    assert found.exact and found.target == "established"
    assert all(("private_place@P1/P1", "Oui") in each for each in changes(found))
    assert {len(each) for each in changes(found)} == {2}
    assert {("able_to_object@P1/P1", "Non"), ("private_place@P1/P1", "Oui")} in changes(found)


def test_r1_the_account_lacks_the_proof_of_who_writes() -> None:
    """R1.3: a piece that links the account to the person, or an admission, and nothing else."""
    found = why_not(R1, "imputation")
    assert all(
        any("authorship" in str(node.question) for node in nodes(route.missing))
        for route in found.routes
        if route.status == "open" and route.missing is not None
    )
    (only,) = found.alternatives
    (change,) = only.changes
    assert (change.question, change.now, change.contradicts) == (
        "authorship",
        "je ne sais pas",
        False,
    )
    labels = law().facts["authorship"].values
    assert labels["admitted"] in change.values and labels["established"] in change.values
    assert labels["not_linked"] not in change.values
    assert only.sentence.startswith("si « ")


def test_r1_a_rule_of_employees_lacks_the_private_employer() -> None:
    """R1 is a *stagiaire* of the hospital: what only protects an employee is not for her."""
    found = why_not(R1, "critique-protegee")
    (route,) = found.routes
    assert any("statut de l'auteur : " in text for text in said(route.missing))
    assert all(any(q == "author_status" for q, _ in each) for each in changes(found))


def nodes(node: ProofNode | None) -> Iterator[ProofNode]:
    if node is not None:
        yield node
        for step in node.steps:
            yield from nodes(step)


@pytest.mark.parametrize("recit", [R1, R2])
def test_no_change_touches_a_protected_answer_nor_repeats_one(recit: str) -> None:
    explainer = told(recit)
    protected = {fact.id for fact in law().facts.values() if fact.protected}
    names = [name for name, c, _ in law().atoms() if "juriste" in c.goals][::16]
    for name in names:
        unit: Any = explainer.units(name)[0]
        found = explainer.explain(name, unit)
        asked = [c.question for a in (found.why_not.alternatives if found.why_not else ())
                 for c in a.changes]  # fmt: skip
        asked += [str(r.question) for s in (found.sufficient.sets if found.sufficient else ())
                  for r in s.reasons]  # fmt: skip
        assert not {key.partition("@")[0] for key in asked} & protected
