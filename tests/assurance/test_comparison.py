"""Two versions of a base: differences known by hand, and brute force on random bases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from expert.assurance.comparison import BaseComparison, compare
from expert.assurance.comparison.sides import Sides, side_by_side
from expert.assurance.comparison.transitions import Compared, compare_atom
from expert.inference.program import FOLLOWED, NOT_FOLLOWED, zone_of_weak_rule
from expert.inference.situation import INCIDENT
from expert.status import Status
from knowledge import KnowledgeBase, load_base
from tests.support.oracle import World
from tests.support.random_bases import random_base
from tests.support.small_bases import FACT, atom, rule, write_base, yes_no

ZONE = {
    "zone": "Z",
    "question": "L'un ou l'autre ?",
    "prudente": "Prudence.",
    "pieces": ["pièce"],
    "lectures": [{"lecture": "a", "enonce": "a"}, {"lecture": "b", "enonce": "b"}],
}
CHOICE = {"fait": "c", "portee": "passage", "type": "choix", **FACT}
NUMBER = {
    "fait": "n",
    "portee": "passage",
    "type": "nombre",
    **FACT,
    "reperes": {"bas": {"des": 5, "note": "x"}, "haut": {"des": 20, "note": "x"}},
}


def differences(tmp_path: Path, old: dict[str, Any], new: dict[str, Any]) -> BaseComparison:
    """Compare two bases written with these parts."""
    return compare(write_base(tmp_path / "old", **old), write_base(tmp_path / "new", **new))


def told(found: BaseComparison) -> dict[str, list[tuple[Status, Status, dict[str, str]]]]:
    """Return, for each conclusion that changes, its transitions with the answers that show them."""
    return {
        change.id: [
            (t.before, t.after, {answer.fact: answer.answer for answer in t.witness})
            for t in change.transitions
        ]
        for change in found.conclusions
    }


def test_the_shipped_base_is_the_same_as_itself() -> None:
    base = load_base()
    found = compare(base, base)
    assert found.is_same
    assert found.same == len(list(base.atoms()))


def test_a_rule_deleted(tmp_path: Path) -> None:
    parts = {"faits": yes_no("f", "g"), "conclusions": [atom("x"), atom("y")]}
    kept = [rule("garde", {"g": "oui"}, "x"), rule("autre", {"f": "oui"}, "y")]
    gone = rule("perdue", {"f": "oui"}, "x")
    found = differences(tmp_path, {**parts, "regles": [*kept, gone]}, {**parts, "regles": kept})
    assert told(found) == {"x": [("established", "excluded", {"f": "Oui", "g": "Non"})]}
    assert [(e.id, e.move) for e in found.entries] == [("perdue", "removed")]
    assert found.conclusions[0].because.rules == ("perdue",)
    assert found.conclusions[0].because.sources == ("verifie",)


def test_a_bound_moved(tmp_path: Path) -> None:
    parts = {"faits": [NUMBER], "conclusions": [atom("x")]}
    found = differences(
        tmp_path,
        {**parts, "regles": [rule("r", {"n": {"des": "bas"}}, "x")]},
        {**parts, "regles": [rule("r", {"n": {"des": "haut"}}, "x")]},
    )
    assert told(found) == {"x": [("established", "excluded", {"n": "de 5 à moins de 20"})]}


def test_a_landmark_whose_figure_moved(tmp_path: Path) -> None:
    """The same name, another figure: 5 then 10. Between the two, the conclusion changes."""
    moved = {**NUMBER, "reperes": {**NUMBER["reperes"], "bas": {"des": 10, "note": "x"}}}
    rules = {"conclusions": [atom("x")], "regles": [rule("r", {"n": {"des": "bas"}}, "x")]}
    found = differences(tmp_path, {"faits": [NUMBER], **rules}, {"faits": [moved], **rules})
    assert told(found) == {"x": [("established", "excluded", {"n": "de 5 à moins de 10"})]}
    assert found.entries[0].details == ("repère : bas : 5 → bas : 10",)
    assert found.conclusions[0].because.others == ("x [n]",)


def test_an_exception_widened(tmp_path: Path) -> None:
    parts = {"faits": yes_no("f", "g", "h"), "conclusions": [atom("x"), atom("excuse")]}
    base = rule("principe", {"f": "oui"}, "x")

    def exception(condition: Any) -> dict[str, Any]:
        return rule("exception", condition, "excuse", ecarte="principe")

    found = differences(
        tmp_path,
        {**parts, "regles": [base, exception({"g": "oui", "h": "oui"})]},
        {**parts, "regles": [base, exception({"g": "oui"})]},
    )
    assert told(found) == {
        "x": [("established", "excluded", {"f": "Oui", "g": "Oui", "h": "Non"})],
        "excuse": [("excluded", "established", {"g": "Oui", "h": "Non"})],
    }


def test_a_zone_added(tmp_path: Path) -> None:
    """What was certain becomes contested."""
    parts = {"faits": yes_no("f"), "conclusions": [atom("x")]}
    found = differences(
        tmp_path,
        {**parts, "regles": [rule("r", {"f": "oui"}, "x")]},
        {**parts, "zones": [ZONE], "regles": [rule("r", {"f": "oui"}, "x", conteste="Z")]},
    )
    assert told(found) == {"x": [("established", "contested", {"f": "Oui"})]}


def test_a_reading_added_to_a_zone(tmp_path: Path) -> None:
    """Two readings gave the same outcome; a third one does not: it is now contested."""
    parts = {"faits": yes_no("f"), "conclusions": [atom("x")]}
    third = {**ZONE, "lectures": [*ZONE["lectures"], {"lecture": "c", "enonce": "c"}]}
    both = [rule("r", {"f": "oui"}, {"a": "x", "b": "x"}, conteste="Z")]
    found = differences(
        tmp_path,
        {**parts, "zones": [ZONE], "regles": both},
        {**parts, "zones": [third], "regles": both},
    )
    assert told(found) == {"x": [("established", "contested", {"f": "Oui"})]}


def test_a_fact_with_a_new_value(tmp_path: Path) -> None:
    """The new answer is named, and said to be new; the common ones change nothing."""
    old = {**CHOICE, "valeurs": {"u": "premier", "v": "second"}}
    new = {**CHOICE, "valeurs": {"w": "troisième", "u": "premier", "v": "second"}}
    parts = {"conclusions": [atom("x")]}
    found = differences(
        tmp_path,
        {**parts, "faits": [old], "regles": [rule("r", {"c": "u"}, "x")]},
        {**parts, "faits": [new], "regles": [rule("r", {"c": ["u", "w"]}, "x")]},
    )
    assert told(found) == {"x": [("excluded", "established", {"c": "troisième"})]}
    assert found.conclusions[0].transitions[0].new_answer


def test_a_fact_whose_type_changed_is_two_questions(tmp_path: Path) -> None:
    parts = {"conclusions": [atom("x")]}
    found = differences(
        tmp_path,
        {**parts, "faits": yes_no("c"), "regles": [rule("r", {"c": "oui"}, "x")]},
        {
            **parts,
            "faits": [{**CHOICE, "valeurs": {"u": "premier", "v": "second"}}],
            "regles": [rule("r", {"c": "u"}, "x")],
        },
    )
    assert {(before, after) for before, after, _ in told(found)["x"]} == {
        ("established", "excluded"),
        ("excluded", "established"),
    }


def test_an_amount_and_a_conclusion_of_one_side(tmp_path: Path) -> None:
    def text(euros: int) -> dict[str, Any]:
        return {
            "texte": "verifie",
            "reference": "Texte vérifié",
            "dit": "x",
            "niveau": "verifie",
            "peine": {"amende_eur": euros},
        }

    rules = [rule("r", {"f": "oui"}, "x")]
    found = differences(
        tmp_path,
        {"faits": yes_no("f"), "conclusions": [atom("x", peine=["verifie"])], "regles": rules,
         "textes": [text(12_000)]},
        {"faits": yes_no("f"), "conclusions": [atom("x", peine=["verifie"]), atom("y")],
         "regles": [*rules, rule("s", {"f": "non"}, "y")], "textes": [text(45_000)]},
    )  # fmt: skip
    details = {entry.id: entry.details for entry in found.entries}
    assert details["verifie"] == (
        "peine encourue : 12\u00a0000\u00a0€ d'amende → 45\u00a0000\u00a0€ d'amende",
    )
    assert found.appeared == ("y",)
    assert told(found) == {}


READINGS = {"Z": ("a", "b")}


def worlds(
    base: KnowledgeBase, units: int
) -> Iterator[tuple[dict[str, str], list[dict[str, str]]]]:
    """Yield every complete world of a random base: incident answers, and those of each unit."""
    yes = ("oui", "non")
    passages = [{"c0": c, "p0": p, "p1": q} for c, p, q in product(("u", "v", "w"), yes, yes)]
    for first, second in product(yes, yes):
        for chosen in product(passages, repeat=units):
            yield {"i0": first, "i1": second}, [dict(values) for values in chosen]


def status_in(
    base: KnowledgeBase, name: str, incident: Mapping[str, str], units: list[dict[str, str]]
) -> Status:
    """Return the status of an atom in a complete world: over every way of reading the zones."""
    zones = dict(READINGS)
    for each in base.rules.values():
        if base.rule_is_weak(each):
            zones[zone_of_weak_rule(each.id)] = (FOLLOWED, NOT_FOLLOWED)
    unit = None if base.atom_conclusion(name).scope == "incident" else 0
    truths = {
        World(base, incident, units, dict(zip(zones, read, strict=True))).atom(name, unit)
        for read in product(*zones.values())
    }
    return "contested" if len(truths) == 2 else ("established" if truths == {True} else "excluded")


def shown(
    sides: Sides, compared: Compared, answers: Mapping[tuple[int, int], int]
) -> Iterator[tuple[dict[str, str], list[dict[str, str]]]]:
    """Yield every complete world that has the answers of a witness."""
    variables = sides.new.program.graph.variables
    for incident, units in worlds(sides.new.program.base, len(compared.situation.units)):
        if all(
            (incident if place == INCIDENT else units[place])[variables[v].id]
            == variables[v].values[value]
            for (v, place), value in answers.items()
        ):
            yield incident, units


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("cap", [100_000, 3], ids=["diagrams", "trials"])
def test_random_bases_against_brute_force(seed: int, cap: int, tmp_path: Path) -> None:
    """Every change of status is found by the diagrams; the trials find none that is not there."""
    old = random_base(seed, tmp_path / "old")
    new = random_base(seed + 500, tmp_path / "new")
    sides = side_by_side(old, new, new.law_as_of)
    for name in ("x0", "x2", "x3", "s=k", "s=autre", "y0"):
        compared = compare_atom(sides, name, cap=cap)
        units = len(compared.situation.units)
        real = {
            (status_in(old, name, *world), status_in(new, name, *world))
            for world in worlds(new, units)
        }
        changes = {(before, after) for before, after in real if before != after}
        found = {(t.before, t.after) for t in compared.transitions}
        assert found == changes if cap > 3 else found <= changes
        if compared.verdict == "same":
            assert changes == set()
        for transition in compared.transitions:
            pairs = {
                (status_in(old, name, *world), status_in(new, name, *world))
                for world in shown(sides, compared, transition.answers)
            }
            assert pairs == {(transition.before, transition.after)}


def test_the_trials_find_most_changes(tmp_path: Path) -> None:
    """Without diagrams, a change that needs one rare answer is still found by aiming at it."""
    facts = yes_no(*(f"f{n}" for n in range(30)))
    condition = {f"f{n}": "oui" for n in range(30)}
    parts = {"faits": facts, "conclusions": [atom("x")]}
    old = write_base(tmp_path / "old", **parts, regles=[rule("r", condition, "x")])
    less = {name: value for name, value in condition.items() if name != "f7"}
    new = write_base(tmp_path / "new", **parts, regles=[rule("r", less, "x")])
    sides = side_by_side(old, new, new.law_as_of)
    compared = compare_atom(sides, "x", cap=4)
    assert [(t.before, t.after, len(t.answers)) for t in compared.transitions] == [
        ("excluded", "established", 30)
    ]
