"""Obligations P1 to P7 can fail: each is refuted on what breaks it, with the right witness."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from expert.assurance.proofs import forced
from expert.inference.statuses import Statuses
from tests.assurance.support import facts, proof_of
from tests.support.small_bases import atom, rule, write_base

SLOT = {
    "conclusion": "s",
    "libelle": "La case",
    "portee": "passage",
    "plan": "penal",
    "valeurs": {"k": "valeur k", "l": "valeur l"},
    "but": ["juriste"],
}


@pytest.mark.parametrize("second_opinion", [True, False])
def test_p1_a_rule_that_another_one_always_defeats(tmp_path: Path, second_opinion: bool) -> None:
    """Whenever f and g are yes, f is: the rule of both is always set aside."""
    base = write_base(
        tmp_path,
        faits=facts("f", "g"),
        conclusions=[atom("x"), atom("y")],
        regles=[
            rule("battue", {"f": "oui", "g": "oui"}, "y"),
            rule("bat", {"f": "oui"}, "x", ecarte="battue"),
        ],
    )
    found = proof_of(base, "P1", second_opinion=second_opinion)
    assert found.outcome == "refuted"
    assert [failure.subject for failure in found.failures] == ["battue"]


def test_p1_a_rule_out_of_force_is_tried_on_a_day_of_its_own(tmp_path: Path) -> None:
    """Out of force on the day of the law, in force before: it can fire."""
    base = write_base(
        tmp_path,
        faits=facts("f", scope="incident"),
        conclusions=[atom("x", "incident")],
        regles=[rule("ancienne", {"f": "oui"}, "x", jusqu_a="2020-12-31", horloge="procedure")],
    )
    assert proof_of(base, "P1").outcome == "proved"


REPEATED = [
    rule("large", {"f": "oui"}, "x"),
    rule("etroite", {"f": "oui", "g": "oui"}, "x"),
    rule("autre", {"g": "oui"}, "y"),
]


def test_p2_a_rule_that_says_what_another_says(tmp_path: Path) -> None:
    """« f and g » concludes nothing that « f » does not."""
    conclusions = [atom("x"), atom("y")]
    base = write_base(tmp_path, faits=facts("f", "g"), conclusions=conclusions, regles=REPEATED)
    found = proof_of(base, "P2")
    assert [failure.subject for failure in found.failures] == ["etroite"]


def test_p2_a_reinforcement_says_why_and_must_beproof_of(tmp_path: Path) -> None:
    """The narrow rule may say why it stays; the wide one, without which x changes, may not."""
    conclusions = [atom("x"), atom("y")]
    kept = [REPEATED[0], {**REPEATED[1], "renforce": "Elle donne sa source."}, REPEATED[2]]
    base = write_base(tmp_path / "a", faits=facts("f", "g"), conclusions=conclusions, regles=kept)
    assert proof_of(base, "P2").outcome == "proved"
    wrong = [{**REPEATED[0], "renforce": "À tort."}, kept[1], REPEATED[2]]
    base = write_base(tmp_path / "b", faits=facts("f", "g"), conclusions=conclusions, regles=wrong)
    assert [failure.subject for failure in proof_of(base, "P2").failures] == ["large"]


def test_p2_a_derogation_that_changes_nothing_is_subsumed(tmp_path: Path) -> None:
    """It only defeats a rule that another one repeats."""
    base = write_base(
        tmp_path,
        faits=facts("f", "g"),
        conclusions=[atom("x")],
        regles=[
            rule("a", {"f": "oui"}, "x"),
            rule("b", {"f": "oui", "g": "oui"}, "x"),
            {**rule("sans-effet", {"g": "oui"}, None, ecarte="b"), "alors": None},
        ],
    )
    assert {failure.subject for failure in proof_of(base, "P2").failures} == {"b", "sans-effet"}


@pytest.mark.parametrize("second_opinion", [True, False])
def test_p3_two_values_at_once(tmp_path: Path, second_opinion: bool) -> None:
    base = write_base(
        tmp_path,
        faits=facts("f", "g"),
        conclusions=[SLOT],
        regles=[rule("vers-k", {"f": "oui"}, "s=k"), rule("vers-l", {"g": "oui"}, "s=l")],
    )
    (failure,) = proof_of(base, "P3", second_opinion=second_opinion).failures
    assert failure.witness == ("f ? Oui", "g ? Oui")
    assert "« valeur k » et « valeur l »" in failure.sentence


def test_p3_in_one_reading_of_a_question_of_law(tmp_path: Path) -> None:
    """The two values only meet in the second reading: the witness names it."""
    base = write_base(
        tmp_path,
        faits=facts("f"),
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
    (failure,) = proof_of(base, "P3").failures
    assert failure.witness == ("f ? Oui", "Point discuté : Que dire ? Lecture b.")


def test_p3_when_two_publications_are_needed(tmp_path: Path) -> None:
    """One passage with f alone, another with g alone: no single publication shows it."""
    slot = {**SLOT, "portee": "incident"}

    def some_but_never_both(fact: str) -> list[dict[str, Any]]:
        both = {"il_existe": {"f": "oui", "g": "oui"}}
        return [{"il_existe": {fact: "oui"}}, {"pas": both}]

    base = write_base(
        tmp_path,
        faits=facts("f", "g"),
        conclusions=[slot],
        regles=[
            rule("vers-k", some_but_never_both("f"), "s=k"),
            rule("vers-l", some_but_never_both("g"), "s=l"),
        ],
    )
    (failure,) = proof_of(base, "P3").failures
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
        faits=facts("f", "g"),
        conclusions=[SLOT],
        regles=[
            rule("vers-k", {"f": "oui"}, "s=k"),
            rule("vers-l", {"f": "non", "g": "oui"}, "s=l"),
        ],
    )
    (failure,) = proof_of(base, "P4").failures
    assert failure.witness == ("f ? Non", "g ? Non")


def test_p5_rules_that_go_round_in_a_circle(tmp_path: Path) -> None:
    """The loader refuses such a base: the proof finds it again, twice, on a base put together."""
    base = write_base(
        tmp_path,
        faits=facts("f"),
        conclusions=[atom("x"), atom("y")],
        regles=[rule("a", {"f": "oui", "y": "non"}, "x"), rule("b", {"f": "oui"}, "y")],
    )
    assert proof_of(base, "P5").outcome == "proved"
    turned = replace(base.rules["b"], condition=replace(base.rules["a"]).condition)
    turned = replace(turned, conclusions=(("y", None),))
    broken = replace(base, rules={**base.rules, "b": turned})
    found = proof_of(broken, "P5")
    assert found.outcome == "refuted"
    assert "tournent en rond" in found.failures[0].sentence


def test_p6_a_question_that_changes_nothing(tmp_path: Path) -> None:
    """« f and g, or f and not g » is « f »: g is read and never matters."""
    base = write_base(
        tmp_path,
        faits=facts("f", "g"),
        conclusions=[atom("x")],
        regles=[
            rule("avec", {"f": "oui", "g": "oui"}, "x"),
            rule("sans", {"f": "oui", "g": "non"}, "x"),
        ],
    )
    (failure,) = proof_of(base, "P6").failures
    assert failure.subject == "g"


def test_p7_a_question_asked_once_all_is_forced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statuses that ask what cannot change them are caught, by z3 and by every completion."""
    base = write_base(
        tmp_path,
        faits=facts("f", "g"),
        conclusions=[atom("x")],
        regles=[rule("a", {"f": "oui", "g": "oui"}, "x")],
    )
    assert proof_of(base, "P7").outcome == "proved"
    exact = Statuses.node

    def curious(self: Statuses, node: int, unit: int | None = None) -> Any:
        found = exact(self, node, unit)
        asked = frozenset({(0, 0), (1, 0)} - set(self.situation.allowed))
        return replace(found, matters=found.matters | asked)

    monkeypatch.setattr(Statuses, "node", curious)
    monkeypatch.setattr(forced, "_FORCED_IN", 40)
    monkeypatch.setattr(forced, "_COUNTED_IN", 0)
    assert proof_of(base, "P7").outcome == "refuted"
    monkeypatch.setattr(forced, "_COUNTED_IN", 400)
    monkeypatch.setattr(forced, "_FORCED_IN", 0)
    assert proof_of(base, "P7").outcome == "refuted"
