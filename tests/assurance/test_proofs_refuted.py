"""Each obligation can fail: a small base that breaks it is refuted, with the right witness."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from expert.assurance.proofs import Obligation, agreement, forced, limits, order, prove
from expert.inference.statuses import Statuses
from knowledge import KnowledgeBase, load_base
from tests.support.small_bases import FACT, atom, rule, write_base, yes_no

SLOT = {
    "conclusion": "s",
    "libelle": "La case",
    "portee": "passage",
    "plan": "penal",
    "valeurs": {"k": "valeur k", "l": "valeur l"},
    "but": ["juriste"],
}


def _one(base: KnowledgeBase, name: str, **options: Any) -> Obligation:
    (found,) = prove(base, [name], incidents=4, **options).obligations
    return found


def _facts(*names: str, scope: str = "passage", **more: Any) -> list[dict[str, Any]]:
    """Return yes/no facts whose question is told by their name."""
    return [
        {**fact, "question": f"{fact['fait']} ?", **more} for fact in yes_no(*names, scope=scope)
    ]


@pytest.mark.parametrize("second_opinion", [True, False])
def test_p1_a_rule_that_another_one_always_defeats(tmp_path: Path, second_opinion: bool) -> None:
    """Whenever f and g are yes, f is: the rule of both is always set aside."""
    base = write_base(
        tmp_path,
        faits=_facts("f", "g"),
        conclusions=[atom("x"), atom("y")],
        regles=[
            rule("battue", {"f": "oui", "g": "oui"}, "y"),
            rule("bat", {"f": "oui"}, "x", ecarte="battue"),
        ],
    )
    found = _one(base, "P1", second_opinion=second_opinion)
    assert found.outcome == "refuted"
    assert [failure.subject for failure in found.failures] == ["battue"]


def test_p1_a_rule_out_of_force_is_tried_on_a_day_of_its_own(tmp_path: Path) -> None:
    """Out of force on the day of the law, in force before: it can fire."""
    base = write_base(
        tmp_path,
        faits=_facts("f", scope="incident"),
        conclusions=[atom("x", "incident")],
        regles=[rule("ancienne", {"f": "oui"}, "x", jusqu_a="2020-12-31", horloge="procedure")],
    )
    assert _one(base, "P1").outcome == "proved"


REPEATED = [
    rule("large", {"f": "oui"}, "x"),
    rule("etroite", {"f": "oui", "g": "oui"}, "x"),
    rule("autre", {"g": "oui"}, "y"),
]


def test_p2_a_rule_that_says_what_another_says(tmp_path: Path) -> None:
    """« f and g » concludes nothing that « f » does not."""
    conclusions = [atom("x"), atom("y")]
    base = write_base(tmp_path, faits=_facts("f", "g"), conclusions=conclusions, regles=REPEATED)
    found = _one(base, "P2")
    assert [failure.subject for failure in found.failures] == ["etroite"]


def test_p2_a_reinforcement_says_why_and_must_be_one(tmp_path: Path) -> None:
    """The narrow rule may say why it stays; the wide one, without which x changes, may not."""
    conclusions = [atom("x"), atom("y")]
    kept = [REPEATED[0], {**REPEATED[1], "renforce": "Elle donne sa source."}, REPEATED[2]]
    base = write_base(tmp_path / "a", faits=_facts("f", "g"), conclusions=conclusions, regles=kept)
    assert _one(base, "P2").outcome == "proved"
    wrong = [{**REPEATED[0], "renforce": "À tort."}, kept[1], REPEATED[2]]
    base = write_base(tmp_path / "b", faits=_facts("f", "g"), conclusions=conclusions, regles=wrong)
    assert [failure.subject for failure in _one(base, "P2").failures] == ["large"]


def test_p2_a_derogation_that_changes_nothing_is_subsumed(tmp_path: Path) -> None:
    """It only defeats a rule that another one repeats."""
    base = write_base(
        tmp_path,
        faits=_facts("f", "g"),
        conclusions=[atom("x")],
        regles=[
            rule("a", {"f": "oui"}, "x"),
            rule("b", {"f": "oui", "g": "oui"}, "x"),
            {**rule("sans-effet", {"g": "oui"}, None, ecarte="b"), "alors": None},
        ],
    )
    assert {failure.subject for failure in _one(base, "P2").failures} == {"b", "sans-effet"}


@pytest.mark.parametrize("second_opinion", [True, False])
def test_p3_two_values_at_once(tmp_path: Path, second_opinion: bool) -> None:
    base = write_base(
        tmp_path,
        faits=_facts("f", "g"),
        conclusions=[SLOT],
        regles=[rule("vers-k", {"f": "oui"}, "s=k"), rule("vers-l", {"g": "oui"}, "s=l")],
    )
    (failure,) = _one(base, "P3", second_opinion=second_opinion).failures
    assert failure.witness == ("f ? Oui", "g ? Oui")
    assert "« valeur k » et « valeur l »" in failure.sentence


def test_p3_in_one_reading_of_a_question_of_law(tmp_path: Path) -> None:
    """The two values only meet in the second reading: the witness names it."""
    base = write_base(
        tmp_path,
        faits=_facts("f"),
        conclusions=[SLOT],
        zones=[
            {
                "zone": "Z", "question": "Que dire ?", "prudente": "x", "pieces": ["x"],
                "lectures": [
                    {"lecture": "a", "enonce": "Lecture a."},
                    {"lecture": "b", "enonce": "Lecture b."},
                ],
            }
        ],
        regles=[
            rule("vers-k", {"f": "oui"}, "s=k"),
            rule("vers-l", {"f": "oui"}, {"b": "s=l"}, conteste="Z"),
        ],
    )  # fmt: skip
    (failure,) = _one(base, "P3").failures
    assert failure.witness == ("f ? Oui", "Point discuté : Que dire ? Lecture b.")


def test_p3_when_two_publications_are_needed(tmp_path: Path) -> None:
    """One passage with f alone, another with g alone: no single publication shows it."""
    slot = {**SLOT, "portee": "incident"}

    def some_but_never_both(fact: str) -> list[dict[str, Any]]:
        both = {"il_existe": {"f": "oui", "g": "oui"}}
        return [{"il_existe": {fact: "oui"}}, {"pas": both}]

    base = write_base(
        tmp_path,
        faits=_facts("f", "g"),
        conclusions=[slot],
        regles=[
            rule("vers-k", some_but_never_both("f"), "s=k"),
            rule("vers-l", some_but_never_both("g"), "s=l"),
        ],
    )
    (failure,) = _one(base, "P3").failures
    assert set(failure.witness) == {
        "Publication 1 : f ? Oui", "Publication 1 : g ? Non",
        "Publication 2 : f ? Non", "Publication 2 : g ? Oui",
    } or set(failure.witness) == {
        "Publication 1 : f ? Non", "Publication 1 : g ? Oui",
        "Publication 2 : f ? Oui", "Publication 2 : g ? Non",
    }  # fmt: skip


def test_p4_no_value_at_all(tmp_path: Path) -> None:
    base = write_base(
        tmp_path,
        faits=_facts("f", "g"),
        conclusions=[SLOT],
        regles=[
            rule("vers-k", {"f": "oui"}, "s=k"),
            rule("vers-l", {"f": "non", "g": "oui"}, "s=l"),
        ],
    )
    (failure,) = _one(base, "P4").failures
    assert failure.witness == ("f ? Non", "g ? Non")


def test_p5_rules_that_go_round_in_a_circle(tmp_path: Path) -> None:
    """The loader refuses such a base: the proof finds it again, twice, on a base put together."""
    base = write_base(
        tmp_path,
        faits=_facts("f"),
        conclusions=[atom("x"), atom("y")],
        regles=[rule("a", {"f": "oui", "y": "non"}, "x"), rule("b", {"f": "oui"}, "y")],
    )
    assert _one(base, "P5").outcome == "proved"
    turned = replace(base.rules["b"], condition=replace(base.rules["a"]).condition)
    turned = replace(turned, conclusions=(("y", None),))
    broken = replace(base, rules={**base.rules, "b": turned})
    found = _one(broken, "P5")
    assert found.outcome == "refuted"
    assert "tournent en rond" in found.failures[0].sentence


def test_p6_a_question_that_changes_nothing(tmp_path: Path) -> None:
    """« f and g, or f and not g » is « f »: g is read and never matters."""
    base = write_base(
        tmp_path,
        faits=_facts("f", "g"),
        conclusions=[atom("x")],
        regles=[
            rule("avec", {"f": "oui", "g": "oui"}, "x"),
            rule("sans", {"f": "oui", "g": "non"}, "x"),
        ],
    )
    (failure,) = _one(base, "P6").failures
    assert failure.subject == "g"


def test_p7_a_question_asked_once_all_is_forced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statuses that ask what cannot change them are caught, by z3 and by every completion."""
    base = write_base(
        tmp_path,
        faits=_facts("f", "g"),
        conclusions=[atom("x")],
        regles=[rule("a", {"f": "oui", "g": "oui"}, "x")],
    )
    assert _one(base, "P7").outcome == "proved"
    exact = Statuses.node

    def curious(self: Statuses, node: int, unit: int | None = None) -> Any:
        found = exact(self, node, unit)
        asked = frozenset({(0, 0), (1, 0)} - set(self.situation.allowed))
        return replace(found, matters=found.matters | asked)

    monkeypatch.setattr(Statuses, "node", curious)
    monkeypatch.setattr(forced, "_FORCED_IN", 40)
    monkeypatch.setattr(forced, "_COUNTED_IN", 0)
    assert _one(base, "P7").outcome == "refuted"
    monkeypatch.setattr(forced, "_COUNTED_IN", 400)
    monkeypatch.setattr(forced, "_FORCED_IN", 0)
    assert _one(base, "P7").outcome == "refuted"


def _relation(**parts: Any) -> dict[str, Any]:
    return {
        "monotonie": "m",
        "enonce": "Plus de g n'ajoute jamais x.",
        "fait": "g",
        "ordre": ["non", "oui"],
        "conclusions": "x",
        "sens": "n-apparait-jamais",
        "raison": "x",
        "sources": ["verifie"],
        **parts,
    }


@pytest.mark.parametrize("second_opinion", [True, False])
def test_p8_a_relation_the_rules_belie(tmp_path: Path, second_opinion: bool) -> None:
    """x needs f and g: g brings it, and never takes it away."""
    parts: dict[str, Any] = {
        "faits": _facts("f", "g"),
        "conclusions": [atom("x")],
        "regles": [rule("a", {"f": "oui", "g": "oui"}, "x")],
    }
    base = write_base(tmp_path / "a", **parts, monotonies=[_relation()])
    (failure,) = _one(base, "P8", second_opinion=second_opinion).failures
    assert failure.witness == ("f ? Oui",)
    assert "apparaît en passant de « Non » à « Oui »" in failure.sentence
    kept = _relation(sens="ne-disparait-jamais")
    base = write_base(tmp_path / "b", **parts, monotonies=[kept])
    assert _one(base, "P8", second_opinion=second_opinion).outcome == "proved"


def test_p8_a_number_a_date_and_a_list(tmp_path: Path) -> None:
    """A larger n brings x; an older day brings y; one more item ticked brings z."""
    base = write_base(
        tmp_path,
        faits=[
            {"fait": "n", "portee": "passage", "type": "nombre", **FACT,
             "reperes": {"dix": {"des": 10, "note": "x"}}},
            {"fait": "jour", "portee": "passage", "type": "date", **FACT},
            {"fait": "liste", "portee": "passage", "type": "liste", **FACT,
             "valeurs": {"a": "Élément a", "b": "Élément b"}},
        ],
        conclusions=[atom("x"), atom("y"), atom("z")],
        regles=[
            rule("rx", {"n": {"des": "dix"}}, "x"),
            rule("ry", {"jour": {"plus_de": {"mois": 3}}}, "y"),
            rule("rz", {"liste": {"contient": "a"}}, "z"),
        ],
        monotonies=[
            _relation(monotonie="mx", fait="n", ordre="croissant", conclusions="x"),
            _relation(monotonie="my", fait="jour", ordre="decroissant", conclusions="y"),
            _relation(monotonie="mz", fait="liste", element="a", conclusions="z"),
            _relation(monotonie="bx", fait="n", ordre="decroissant", conclusions="x"),
            _relation(monotonie="by", fait="jour", ordre="croissant", conclusions="y"),
            _relation(monotonie="bz", fait="liste", element="b", conclusions="z"),
        ],
    )  # fmt: skip
    found = _one(base, "P8")
    assert [failure.subject for failure in found.failures] == ["mx", "my", "mz"]
    assert "« moins de 10 » à « au moins 10 »" in found.failures[0].sentence


def test_p8_through_a_count_of_publications(tmp_path: Path) -> None:
    """An answer of the incident that each passage reads: the parts show it for any number."""
    base = write_base(
        tmp_path,
        faits=[*_facts("f"), *_facts("g", scope="incident")],
        conclusions=[atom("x"), atom("y", "incident")],
        regles=[
            rule("a", {"f": "oui", "g": "non"}, "x"),
            rule("b", {"il_existe": {"x": "oui"}}, "y"),
        ],
        monotonies=[
            _relation(conclusions="y"),
            _relation(monotonie="contraire", conclusions="y", sens="ne-disparait-jamais"),
        ],
    )
    (failure,) = _one(base, "P8").failures
    assert failure.subject == "contraire"
    assert failure.witness == ("f ? Oui",)


def test_p9_a_maximum_above_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped base, announced by a software that adds a month: refuted everywhere."""
    real = limits.highest

    def too_high(*arguments: Any, **options: Any) -> tuple[int, int]:
        prison, fine = real(*arguments, **options)
        return prison + 1, fine

    monkeypatch.setattr(limits, "highest", too_high)
    found = _one(load_base(), "P9")
    assert found.outcome == "refuted"
    assert "peut annoncer plus que" in found.failures[0].sentence


def test_p9_a_sanction_shown_before_its_text_is_in_force() -> None:
    """A text that began the day before the law is stated opens nothing before that day."""
    base = load_base()
    first = base.law_as_of - timedelta(days=1)
    late = {
        name: source.model_copy(update={"in_force_from": first})
        if name == "cgfp-l533-1-g1"
        else source
        for name, source in base.sources.items()
    }
    scales = {
        name: scale.model_copy(
            update={
                "groups": tuple(
                    g.model_copy(update={"sources": (*g.sources, "cgfp-l530-1")})
                    for g in scale.groups
                )
            }
        )
        for name, scale in base.scales.items()
    }
    found = _one(replace(base, sources=late, scales=scales), "P9")
    assert any("aucun texte du groupe n'ouvre ce jour-là" in f.sentence for f in found.failures)


@pytest.mark.parametrize("second_opinion", [True, False])
def test_p10_a_protected_answer_that_worsens(tmp_path: Path, second_opinion: bool) -> None:
    """« Yes » to the protected question brings the fault: refuted, with what else it takes."""
    base = write_base(
        tmp_path,
        faits=[*_facts("f"), *_facts("p", scope="incident", protege="oui")],
        conclusions=[atom("x"), atom("defense", plan="protection")],
        regles=[
            rule("a", {"f": "oui", "p": "oui"}, "x"),
            rule("b", {"p": "oui"}, "defense"),
        ],
    )
    (failure,) = _one(base, "P10", second_opinion=second_opinion).failures
    assert failure.subject == "p"
    assert failure.witness == ("f ? Oui",)


def test_p10_a_protected_answer_may_lift_a_fault(tmp_path: Path) -> None:
    base = write_base(
        tmp_path,
        faits=[*_facts("f"), *_facts("p", scope="incident", protege="oui")],
        conclusions=[atom("x"), atom("excuse")],
        regles=[
            rule("a", {"f": "oui"}, "x"),
            rule("b", {"f": "oui", "p": "oui"}, "excuse", ecarte="a"),
        ],
    )
    assert _one(base, "P10").outcome == "proved"


def test_p11_a_rule_whose_text_is_younger_than_the_facts(tmp_path: Path) -> None:
    """In force since 2020, the only text of a rule that also reads facts of 2015."""
    text = {"texte": "recent", "reference": "R", "dit": "x", "niveau": "verifie"}
    parts: dict[str, Any] = {
        "faits": _facts("f"),
        "conclusions": [atom("x")],
        "textes": [{**text, "depuis": "2020-01-01"}],
        "sources_depuis": "2015-01-01",
    }
    rules = [rule("a", {"f": "oui"}, "x", sources=["recent"])]
    base = write_base(tmp_path / "a", **parts, regles=rules)
    (failure,) = _one(base, "P11").failures
    assert failure.subject == "a"
    assert "le 01/01/2015" in failure.sentence
    base = write_base(tmp_path / "b", **{**parts, "sources_depuis": "2020-01-01"}, regles=rules)
    assert _one(base, "P11").outcome == "proved"


@pytest.mark.parametrize("liar", ["worlds", "z3", "experta"])
def test_p12_an_evaluator_that_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, liar: str
) -> None:
    """One evaluator that says the contrary is found, whichever it is."""
    base = write_base(
        tmp_path,
        faits=_facts("f", "g"),
        conclusions=[atom("x"), atom("y")],
        regles=[rule("a", {"f": "oui"}, "x"), rule("b", {"f": "oui", "g": "oui"}, "y")],
    )
    assert _one(base, "P12").outcome == "proved"
    if liar == "worlds":
        monkeypatch.setattr(agreement, "_held", lambda *_: 0)
    elif liar == "z3":
        literal = agreement.SecondOpinion._literal
        monkeypatch.setattr(
            agreement.SecondOpinion, "_literal",
            lambda self, *place: self._z3.Not(literal(self, *place)),
        )  # fmt: skip
    else:
        monkeypatch.setattr(agreement.EngineTruths, "truth", lambda *_: None)
    found = _one(base, "P12")
    names = {"worlds": "les mondes", "z3": "z3", "experta": "experta"}
    assert found.outcome == "refuted"
    assert all(names[liar] in failure.sentence for failure in found.failures)


def test_p13_a_report_that_depends_on_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that says its first answer first changes with the order: it is found."""
    assert _one(load_base(), "P13").outcome == "proved"
    monkeypatch.setattr(
        order, "_written", lambda _, incident: next(iter(incident.answers)) + str(date.max)
    )
    assert _one(load_base(), "P13").outcome == "refuted"
