"""What a line may say: its own keys, and the facts a rule reads. Nothing else has a place there.

A file of incidents replays and studies; it never watches staff. So it holds no title, no words of
the message, no address, no note, and no answer that no rule reads.
"""

from __future__ import annotations

import re
from typing import Literal

from expert.incident_files.disputes import DISPUTES
from expert.incident_files.levels import INCIDENT, PUBLICATION
from expert.incident_files.values import UNKNOWN
from expert.plain_text import one_line
from knowledge.base_model import KnowledgeBase
from knowledge.errors import nearest

LineLevel = Literal["line", "incident", "publication", "single", "passage"]
"""Where facts stand: « line » for a line without `publications`, which holds facts of any scope."""

SCOPES: dict[LineLevel, tuple[str, ...]] = {
    "line": ("incident", "publication", "passage"),
    "incident": ("incident",),
    "publication": ("publication",),
    "single": ("publication", "passage"),
    "passage": ("passage",),
}
OWN_KEYS: dict[LineLevel, tuple[str, ...]] = {
    "line": ("id", "examen", "autres_publications", "publications"),
    "incident": ("id", "examen", "autres_publications", "publications"),
    "publication": ("passages",),
    "single": (),
    "passage": (),
}
COLUMNS = ("id", "examen", "autres_publications")
"""The columns of a table that are not facts."""

_NAMING = {*INCIDENT.keys, *PUBLICATION.keys, "titre", "nom", "prenom", "agent", "matricule"}
_ID = re.compile(r"(?=.*[0-9])[A-Za-z0-9_-]{1,40}")


def refused_key(key: str, level: LineLevel, base: KnowledgeBase) -> str | None:
    """Return why a key has no place at a level, or None when it is a fact of that level."""
    shown = f"« {one_line(key)[:60]} »"
    fact = base.facts.get(key)
    if fact is None:
        if key == DISPUTES:
            return (
                f"{shown} : un lot ne porte pas de fait discuté ; écrire « {UNKNOWN} » pour ce "
                "fait, ou qualifier cet incident seul (sans --lot)"
            )
        if key in _NAMING and key not in OWN_KEYS["line"]:
            return f"{shown} : un lot ne porte ni nom, ni titre, ni texte libre ; à retirer"
        known = [f.id for f in base.facts.values() if f.scope in SCOPES[level]]
        hint = nearest(key, [*OWN_KEYS[level], *known]) or nearest(key, list(base.facts))
        return f"clé inconnue : {shown}{hint}"
    if fact.descriptive:
        return f"{shown} : aucune règle ne lit cette réponse ; un lot ne la porte pas, à retirer"
    if fact.scope not in SCOPES[level]:
        return f"{shown} {_WHERE[fact.scope]}"
    return None


_WHERE = {
    "incident": "se dit de l'incident : à écrire au premier niveau de la ligne",
    "publication": "se dit d'une publication : à écrire dans un élément de « publications »",
    "passage": "se dit d'un passage : à écrire dans un élément de « passages », ou dans la "
    "publication quand elle n'en a pas",
}


def refused_id(name: str) -> str | None:
    """Return why a line cannot be called so: an opaque id has a digit, which no name has."""
    if _ID.fullmatch(name):
        return None
    return (
        "« id » : un repère opaque est attendu (lettres sans accent, tirets, et au moins un "
        f"chiffre ; jamais un nom), lu « {one_line(name)[:40]} »"
    )
