"""No cycle and no count read from inside a passage, on bases larger than any lawyer will write."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge import KnowledgeBase, KnowledgeError, load_base

FACT = {"libelle": "x", "definition": "x", "bloc": "b", "question": "x ?", "raison": "x"}


def write(folder: Path, conclusions: list[dict[str, Any]], rules: list[dict[str, Any]]) -> Path:
    """Write a base of atoms and rules over one fact of each scope."""
    document = {
        "base": "essai",
        "version": "1",
        "etat_du_droit": "2026-11-21",
        "titre": "x",
        "profils": [{"profil": "rh", "libelle": "RH"}],
        "blocs": [{"bloc": "b", "titre": "B", "phase": "publication"}],
        "faits": [
            {"fait": "f", "portee": "passage", "type": "oui-non", **FACT},
            {"fait": "i", "portee": "incident", "type": "oui-non", **FACT},
        ],
        "textes": [{"texte": "t", "reference": "T", "dit": "x", "niveau": "verifie"}],
        "notion": "n",
        "conclusions": [
            {"libelle": "x", "portee": "passage", "plan": "penal", **c} for c in conclusions
        ],
        "regles": [{"enonce": "x", "sources": ["t"], **rule} for rule in rules],
    }
    folder.mkdir(exist_ok=True)
    text = yaml.dump(document, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper))
    (folder / "base.yaml").write_text(text, "utf-8")
    return folder


def load(folder: Path) -> KnowledgeBase:
    return load_base(folder, use_cache=False)


def chain(length: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Atoms x0 … xn, each concluded from the one before."""
    rules: list[dict[str, Any]] = [{"regle": "r0", "si": {"f": "oui"}, "alors": "x0"}]
    rules += [
        {"regle": f"r{n}", "si": {f"x{n - 1}": "oui"}, "alors": f"x{n}"} for n in range(1, length)
    ]
    return [{"conclusion": f"x{n}"} for n in range(length)], rules


def test_a_chain_of_two_thousand_rules_is_checked_without_recursion(tmp_path: Path) -> None:
    assert len(load(write(tmp_path, *chain(2_000))).rules) == 2_000


def test_a_chain_closed_on_itself_is_refused_with_its_whole_path(tmp_path: Path) -> None:
    conclusions, rules = chain(4)
    rules.append({"regle": "retour", "si": {"x3": "non"}, "alors": "x0"})
    with pytest.raises(KnowledgeError) as refused:
        load(write(tmp_path, conclusions, rules))
    path = refused.value.message.removeprefix("les règles tournent en rond : ").split(" → ")
    assert path[0] == path[-1]
    assert set(path) == {"x0", "x1", "x2", "x3", "r1", "r2", "r3", "retour"}


def test_a_lattice_with_a_billion_paths_is_checked_at_once(tmp_path: Path) -> None:
    """Thirty storeys of two atoms, each read by both of the next: 2^30 ways down."""
    conclusions, rules = [], []
    for storey in range(30):
        for side in "ab":
            conclusions.append({"conclusion": f"{side}{storey}"})
            below = {f"{s}{storey - 1}": "oui" for s in "ab"} if storey else {"f": "oui"}
            rules.append({"regle": f"r-{side}{storey}", "si": below, "alors": f"{side}{storey}"})
    begun = time.perf_counter()
    assert len(load(write(tmp_path, conclusions, rules)).rules) == 60
    assert time.perf_counter() - begun < 2


def test_a_count_is_seen_through_any_number_of_conclusions(tmp_path: Path) -> None:
    """A passage rule reads `y2`, which rests on `y0`, which counts passages."""
    incident = {"portee": "incident"}
    conclusions = [{"conclusion": f"y{n}", **incident} for n in range(3)]
    rules: list[dict[str, Any]] = [
        {"regle": "compte", "si": {"il_existe": {"f": "oui"}}, "alors": "y0"},
        {"regle": "suite", "si": {"y0": "non"}, "alors": "y1"},
        {"regle": "fin", "si": {"un_de": [{"i": "oui"}, {"y1": "oui"}]}, "alors": "y2"},
        {"regle": "dedans", "si": {"y2": "oui"}, "alors": "x"},
    ]
    with pytest.raises(KnowledgeError, match=r"« dedans » lit « y2 », qui compte les passages"):
        load(write(tmp_path, [*conclusions, {"conclusion": "x"}], rules))
    rules[-1]["alors"] = "z"
    load(write(tmp_path, [*conclusions, {"conclusion": "z", **incident}], rules))


def test_a_default_value_depends_on_the_other_values_of_its_slot(tmp_path: Path) -> None:
    """`s=autre` holds when `s=un` does not: reading the first to conclude the second is a cycle."""
    slot = {"conclusion": "s", "valeurs": {"un": "un", "autre": "autre"}, "sinon": "autre"}
    rules = [{"regle": "r", "si": {"s": "autre"}, "alors": "s=un"}]
    with pytest.raises(KnowledgeError, match=r"tournent en rond"):
        load(write(tmp_path, [slot], rules))
