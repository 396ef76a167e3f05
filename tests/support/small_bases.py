"""Small bases written by hand in tests: only what a test is about has to be said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from knowledge import KnowledgeBase, load_base

FACT = {"libelle": "x", "definition": "x", "bloc": "b", "question": "x ?", "raison": "x"}
HEADER: dict[str, Any] = {
    "base": "essai",
    "version": "1",
    "etat_du_droit": "2026-11-21",
    "titre": "Essai",
    "profils": [{"profil": "juriste", "libelle": "Juriste"}],
    "blocs": [{"bloc": "b", "titre": "B", "phase": "publication"}],
    "notion": "essai",
    "textes": [
        {"texte": "verifie", "reference": "Texte vérifié", "dit": "x", "niveau": "verifie"},
        {"texte": "memoire", "reference": "Texte de mémoire", "dit": "x", "niveau": "de-memoire"},
    ],
}


def yes_no(*names: str, scope: str = "passage") -> list[dict[str, Any]]:
    """Return yes/no facts of a scope."""
    return [{"fait": name, "portee": scope, "type": "oui-non", **FACT} for name in names]


def atom(name: str, scope: str = "passage", **more: Any) -> dict[str, Any]:
    """Return an atom that is a goal of the profile."""
    return {
        "conclusion": name,
        "libelle": name,
        "portee": scope,
        "plan": "penal",
        "but": ["juriste"],
        **more,
    }


def rule(name: str, condition: Any, conclusion: Any, **more: Any) -> dict[str, Any]:
    """Return a rule supported by a verified text unless told otherwise."""
    return {
        "regle": name,
        "enonce": f"Règle {name}.",
        "si": condition,
        "alors": conclusion,
        "sources": ["verifie"],
        **more,
    }


def write_base(folder: Path, **parts: Any) -> KnowledgeBase:
    """Write a base made of `parts` over the common header, and load it."""
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump({**HEADER, **parts}, allow_unicode=True, sort_keys=False)
    (folder / "base.yaml").write_text(text, "utf-8")
    return load_base(folder, use_cache=False)
