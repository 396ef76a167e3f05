"""Obligations P8 to P13 can fail: each is refuted on what breaks it, with the right witness."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from expert.assurance.proofs import agreement, limits, order
from knowledge import load_base
from tests.assurance.support import facts, proof_of
from tests.support.small_bases import FACT, atom, rule, write_base


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
        "faits": facts("f", "g"),
        "conclusions": [atom("x")],
        "regles": [rule("a", {"f": "oui", "g": "oui"}, "x")],
    }
    base = write_base(tmp_path / "a", **parts, monotonies=[_relation()])
    (failure,) = proof_of(base, "P8", second_opinion=second_opinion).failures
    assert failure.witness == ("f ? Oui",)
    assert "apparaît en passant de « Non » à « Oui »" in failure.sentence
    kept = _relation(sens="ne-disparait-jamais")
    base = write_base(tmp_path / "b", **parts, monotonies=[kept])
    assert proof_of(base, "P8", second_opinion=second_opinion).outcome == "proved"


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
    found = proof_of(base, "P8")
    assert [failure.subject for failure in found.failures] == ["mx", "my", "mz"]
    assert "« moins de 10 » à « 10 ou plus »" in found.failures[0].sentence


def test_p8_through_a_count_of_publications(tmp_path: Path) -> None:
    """An answer of the incident that each passage reads: the parts show it for any number."""
    base = write_base(
        tmp_path,
        faits=[*facts("f"), *facts("g", scope="incident")],
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
    (failure,) = proof_of(base, "P8").failures
    assert failure.subject == "contraire"
    assert failure.witness == ("f ? Oui",)


def test_p9_a_maximum_above_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped base, announced by a software that adds a month: refuted everywhere."""
    real = limits.highest

    def too_high(*arguments: Any, **options: Any) -> tuple[int, int]:
        prison, fine = real(*arguments, **options)
        return prison + 1, fine

    monkeypatch.setattr(limits, "highest", too_high)
    found = proof_of(load_base(), "P9")
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
    found = proof_of(replace(base, sources=late, scales=scales), "P9")
    assert any("aucun texte du groupe n'ouvre ce jour-là" in f.sentence for f in found.failures)


@pytest.mark.parametrize("second_opinion", [True, False])
def test_p10_a_protected_answer_that_worsens(tmp_path: Path, second_opinion: bool) -> None:
    """« Yes » to the protected question brings the fault: refuted, with what else it takes."""
    base = write_base(
        tmp_path,
        faits=[*facts("f"), *facts("p", scope="incident", protege="oui")],
        conclusions=[atom("x"), atom("defense", plan="protection")],
        regles=[
            rule("a", {"f": "oui", "p": "oui"}, "x"),
            rule("b", {"p": "oui"}, "defense"),
        ],
    )
    (failure,) = proof_of(base, "P10", second_opinion=second_opinion).failures
    assert failure.subject == "p"
    assert failure.witness == ("f ? Oui",)


def test_p10_a_protected_answer_may_lift_a_fault(tmp_path: Path) -> None:
    base = write_base(
        tmp_path,
        faits=[*facts("f"), *facts("p", scope="incident", protege="oui")],
        conclusions=[atom("x"), atom("excuse")],
        regles=[
            rule("a", {"f": "oui"}, "x"),
            rule("b", {"f": "oui", "p": "oui"}, "excuse", ecarte="a"),
        ],
    )
    assert proof_of(base, "P10").outcome == "proved"


def test_p11_a_rule_whose_text_is_younger_than_thefacts(tmp_path: Path) -> None:
    """In force since 2020, the only text of a rule that also reads facts of 2015."""
    text = {"texte": "recent", "reference": "R", "dit": "x", "niveau": "verifie"}
    parts: dict[str, Any] = {
        "faits": facts("f"),
        "conclusions": [atom("x")],
        "textes": [{**text, "depuis": "2020-01-01"}],
        "sources_depuis": "2015-01-01",
    }
    rules = [rule("a", {"f": "oui"}, "x", sources=["recent"])]
    base = write_base(tmp_path / "a", **parts, regles=rules)
    (failure,) = proof_of(base, "P11").failures
    assert failure.subject == "a"
    assert "le 01/01/2015" in failure.sentence
    base = write_base(tmp_path / "b", **{**parts, "sources_depuis": "2020-01-01"}, regles=rules)
    assert proof_of(base, "P11").outcome == "proved"


@pytest.mark.parametrize("liar", ["worlds", "z3", "experta"])
def test_p12_an_evaluator_that_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, liar: str
) -> None:
    """One evaluator that says the contrary is found, whichever it is."""
    base = write_base(
        tmp_path,
        faits=facts("f", "g"),
        conclusions=[atom("x"), atom("y")],
        regles=[rule("a", {"f": "oui"}, "x"), rule("b", {"f": "oui", "g": "oui"}, "y")],
    )
    assert proof_of(base, "P12").outcome == "partly-sampled"
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
    found = proof_of(base, "P12")
    names = {"worlds": "les mondes", "z3": "z3", "experta": "experta"}
    assert found.outcome == "refuted"
    assert all(names[liar] in failure.sentence for failure in found.failures)


def test_p13_a_report_that_depends_on_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that says its first answer first changes with the order: it is found."""
    assert proof_of(load_base(), "P13").outcome == "sampled"
    monkeypatch.setattr(
        order, "_written", lambda _, incident: next(iter(incident.answers)) + str(date.max)
    )
    assert proof_of(load_base(), "P13").outcome == "refuted"
