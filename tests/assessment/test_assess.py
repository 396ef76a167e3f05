"""The assessment keeps the promises of its contract, on small bases written for each promise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from expert.assessment.conclusions import Concluder
from expert.explanation.proof import Prover
from expert.explanation.truths import EngineTruths
from expert.incident import Answer, Incident, Passage, Publication
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from knowledge import KnowledgeBase
from tests.support.small_bases import atom, rule, write_base, yes_no

DAY = date(2026, 11, 21)
ZONE = {
    "zone": "Z",
    "question": "Laquelle ?",
    "prudente": "S'abstenir.",
    "pieces": ["la pièce"],
    "lectures": [
        {"lecture": "a", "enonce": "Première lecture.", "sources": ["verifie"]},
        {"lecture": "b", "enonce": "Seconde lecture."},
    ],
}


def _concluder(base: KnowledgeBase, answers: dict[str, Answer]) -> Concluder:
    incident = Incident("essai", DAY, {}, (Publication("P1", (Passage("P1", answers),)),), True)
    situation = situate(compile_base(base, DAY), incident)
    truths = EngineTruths(situation)
    truths.check()
    return Concluder(situation, Prover(truths), Statuses(situation))


def test_a_weak_rule_alone_is_contested_and_said_weak(tmp_path: Path) -> None:
    """A rule whose only source is cited from memory never gives « established »."""
    base = write_base(
        tmp_path,
        faits=yes_no("f"),
        conclusions=[atom("x")],
        regles=[rule("r", {"f": "oui"}, "x", sources=["memoire"])],
    )
    found = _concluder(base, {"f": "oui"}).conclude("x", 0, goal=True)
    assert (found.status, found.support) == ("contested", "weak")
    assert found.contested is not None
    assert found.contested.pieces == ("le texte ou la décision elle-même, à lire",)


def test_a_solid_rule_beside_a_weak_one_is_enough(tmp_path: Path) -> None:
    """The same conclusion reached by a verified text is established."""
    base = write_base(
        tmp_path,
        faits=yes_no("f"),
        conclusions=[atom("x")],
        regles=[
            rule("faible", {"f": "oui"}, "x", sources=["memoire"]),
            rule("solide", {"f": "oui"}, "x"),
        ],
    )
    found = _concluder(base, {"f": "oui"}).conclude("x", 0, goal=True)
    assert (found.status, found.support) == ("established", "solid")


def test_a_contested_conclusion_shows_each_reading_with_its_proof(tmp_path: Path) -> None:
    """In reading a it holds, in reading b it does not; pieces and prudent outcome follow."""
    base = write_base(
        tmp_path,
        faits=yes_no("f"),
        conclusions=[atom("x")],
        zones=[ZONE],
        regles=[rule("r", {"f": "oui"}, "x", conteste="Z")],
    )
    concluder = _concluder(base, {"f": "oui"})
    found = concluder.conclude("x", 0, goal=True)
    assert found.status == "contested"
    assert found.contested is not None
    assert [(r.reading, r.value) for r in found.contested.readings] == [("a", True), ("b", False)]
    assert found.contested.prudent == ("S'abstenir.",)
    for reading in found.contested.readings:
        assert reading.proof is not None
        assert concluder.proofs[reading.proof].root.truth is reading.value


def test_both_readings_agreeing_is_not_contested(tmp_path: Path) -> None:
    """Propagation is by readings, not by a mark: what both readings give is established."""
    base = write_base(
        tmp_path,
        faits=yes_no("f"),
        zones=[ZONE],
        conclusions=[atom("x"), atom("y"), atom("either")],
        regles=[
            rule("r", {"f": "oui"}, {"a": "x", "b": "y"}, conteste="Z"),
            rule("s", {"un_de": [{"x": "oui"}, {"y": "oui"}]}, "either"),
        ],
    )
    concluder = _concluder(base, {"f": "oui"})
    assert concluder.conclude("x", 0, goal=True).status == "contested"
    found = concluder.conclude("either", 0, goal=True)
    assert found.status == "established"
    assert found.proof is not None
    assert concluder.proofs[found.proof].root.truth is True


def test_open_for_a_question_and_open_for_lack_of_proof_differ(tmp_path: Path) -> None:
    """Same status, other reason: unanswered, or answered « je ne sais pas »."""
    base = write_base(
        tmp_path, faits=yes_no("f"), conclusions=[atom("x")], regles=[rule("r", {"f": "oui"}, "x")]
    )
    asked = _concluder(base, {}).conclude("x", 0, goal=True)
    unknown = _concluder(base, {"f": None}).conclude("x", 0, goal=True)
    assert (asked.status, asked.open_because) == ("open", "question")
    assert (unknown.status, unknown.open_because) == ("open", "proof")
    assert asked.depends_on == unknown.depends_on == ("f@P1/P1",)


def test_a_presumption_fills_the_second_column_only(tmp_path: Path) -> None:
    """« If nothing more is proved » uses the presumption; the status itself stays open."""
    facts = [
        {
            **yes_no("f")[0],
            "presomption": {
                "valeur": "non",
                "charge": "à l'employeur de prouver",
                "sources": ["verifie"],
            },
        }
    ]
    base = write_base(
        tmp_path, faits=facts, conclusions=[atom("x")], regles=[rule("r", {"f": "oui"}, "x")]
    )
    for answers in ({}, {"f": None}):
        found = _concluder(base, answers).conclude("x", 0, goal=True)
        assert (found.status, found.if_unproved) == ("open", "excluded")
    assert _concluder(base, {"f": "oui"}).conclude("x", 0, goal=True).if_unproved == "established"


def test_an_exception_set_aside_is_part_of_the_proof(tmp_path: Path) -> None:
    """The proof names the exceptions examined that do not apply, and why."""
    base = write_base(
        tmp_path,
        faits=yes_no("f", "g"),
        conclusions=[atom("x"), atom("excuse")],
        regles=[rule("r", {"f": "oui"}, "x"), rule("e", {"g": "oui"}, "excuse", ecarte="x")],
    )
    concluder = _concluder(base, {"f": "oui", "g": "non"})
    root = concluder.proof("x", 0).root
    assert root.truth is True
    assert [s.rule for s in root.steps[0].set_aside] == ["e"]
    assert root.steps[0].set_aside[0].truth is False


def test_why_not_names_the_first_missing_element(tmp_path: Path) -> None:
    """An excluded conclusion is proved too: which element of which rule fails."""
    base = write_base(
        tmp_path,
        faits=yes_no("f", "g"),
        conclusions=[atom("x")],
        regles=[rule("r", {"f": "oui", "g": "oui"}, "x")],
    )
    concluder = _concluder(base, {"f": "oui", "g": "non"})
    proof = concluder.proof("x", 0)
    assert proof.root.truth is False
    leaves = [step.question for step in proof.root.steps[0].steps]
    assert leaves == ["g@P1/P1"]
