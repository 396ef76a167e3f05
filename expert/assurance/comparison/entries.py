"""What changed in a base as data: rules, facts, texts, amounts, delays, and the rest.

Two declarations are compared key by key, under the words a lawyer writes; what moves a result
(a condition, an amount, a delay, a value) is told before and after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from expert.assurance.comparison.amounts import told_changes
from expert.explanation.citations import citation
from knowledge.base_model import KnowledgeBase
from knowledge.models.common import Declaration
from knowledge.models.rules import Rule
from knowledge.models.sources import Decision, Provision
from knowledge.uses import declarations

Move = Literal["added", "removed", "changed"]

_WORDS = {
    "si": "condition",
    "alors": "conclusion",
    "ecarte": "ce qu'elle écarte",
    "conteste": "point discuté",
    "enonce": "énoncé",
    "depuis": "entrée en vigueur",
    "jusqu_a": "fin de vigueur",
    "libelle": "libellé",
    "definition": "définition",
    "pose_si": "condition de la question",
    "dit": "contenu",
    "niveau": "niveau de preuve",
    "reperes": "repères",
    "peine": "peine",
    "duree": "durée",
    "depart": "départ",
    "protege": "réponse protégée",
    "mise_en_garde": "mise en garde",
    "adresse": "adresse",
    "presomption": "présomption",
    "lectures": "lectures",
    "fiche": "fiche",
    "appui_faible": "appui faible",
    "etapes": "étapes",
    "exemples": "exemples",
    "pieces": "pièces",
    "numero": "numéro",
    "appuie": "ce qu'elle appuie",
    "citable": "peut être citée ou non",
}
"""The keys of the base in plain French, where the key alone would not be."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One declaration added, removed or changed.

    `kind` is a heading (« Règles »), `label` the sentence a reader knows it by, `keys` what
    changed in it, and `details` the changes told before and after.
    """

    kind: str
    id: str
    move: Move
    label: str
    keys: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


def entry_changes(old: KnowledgeBase, new: KnowledgeBase) -> list[EntryChange]:
    """Return every declaration that differs, by heading, in the order of the new base."""
    before, after = dict(_entries(old)), dict(_entries(new))
    found = []
    for (kind, name), entry in after.items():
        earlier = before.get((kind, name))
        if earlier is None:
            found.append(EntryChange(kind, name, "added", _label(new, entry)))
        elif keys := tuple(_changed_keys(earlier, entry)):
            details = tuple(told_changes(old, new, earlier, entry))
            found.append(EntryChange(kind, name, "changed", _label(new, entry), keys, details))
    found += [
        EntryChange(kind, name, "removed", _label(old, entry))
        for (kind, name), entry in before.items()
        if (kind, name) not in after
    ]
    order = {
        kind: number for number, kind in enumerate(dict.fromkeys(k for k, _ in [*after, *before]))
    }
    return sorted(found, key=lambda change: order[change.kind])


def rules_touched(old: KnowledgeBase, new: KnowledgeBase) -> frozenset[str]:
    """Return the ids of the rules added, removed, or that no longer say or rest on the same."""
    touched = set(old.rules.keys() ^ new.rules.keys())
    for name in old.rules.keys() & new.rules.keys():
        before, after = old.rules[name], new.rules[name]
        weakened = old.rule_is_weak(before) != new.rule_is_weak(after)
        if weakened or _told(before.rule) != _told(after.rule) or (before.defeats != after.defeats):
            touched.add(name)
    return frozenset(touched)


def _told(rule: Rule) -> dict[str, object]:
    return rule.model_dump(exclude={"place", "dossier"})


def _entries(base: KnowledgeBase) -> Iterator[tuple[tuple[str, str], Declaration]]:
    for kind, name, entry in declarations(base):
        yield ("Conclusions" if kind == "Peines" else kind, name), entry
    for name, source in base.sources.items():
        yield ("Textes" if isinstance(source, Provision) else "Décisions", name), source


def _changed_keys(before: Declaration, after: Declaration) -> Iterator[str]:
    """Yield, in plain words, each key whose value changed (its place in the file aside)."""
    for field, declared in type(after).model_fields.items():
        if field in ("place", "dossier"):
            continue
        if _bare(getattr(before, field)) != _bare(getattr(after, field)):
            key = declared.alias or field
            yield _WORDS.get(key, key.replace("_", " "))


def _bare(value: object) -> object:
    """Return a value without the places of what it holds."""
    if isinstance(value, BaseModel):
        return {k: _bare(v) for k, v in value if k not in ("place", "dossier")}
    if isinstance(value, Mapping):
        return {k: _bare(v) for k, v in value.items()}
    return [_bare(v) for v in value] if isinstance(value, tuple) else value


def _label(base: KnowledgeBase, entry: Declaration) -> str:
    """Return the sentence a reader knows a declaration by."""
    if isinstance(entry, Provision):
        return entry.reference
    if isinstance(entry, Decision):
        return citation(base, entry.id).reference
    for field in ("statement", "label", "question", "title", "gesture", "told", "grief"):
        said = getattr(entry, field, None)
        if isinstance(said, str):
            return said
    return str(getattr(entry, "id", ""))
