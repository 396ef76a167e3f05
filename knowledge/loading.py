"""From YAML files to a `KnowledgeBase`: declarations first, then the conditions that name them.

Every refusal is gathered before the base is refused, each with file, line, column and the
nearest valid name, so that a lawyer mends a file in one pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from knowledge.base_model import AtomId, KnowledgeBase, LawRule, Notion
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
from knowledge.messages import french_errors
from knowledge.models.common import Declaration
from knowledge.models.facts import Block, Fact
from knowledge.models.procedure import Deadline, Scale
from knowledge.models.rules import Conclusion, Rule, Zone
from knowledge.models.sources import Decision, Provision
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

    def load(self) -> KnowledgeBase:
        header = self._header()
        self.facts = self._declared("faits", Fact, lambda d: d.id)
        self.conclusions = self._declared("conclusions", Conclusion, lambda d: d.id)
        self.zones = self._declared("zones", Zone, lambda d: d.id)
        self.sources = {
            **self._declared("textes", Provision, lambda d: d.id),
            **self._declared("decisions", Decision, lambda d: d.id),
        }
        self.raw_rules = self._declared("regles", Rule, lambda d: d.id)
        scales = self._declared("echelles", Scale, lambda d: d.id)
        deadlines = self._declared("delais", Deadline, lambda d: d.id)
        self._stop_on_errors()
        guards = self._guards()
        rules = self._rules()
        timed = {d.id: (d, self._condition(d, d.condition, d.scope, "si")) for d in
                 deadlines.values()}
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
        return {"version": version, "law_as_of": as_of, "title": title, "profiles": profiles,
                "blocks": blocks}

    def _declared(
        self, key: str, model: type[_D], identify: Callable[[_D], str]
    ) -> dict[str, _D]:
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
                    self.errors.append(KnowledgeError(
                        document.place((key, index)), f"« {name} » est déclaré deux fois "
                        f"(déjà en {found[name].place})"))
                found[name] = entry
        return found

    def _entry(
        self, document: BaseDocument, path: KeyPath, raw: Any, model: type[_D]
    ) -> _D | None:
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

    @property
    def _places(self) -> dict[int, tuple[BaseDocument, KeyPath]]:
        return self.__dict__.setdefault("_place_index", {})

    def _condition(
        self, entry: Declaration, raw: Any, scope: str, key: str
    ) -> Condition | None:
        document, path = self._places[id(entry)]
        reader = Reader(self.facts, self.conclusions,
                        lambda inner: document.place((*path, *inner)), scope)
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
        concluded = {rule.id: self._conclusions_of(rule) for rule in self.raw_rules.values()}
        rules: dict[str, LawRule] = {}
        for rule in self.raw_rules.values():
            defeats = self._defeats_of(rule, concluded)
            scope = self._scope_of(rule, concluded, defeats)
            condition = self._condition(rule, rule.condition, scope, "si")
            if condition is not None:
                rules[rule.id] = LawRule(
                    rule, notion_of[rule.id], scope, condition, concluded[rule.id], defeats
                )
        return rules

    def _conclusions_of(self, rule: Rule) -> tuple[tuple[AtomId, str | None], ...]:
        zone = self.zones.get(rule.zone) if rule.zone else None
        if rule.zone and zone is None:
            self._refuse(rule, "conteste",
                         f"zone inconnue : « {rule.zone} »{nearest(rule.zone, self.zones)}")
            return ()
        if rule.conclusion is None:
            return ()
        if isinstance(rule.conclusion, str):
            reading = zone.readings[0].id if zone else None
            return ((rule.conclusion, reading),) if self._is_atom(rule, rule.conclusion) else ()
        assert zone is not None
        known = [reading.id for reading in zone.readings]
        pairs = []
        for reading, atom in rule.conclusion.items():
            if reading not in known:
                self._refuse(rule, "alors", f"lecture inconnue de {zone.id} : « {reading} »"
                                            f"{nearest(reading, known)}")
            elif atom is not None and self._is_atom(rule, atom):
                pairs.append((atom, reading))
        return tuple(pairs)

    def _is_atom(self, rule: Rule, atom: str) -> bool:
        name, _, value = atom.partition("=")
        conclusion = self.conclusions.get(name)
        if conclusion is None:
            self._refuse(rule, "alors", f"conclusion inconnue : « {name} »"
                                        f"{nearest(name, self.conclusions)}")
        elif conclusion.values and value not in conclusion.values:
            self._refuse(rule, "alors", f"valeur inconnue de « {name} » : « {value} »"
                                        f"{nearest(value, conclusion.values)}")
        elif not conclusion.values and value:
            self._refuse(rule, "alors", f"« {name} » n'a pas de valeurs : écrire « {name} »")
        else:
            return True
        return False

    def _defeats_of(
        self, rule: Rule, concluded: Mapping[str, tuple[tuple[AtomId, str | None], ...]]
    ) -> tuple[str, ...]:
        defeated: dict[str, None] = {}
        for target in rule.defeats:
            found = self._defeated(target, concluded)
            if not found:
                shown = target if isinstance(target, str) else f"famille {target.get('famille')}"
                known = [*self.raw_rules, *self.conclusions]
                self._refuse(rule, "ecarte", f"rien à écarter sous « {shown} »"
                                             f"{nearest(str(shown), known)}")
            defeated.update(dict.fromkeys(f for f in found if f != rule.id))
        return tuple(defeated)

    def _defeated(
        self,
        target: str | dict[str, str],
        concluded: Mapping[str, tuple[tuple[AtomId, str | None], ...]],
    ) -> list[str]:
        """Return the rules meant by a target: a rule, a conclusion, a value of a slot, a family."""
        if isinstance(target, str) and target in self.raw_rules:
            return [target]

        def meant(atom: AtomId) -> bool:
            name = atom.partition("=")[0]
            if isinstance(target, str):
                return target in (atom, name)
            declared = self.conclusions.get(name)
            return declared is not None and target.get("famille") in declared.family

        return [r for r, atoms in concluded.items() if any(meant(atom) for atom, _ in atoms)]

    def _scope_of(
        self,
        rule: Rule,
        concluded: Mapping[str, tuple[tuple[AtomId, str | None], ...]],
        defeats: tuple[str, ...],
    ) -> str:
        atoms = [atom for atom, _ in concluded[rule.id]] or [
            atom for target in defeats for atom, _ in concluded[target]
        ]
        scopes = {self.conclusions[atom.partition("=")[0]].scope for atom in atoms}
        if len(scopes) > 1:
            self._refuse(rule, "alors", "une règle conclut dans une seule portée")
        return scopes.pop() if scopes else "passage"

    def _notions(self) -> dict[str, Notion]:
        found: dict[str, Notion] = {}
        for document in self.documents:
            if "notion" not in document.value:
                continue
            name = str(document.value["notion"])
            before = found.get(name)
            rules = tuple(str(r["regle"]) for r in document.value.get("regles") or ())
            concluded = tuple(
                str(c["conclusion"]) for c in document.value.get("conclusions") or ()
            )
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
