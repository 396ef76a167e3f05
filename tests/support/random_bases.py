"""Small random bases for brute-force oracles: guards, derogations, zones, slots, counts."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

from knowledge import KnowledgeBase, load_base

_TEXT = {"libelle": "x", "definition": "x", "bloc": "b", "question": "x ?", "raison": "x"}

_GROUPS = [
    {"question": "qi", "titre": "x", "raison": "x", "lignes": {"i1": "x", "i0": "x"}},
    {"question": "qp", "titre": "x", "raison": "x", "lignes": {"p1": "x", "p0": "x", "c0": "x"}},
]


def random_base(seed: int, folder: Path, *, grouped: bool = False) -> KnowledgeBase:
    """Write a random base of about ten rules under `folder` and load it.

    `grouped`: its facts are lines of two questions, and `p1` is a detail of its guard.
    """
    chance = random.Random(seed)
    facts = [{"fait": f"i{n}", "portee": "incident", "type": "oui-non", **_TEXT} for n in range(2)]
    facts += [
        {
            "fait": "c0",
            "portee": "passage",
            "type": "choix",
            "valeurs": {"u": "u", "v": "v", "w": "w"},
            **_TEXT,
        },
        {"fait": "p0", "portee": "passage", "type": "oui-non", **_TEXT},
        {
            "fait": "p1",
            "portee": "passage",
            "type": "oui-non",
            "pose_si": chance.choice([{"c0": ["u", "v"]}, {"i0": "oui"}, {"p0": "non"}]),
            **_TEXT,
        },
    ]
    if grouped:
        facts[-1]["detail"] = "oui"
    rules: list[dict[str, Any]] = []
    for n in range(8):
        rules.append(_passage_rule(chance, n))
    for n in range(3):
        rules.append(
            {
                "regle": f"i-r{n}",
                "enonce": "x",
                "sources": ["t"],
                "alors": f"y{n}",
                "si": _incident_condition(chance, n),
            }
        )
    document = {
        "base": "test",
        "version": "1",
        "etat_du_droit": "2026-11-21",
        "titre": "x",
        "profils": [{"profil": "rh", "libelle": "RH"}],
        "blocs": [{"bloc": "b", "titre": "B", "phase": "publication"}],
        "faits": facts,
        "textes": [
            {"texte": "t", "reference": "T", "dit": "x", "niveau": "verifie"},
            {"texte": "m", "reference": "M", "dit": "x", "niveau": "de-memoire"},
        ],
        "notion": "n",
        "zones": [
            {
                "zone": "Z",
                "question": "?",
                "prudente": "b",
                "pieces": ["p"],
                "lectures": [{"lecture": "a", "enonce": "a"}, {"lecture": "b", "enonce": "b"}],
            }
        ],
        "conclusions": [
            *(
                {
                    "conclusion": f"x{n}",
                    "libelle": "x",
                    "portee": "passage",
                    "plan": "penal",
                    "but": ["rh"],
                }
                for n in range(4)
            ),
            {
                "conclusion": "s",
                "libelle": "s",
                "portee": "passage",
                "plan": "penal",
                "valeurs": {"k": "k", "l": "l", "autre": "autre"},
                "sinon": "autre",
                "but": ["rh"],
            },
            *(
                {
                    "conclusion": f"y{n}",
                    "libelle": "y",
                    "portee": "incident",
                    "plan": "penal",
                    "but": ["rh"],
                }
                for n in range(3)
            ),
        ],
        "regles": rules,
        "questions": _GROUPS if grouped else [],
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "base.yaml").write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
    return load_base(folder, use_cache=False)


def _passage_rule(chance: random.Random, number: int) -> dict[str, Any]:
    """A rule that reads only atoms of lower number, so that no cycle can appear."""
    level = number // 2
    atom = chance.choice([f"x{level}", "s=k" if number % 2 else "s=l"]) if level else f"x{level}"
    rule: dict[str, Any] = {
        "regle": f"r{number}",
        "enonce": "x",
        "sources": [chance.choice(["t", "t", "t", "m"])],
        "si": _condition(chance, level),
        "alors": atom,
    }
    if atom.startswith("x") and chance.random() < 0.3:
        rule["conteste"] = "Z"
        if chance.random() < 0.5:
            rule["alors"] = {"b": atom}
    earlier = [f"r{n}" for n in range(number - 1) if n // 2 < level or n == number - 1]
    if earlier and chance.random() < 0.35 and level:
        target = chance.choice(earlier)
        rule["si"] = _facts_only(chance)
        rule["ecarte"] = target
    return rule


def _facts_only(chance: random.Random) -> dict[str, Any]:
    tests: dict[str, Any] = {
        "i0": "oui",
        "i1": "non",
        "c0": chance.choice(["u", ["u", "w"]]),
        "p0": "oui",
        "p1": "non",
    }
    keys = chance.sample(sorted(tests), chance.randint(1, 2))
    return {key: tests[key] for key in keys}


def _condition(chance: random.Random, level: int) -> dict[str, Any]:
    condition = _facts_only(chance)
    if level and chance.random() < 0.6:
        condition[f"x{chance.randrange(level)}"] = chance.choice(["oui", "non"])
    if chance.random() < 0.3:
        return {"un_de": [condition, _facts_only(chance)]}
    if chance.random() < 0.2:
        return {"pas": condition}
    return condition


def _incident_condition(chance: random.Random, number: int) -> dict[str, Any]:
    inner: dict[str, Any] = {f"x{chance.randrange(4)}": chance.choice(["oui", "non"])}
    if chance.random() < 0.4:
        inner["p0"] = "oui"
    counted = chance.choice(
        [
            {"il_existe": inner},
            {"pour_tous": inner},
            {"au_moins": {"n": 2, "tel_que": inner}},
        ]
    )
    if chance.random() < 0.5:
        counted = {**counted, chance.choice(["i0", "i1"]): chance.choice(["oui", "non"])}
    if number and chance.random() < 0.5:
        counted = {**counted, f"y{number - 1}": chance.choice(["oui", "non"])}
    return counted
