"""Discussed facts: read strictly, written back equal, and never taken for what one side says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expert.assessment import assess
from expert.disputes import ROLES, Dispute
from expert.explanation.wording import DISCUSSED, UNKNOWN
from expert.incident import DateRange, Incident, Key, Passage, Publication, Spot
from expert.incident_files import incident_text, read_incidents
from expert.inference.program import compile_base
from expert.inference.situation import Situation, situate
from expert.inference.statuses import Statuses
from expert.interview.session import Interview
from knowledge import KnowledgeBase, load_base
from knowledge.models.facts import Fact
from tests.command.support import SAMPLES

DAY = date(2026, 11, 21)
P1 = Spot("P1")
PASSAGE = Spot("P1", "P1")
APART = {"answers", "report", "citations", "disputes", "disputed_conclusions"}
"""What tells a discussed fact from an unknown one."""


@cache
def base() -> KnowledgeBase:
    return load_base()


def incident(**answers: str) -> Incident:
    return Incident("Essai", DAY, answers, (Publication("P1", (Passage("P1"),)),), True)


def answers_to(fact: Fact) -> st.SearchStrategy[Any]:
    if fact.kind == "liste":
        chosen = st.lists(st.sampled_from(list(fact.values)), unique=True)
        return chosen.map(lambda items: tuple(v for v in fact.values if v in items))
    if fact.kind == "date":
        days = st.dates(date(2000, 1, 1), date(2026, 12, 31))
        return days | days.map(lambda day: DateRange(first=day))
    if fact.kind == "nombre":
        return st.integers(0, 500)
    return st.sampled_from(list(fact.values))


@st.composite
def disputes(draw: st.DrawFn) -> tuple[Key, Dispute]:
    facts = [f for f in base().facts.values() if not f.descriptive and f.kind != "texte"]
    fact = draw(st.sampled_from(facts))
    spot = {"incident": Spot(), "publication": P1, "passage": PASSAGE}[fact.scope]
    values = tuple(
        draw(st.lists(answers_to(fact), min_size=2, max_size=4, unique=True) | st.just([]))
    )
    alleged = draw(st.none() | (st.sampled_from(values) if values else answers_to(fact)))
    role = st.none() | st.sampled_from(list(ROLES))
    one, other, burden = draw(role), draw(role), draw(role)
    pieces = draw(st.lists(st.text(max_size=30).map(str.strip), max_size=3))
    return Key(fact.id, spot), Dispute(
        alleged,
        values,
        one or "agent",
        other,
        burden,
        tuple(pieces),
    )


@settings(max_examples=40, deadline=None)
@given(found=st.lists(disputes(), min_size=1, max_size=3), form=st.sampled_from(["yaml", "json"]))
def test_discussed_facts_are_read_back_equal(
    tmp_path_factory: pytest.TempPathFactory,
    found: list[tuple[Key, Dispute]],
    form: str,
) -> None:
    written = incident(author_status="titulaire_fph")
    for key, dispute in found:
        written = written.with_dispute(key, dispute)
    path = tmp_path_factory.mktemp("f") / f"x.{form}"
    text = incident_text(written, "json" if form == "json" else "yaml")
    path.write_text(text, "utf-8", newline="")
    assert read_incidents(path, base()) == [written]
    assert "qualif-incident/2" in text


def test_a_file_without_a_discussed_fact_keeps_its_first_format() -> None:
    assert "qualif-incident/1" in incident_text(incident(), "yaml")


def test_the_place_may_be_left_out_when_there_is_only_one(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("contestes:\n  access: {conteste_par: agent}\n", "utf-8")
    (found,) = read_incidents(path, base())
    assert list(found.disputes) == [Key("access", P1)]


def test_an_answer_ends_the_dispute_and_so_does_its_withdrawal() -> None:
    key = Key("access", P1)
    discussed = incident().with_dispute(key, Dispute(denied_by="agent"))
    assert discussed.answers_at(P1) == {"access": None}
    assert not discussed.with_answer(key, "public").disputes
    assert not discussed.without_answer(key).disputes
    assert discussed.with_answer(Key("is_alert", PASSAGE), "non").disputes == discussed.disputes


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_an_allegation_is_read_as_i_do_not_know(sample: Path) -> None:
    """Whatever is said of it, each answer made a discussed fact gives what « unknown » gives."""
    (whole,) = read_incidents(sample, base())
    keys = [
        k for k, a in whole.recorded() if a is not None and not base().facts[k.fact].descriptive
    ]
    for key in keys[::6]:
        said = whole.answers_at(key.spot)[key.fact]
        unknown = whole.with_answer(key, None)
        discussed = whole.with_dispute(key, Dispute(said, (), "employeur", "agent"))
        one = assess(base(), unknown, "rh").model_dump_json(exclude=APART)
        two = assess(base(), discussed, "rh").model_dump_json(exclude=APART)
        assert one == two.replace(DISCUSSED, UNKNOWN), key
        before, after = Interview(base(), unknown, "rh"), Interview(base(), discussed, "rh")
        asked = [replace(question, discussed="") for question in after.questions()]
        assert asked == before.questions()
        assert before.next_question() == after.next_question()


def statuses(found: Incident) -> Statuses:
    return Statuses(situate(compile_base(base(), DAY), found))


def test_only_the_answers_in_discussion_stay_possible() -> None:
    """Two answers in discussion: what both give holds, what one gives is not established."""
    program = compile_base(base(), DAY)
    found = incident().with_dispute(
        Key("access", P1), Dispute("public", ("public", "closed_group"), "employeur", "agent")
    )
    names = program.graph.variables[program.graph.index["access"]].values
    left = situate(program, found).allowed[program.graph.index["access"], 0]
    assert {names[value] for value in left} == {"public", "closed_group"}


def second_column(found: Incident) -> Situation:
    return situate(compile_base(base(), DAY), found).presuming()


def left_of(found: Situation, fact: str) -> set[str]:
    variable = found.program.graph.index[fact]
    spot = {"incident": -1}.get(base().facts[fact].scope, 0)
    values = found.program.graph.variables[variable].values
    return {values[v] for v in found.allowed.get((variable, spot), range(len(values)))}


FREE = "access"
"""A fact on which the base presumes nothing (checked below)."""


@pytest.mark.parametrize(
    ("alleged", "burden", "left"),
    [
        ("public", "employeur", None),  # who says it must prove it: anything but that
        ("public", "agent", {"public"}),  # who denies it must prove it: it stands
        ("public", "temoin", "all"),  # the burden is on neither: nobody loses
        ("public", None, "all"),  # nobody said who must prove
        (None, "employeur", "all"),  # nobody recorded what is said
    ],
)
def test_who_bears_the_proof_loses_on_it(
    alleged: str | None, burden: str | None, left: object
) -> None:
    assert base().facts[FREE].presumption is None
    every = set(base().facts[FREE].values)
    wanted = every if left == "all" else left or every - {"public"}
    found = incident().with_dispute(
        Key(FREE, P1),
        Dispute(alleged, (), "employeur", "agent", burden),  # type: ignore[arg-type]
    )
    assert left_of(second_column(found), FREE) == wanted


def test_the_presumption_of_the_base_comes_first() -> None:
    """Whatever was recorded, the base's own presumption, with its source, rules its fact."""
    fact = next(
        f for f in base().facts.values()
        if f.presumption and f.scope == "incident" and f.kind == "oui-non"
    )  # fmt: skip
    assert fact.presumption is not None
    other = "oui" if fact.presumption.value == "non" else "non"
    found = incident().with_dispute(
        Key(fact.id), Dispute(other, ("oui", "non"), "employeur", "agent", "agent")
    )
    assert left_of(second_column(found), fact.id) == {fact.presumption.value}


def test_every_presumption_of_the_base_has_a_source_and_says_who_must_prove() -> None:
    presumed = [f for f in base().facts.values() if f.presumption]
    assert presumed
    for fact in presumed:
        assert fact.presumption is not None
        assert fact.presumption.sources, fact.id
        assert fact.presumption.burden, fact.id


def test_items_said_and_not_proved_are_not_there() -> None:
    fact = next(
        f for f in base().facts.values()
        if f.kind == "liste" and f.presumption is None and not f.descriptive
        and f.scope == "incident" and len(f.values) > 2
    )  # fmt: skip
    said, *others = fact.values
    found = incident().with_dispute(
        Key(fact.id), Dispute((said,), (), "employeur", "agent", "employeur")
    )
    presumed = second_column(found)
    variables = presumed.program.graph.index
    assert presumed.allowed[variables[f"{fact.id}.{said}"], -1] == frozenset((1,))
    for item in others:
        assert len(presumed.allowed[variables[f"{fact.id}.{item}"], -1]) == 2
