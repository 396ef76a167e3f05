"""From YAML files to a `KnowledgeBase`: declarations first, then the conditions that name them.

Every refusal is gathered before the base is refused, each with file, line, column and the
nearest valid name, so that a lawyer mends a file in one pass.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from knowledge.base_model import KnowledgeBase, LawRule, Notion
from knowledge.checks import check_base
from knowledge.conditions import Condition, Reader
from knowledge.errors import BrokenBaseError, KnowledgeError, Place, nearest
from knowledge.files import (
    BaseDocument,
    cached_documents,
    digest_of,
    keep_documents,
    list_files,
    parse_files,
)
from knowledge.linking import Linker
from knowledge.messages import french_errors
from knowledge.models.common import Declaration
from knowledge.models.facts import Block, Fact
from knowledge.models.procedure import Deadline, Scale
from knowledge.models.rules import Conclusion, Rule, Zone
from knowledge.models.sources import Decision, Provision, Source
from knowledge.reading import KeyPath

_D = TypeVar("_D", bound=Declaration)
_TOP_KEYS = {
    "faits", "notion", "titre", "conclusions", "zones", "regles", "textes", "decisions",
    "echelles", "delais", "base", "version", "etat_du_droit", "blocs", "profils",
}  # fmt: skip


def load_base(root: Path | None = None, *, use_cache: bool = True) -> KnowledgeBase:
    """Load and check the base under `root` (the shipped one by default).

    Raises `BrokenBaseError` naming every refusal, in the order of the files.
    """
    files = list_files(root)
    digest = digest_of(files)
    documents = cached_documents(digest) if use_cache else None
    fresh = documents is None
    if documents is None:
        documents = parse_files(files)
    base = _Loader(documents, digest).load()
    if fresh:
        check_base(base)
        if use_cache:
            keep_documents(digest, documents)
    return base


@dataclass
class _Loader:
    """One reading of the base. `errors` gathers refusals; a stage stops when it added some."""

    documents: list[BaseDocument]
    digest: str
    errors: list[KnowledgeError] = field(default_factory=list)
    _places: dict[int, tuple[BaseDocument, KeyPath]] = field(default_factory=dict)

    def load(self) -> KnowledgeBase:
        header = self._header()
        self.facts = self._declared("faits", Fact, lambda d: d.id)
        self.conclusions = self._declared("conclusions", Conclusion, lambda d: d.id)
        self.zones = self._declared("zones", Zone, lambda d: d.id)
        self.sources = {
            **dict[str, Source](self._declared("textes", Provision, lambda d: d.id)),
            **dict[str, Source](self._declared("decisions", Decision, lambda d: d.id)),
        }
        self.raw_rules = self._declared("regles", Rule, lambda d: d.id)
        scales = self._declared("echelles", Scale, lambda d: d.id)
        deadlines = self._declared("delais", Deadline, lambda d: d.id)
        self._stop_on_errors()
        guards = self._guards()
        rules = self._rules()
        timed = {
            name: (deadline, self._condition(deadline, deadline.condition, deadline.scope, "si"))
            for name, deadline in deadlines.items()
        }
        self._stop_on_errors()
        return KnowledgeBase(
            **header,
            digest=self.digest,
            facts=self.facts,
            guards=guards,
            conclusions=self.conclusions,
            zones=self.zones,
            rules=rules,
            notions=self._notions(),
            sources=self.sources,
            scales=scales,
            deadlines={k: (d, c) for k, (d, c) in timed.items() if c is not None},
        )

    def _header(self) -> dict[str, Any]:
        for document in self.documents:
            for key in document.value:
                if key not in _TOP_KEYS:
                    message = f"rubrique inconnue : « {key} »{nearest(key, _TOP_KEYS)}"
                    self.errors.append(KnowledgeError(document.place((key,)), message))
        heads = [d for d in self.documents if "base" in d.value]
        if len(heads) != 1:
            raise KnowledgeError(Place("base.yaml"), "un fichier et un seul déclare « base: »")
        head = heads[0].value
        try:
            as_of = date.fromisoformat(str(head["etat_du_droit"]))
            version, title = str(head["version"]), str(head["titre"])
            profiles = {p["profil"]: p["libelle"] for p in head["profils"]}
        except (KeyError, TypeError, ValueError):
            raise KnowledgeError(
                heads[0].place(()), "version, etat_du_droit (AAAA-MM-JJ), titre et profils attendus"
            ) from None
        blocks = self._declared("blocs", Block, lambda d: d.id)
        return {
            "version": version,
            "law_as_of": as_of,
            "title": title,
            "profiles": profiles,
            "blocks": blocks,
        }

    def _declared(self, key: str, model: type[_D], identify: Callable[[_D], str]) -> dict[str, _D]:
        """Validate every entry listed under `key` in all files, refusing duplicate ids."""
        found: dict[str, _D] = {}
        for document in self.documents:
            entries = document.value.get(key) or []
            if not isinstance(entries, list):
                self.errors.append(KnowledgeError(document.place((key,)), "une liste est attendue"))
                continue
            for index, raw in enumerate(entries):
                entry = self._entry(document, (key, index), raw, model)
                if entry is None:
                    continue
                name = identify(entry)
                if name in found:
                    self.errors.append(
                        KnowledgeError(
                            document.place((key, index)),
                            f"« {name} » est déclaré deux fois (déjà en {found[name].place})",
                        )
                    )
                found[name] = entry
        return found

    def _entry(self, document: BaseDocument, path: KeyPath, raw: Any, model: type[_D]) -> _D | None:
        if not isinstance(raw, dict):
            self.errors.append(KnowledgeError(document.place(path), "un objet est attendu"))
            return None
        try:
            entry = model.model_validate({**raw, "place": document.place(path)})
        except ValidationError as error:
            self.errors.extend(
                KnowledgeError(document.place((*path, *where)), message)
                for where, message in french_errors(error, model)
            )
            return None
        self._places[id(entry)] = (document, path)
        return entry

    def _condition(self, entry: Declaration, raw: Any, scope: str, key: str) -> Condition | None:
        document, path = self._places[id(entry)]
        reader = Reader(
            self.facts, self.conclusions, lambda inner: document.place((*path, *inner)), scope
        )
        try:
            return reader.read(raw, (key,))
        except KnowledgeError as error:
            self.errors.append(error)
            return None

    def _guards(self) -> dict[str, Condition]:
        found = {}
        for fact in self.facts.values():
            if fact.guard is not None:
                condition = self._condition(fact, fact.guard, fact.scope, "pose_si")
                if condition is not None:
                    found[fact.id] = condition
        return found

    def _rules(self) -> dict[str, LawRule]:
        notion_of = {
            str(raw["regle"]): str(document.value.get("notion", document.name))
            for document in self.documents
            for raw in document.value.get("regles") or ()
        }
        linker = Linker(self.raw_rules, self.conclusions, self.zones, self._refuse)
        concluded = {rule.id: linker.conclusions_of(rule) for rule in self.raw_rules.values()}
        rules: dict[str, LawRule] = {}
        for rule in self.raw_rules.values():
            defeats = linker.defeats_of(rule, concluded)
            scope = linker.scope_of(rule, concluded, defeats)
            condition = self._condition(rule, rule.condition, scope, "si")
            if condition is not None:
                rules[rule.id] = LawRule(
                    rule, notion_of[rule.id], scope, condition, concluded[rule.id], defeats
                )
        return rules

    def _notions(self) -> dict[str, Notion]:
        found: dict[str, Notion] = {}
        for document in self.documents:
            if "notion" not in document.value:
                continue
            name = str(document.value["notion"])
            before = found.get(name)
            rules = tuple(str(r["regle"]) for r in document.value.get("regles") or ())
            concluded = tuple(str(c["conclusion"]) for c in document.value.get("conclusions") or ())
            found[name] = Notion(
                name,
                before.title if before else str(document.value.get("titre", name)),
                (before.rules if before else ()) + rules,
                (before.conclusions if before else ()) + concluded,
            )
        return found

    def _refuse(self, entry: Declaration, key: str, message: str) -> None:
        document, path = self._places[id(entry)]
        self.errors.append(KnowledgeError(document.place((*path, key)), message))

    def _stop_on_errors(self) -> None:
        if self.errors:
            raise BrokenBaseError(self.errors)
