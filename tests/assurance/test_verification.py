"""The checks of a whole base find what they claim to find, with a witness, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.assurance import verification, verify
from expert.inference.functions import build_function
from knowledge import load_base
from tests.support.small_bases import atom, rule, write_base, yes_no

SLOT = {
    "conclusion": "s",
    "libelle": "s",
    "portee": "passage",
    "plan": "penal",
    "valeurs": {"k": "k", "l": "l"},
}


def test_two_values_of_a_slot_are_a_conflict_with_a_witness(tmp_path: Path) -> None:
    """When both f and g are answered yes, the slot would take two values."""
    base = write_base(
        tmp_path,
        faits=yes_no("f", "g"),
        conclusions=[SLOT],
        regles=[rule("vers-k", {"f": "oui"}, "s=k"), rule("vers-l", {"g": "oui"}, "s=l")],
    )
    found = verify(base)
    conflict = next(f for f in found.findings if f.kind == "conflict")
    assert set(conflict.witness) == {"f : oui", "g : oui"}
    assert not found.passed


def test_a_derogation_settles_the_conflict(tmp_path: Path) -> None:
    """The same rules, one derogating from the other: no conflict left."""
    base = write_base(
        tmp_path,
        faits=yes_no("f", "g"),
        conclusions=[SLOT],
        regles=[
            rule("vers-k", {"f": "oui"}, "s=k", ecarte="vers-l"),
            rule("vers-l", {"g": "oui"}, "s=l"),
        ],
    )
    found = verify(base)
    assert [f.kind for f in found.findings] == ["gap"]
    assert found.derogations == {"vers-l": ("vers-k",)}
    assert found.passed


def test_a_default_value_leaves_no_gap(tmp_path: Path) -> None:
    """With `sinon`, the slot always has a value."""
    base = write_base(
        tmp_path,
        faits=yes_no("f"),
        conclusions=[{**SLOT, "sinon": "l"}],
        regles=[rule("vers-k", {"f": "oui"}, "s=k")],
    )
    assert verify(base).findings == ()


def test_a_rule_that_never_applies_is_dead(tmp_path: Path) -> None:
    """A condition that contradicts itself, and a rule always defeated, are both dead."""
    base = write_base(
        tmp_path,
        faits=yes_no("f", "g"),
        conclusions=[atom("x"), atom("y")],
        regles=[
            rule("contraire", [{"f": "oui"}, {"f": "non"}], "x"),
            rule("battue", {"f": "oui", "g": "oui"}, "y"),
            rule("bat", {"f": "oui"}, "x", ecarte="battue"),
        ],
    )
    dead = {f.subject for f in verify(base).findings if f.kind == "dead"}
    assert dead == {"contraire", "battue"}


def test_a_fact_no_rule_reads_is_told(tmp_path: Path) -> None:
    """A question that feeds nothing would be asked for nothing."""
    base = write_base(
        tmp_path,
        faits=yes_no("f", "oubli"),
        conclusions=[atom("x")],
        regles=[rule("r", {"f": "oui"}, "x")],
    )
    assert [(f.kind, f.subject) for f in verify(base).findings] == [("idle-fact", "oubli")]


def test_a_notion_whose_diagram_is_too_large_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for four nodes, x of three answers does not fit; y of one does."""
    base = write_base(
        tmp_path,
        faits=yes_no("f", "g", "h"),
        conclusions=[atom("x"), atom("y")],
        regles=[rule("a", {"f": "oui", "g": "oui", "h": "oui"}, "x"), rule("b", {"f": "oui"}, "y")],
    )
    assert verify(base).findings == ()
    monkeypatch.setattr(
        verification, "build_function", lambda *place: build_function(*place, cap=4)
    )
    (found,) = [f for f in verify(base).findings if f.kind == "large-notion"]
    assert found.subject == "essai"
    assert not found.refused
    assert "« x »" in found.sentence
    assert "« y »" not in found.sentence


def test_the_shipped_base_has_no_conflict_and_no_dead_rule() -> None:
    """The law that ships: nothing refused, nothing left unverified."""
    found = verify(load_base())
    assert [f for f in found.findings if f.kind in ("conflict", "dead", "too-large")] == []
    assert found.passed
