"""From YAML files to a `KnowledgeBase`: declarations first, then the conditions that name them.

Every refusal is gathered before the base is refused, each with file, line, column and the
nearest valid name, so that a lawyer mends a file in one pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from knowledge.base_model import AttackInForce, KnowledgeBase, LawRule, Notion
from knowledge.checks import check_base
from knowledge.condition_reading import Reader
from knowledge.conditions import Condition
from knowledge.errors import BrokenBaseError, KnowledgeError, Place, nearest
from knowledge.files import (
    BaseDocument,
    cached_documents,
    digest_of,
    keep_documents,
    list_files,
    parse_files,
)
from knowledge.linking import Linker, with_shared_goals
from knowledge.messages import french_errors
from knowledge.models.changes import Change
from knowledge.models.common import Declaration
from knowledge.models.documents import DocumentText
from knowledge.models.facts import Block, Fact
from knowledge.models.first_hour import UrgentQuestion
from knowledge.models.flagged_words import FlaggedWords
from knowledge.models.header import Header, Profile
from knowledge.models.monotonies import Monotony
from knowledge.models.pieces import Collector, Piece
from knowledge.models.precedents import AbstractFactor, Factor, JudgedQuestion
from knowledge.models.prevention import Card, Clause, DraftingChoice
from knowledge.models.procedure import Deadline
from knowledge.models.questions import QuestionGroup
from knowledge.models.readers import Attack, Gesture, Grief, ReportPart
from knowledge.models.remedies import Remedy
from knowledge.models.rules import Conclusion, Rule, Zone
from knowledge.models.sanctions import Likeness, Outsider, Procedure, Scale, StatusFamily
from knowledge.models.situations import Situations
from knowledge.models.sources import Decision, Provision, Source
from knowledge.reading import KeyPath

_D = TypeVar("_D", bound=Declaration)
_TOP_KEYS = {
    "faits", "notion", "titre", "conclusions", "zones", "regles", "textes", "decisions",
    "echelles", "procedures", "hors_pouvoir", "familles_de_statuts", "rapprochements", "delais",
    "questions", "voies", "fiches", "choix", "clauses", "changements", "recueilleurs", "pieces",
    "base", "version", "etat_du_droit", "sources_depuis", "loi_plus_douce", "mention", "blocs",
    "profils", "gestes", "attaques", "griefs", "rapport", "urgence", "questions_jugees", "idees",
    "facteurs", "monotonies", "situations", "mots_a_relire", "documents",
}  # fmt: skip


def load_base(root: Path | None = None, *, use_cache: bool = True) -> KnowledgeBase:
    """Load and check the base under `root` (the shipped one by default).

    Raises `KnowledgeError` at a file that cannot be read, or `BrokenBaseError` naming every
    refusal, in the order of the files.
    """
    files = list_files(root)
    digest = digest_of(files)
    kept = cached_documents(digest) if use_cache else None
    if kept is not None:
        with suppress(KnowledgeError):  # a stricter version refuses it: the files will say where
            return _checked(kept, digest)
    documents = parse_files(files)
    base = _checked(documents, digest)
    if use_cache:
        keep_documents(digest, documents)
    return base


def _checked(documents: list[BaseDocument], digest: str) -> KnowledgeBase:
    base = _Loader(documents, digest).load()
    check_base(base)
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
        profiles = self._declared("profils", Profile, lambda d: d.id)
        for profile in profiles.values():
            if profile.goals_of is not None and profile.goals_of not in profiles:
                known = nearest(profile.goals_of, profiles)
                self._refuse(profile, "buts_de", f"profil inconnu : « {profile.goals_of} »{known}")
        blocks = self._declared("blocs", Block, lambda d: d.id)
        self.facts = self._declared("faits", Fact, lambda d: d.id)
        declared = self._declared("conclusions", Conclusion, lambda d: d.id)
        self.conclusions = with_shared_goals(declared, profiles.values())
        for name, conclusion in self.conclusions.items():
            self._places[id(conclusion)] = self._places[id(declared[name])]
        self.zones = self._declared("zones", Zone, lambda d: d.id)
        texts = self._declared("textes", Provision, lambda d: d.id)
        decisions = self._declared("decisions", Decision, lambda d: d.id, taken=texts)
        self.sources: dict[str, Source] = {**texts, **decisions}
        self.raw_rules = self._declared("regles", Rule, lambda d: d.id)
        scales = self._declared("echelles", Scale, lambda d: d.id)
        procedures = self._declared("procedures", Procedure, lambda d: d.id)
        outsiders = self._declared("hors_pouvoir", Outsider, lambda d: d.id)
        families = self._declared("familles_de_statuts", StatusFamily, lambda d: d.id)
        likenesses = self._declared("rapprochements", Likeness, lambda d: d.id)
        deadlines = self._declared("delais", Deadline, lambda d: d.id)
        remedies = self._declared("voies", Remedy, lambda d: d.id)
        cards = self._declared("fiches", Card, lambda d: d.id)
        choices = self._declared("choix", DraftingChoice, lambda d: d.id)
        clauses = self._declared("clauses", Clause, lambda d: d.id)
        documents = self._declared("documents", DocumentText, lambda d: d.id)
        groups = self._declared("questions", QuestionGroup, lambda d: d.id)
        changes = self._declared("changements", Change, lambda d: d.id)
        gestures = self._declared("gestes", Gesture, lambda d: d.id)
        urgent = self._declared("urgence", UrgentQuestion, lambda d: d.fact)
        attacks = self._declared("attaques", Attack, lambda d: d.id)
        griefs = self._declared("griefs", Grief, lambda d: d.conclusion)
        report = self._declared("rapport", ReportPart, lambda d: d.id)
        collectors = self._declared("recueilleurs", Collector, lambda d: d.id)
        pieces = self._declared("pieces", Piece, lambda d: d.id)
        judged = self._declared("questions_jugees", JudgedQuestion, lambda d: d.id)
        ideas = self._declared("idees", AbstractFactor, lambda d: d.id)
        factors = self._declared("facteurs", Factor, lambda d: d.id)
        monotonies = self._declared("monotonies", Monotony, lambda d: d.id)
        situations = self._declared("situations", Situations, lambda d: d.fact)
        flagged = self._declared("mots_a_relire", FlaggedWords, lambda d: d.id)
        self._stop_on_errors()
        assert header is not None
        if header.milder_law_text is not None and header.milder_law_text not in texts:
            known = nearest(header.milder_law_text, texts)
            message = f"texte inconnu : « {header.milder_law_text} »{known}"
            self._refuse(header, "loi_plus_douce", message)
        notions = self._notions()
        self._stop_on_errors()
        guards = self._guards()
        rules = self._rules()
        timed = {
            name: (deadline, self._condition(deadline, deadline.condition, deadline.scope, "si"))
            for name, deadline in deadlines.items()
        }
        open_when = {
            name: (
                remedy,
                None
                if remedy.condition is None
                else self._condition(remedy, remedy.condition, remedy.scope, "si"),
            )
            for name, remedy in remedies.items()
        }
        moved = {
            name: (change, self._condition(change, change.condition, "incident", "si"))
            for name, change in changes.items()
        }
        sought = {
            name: (piece, self._condition(piece, piece.condition, piece.scope, "si"))
            for name, piece in pieces.items()
        }
        penalties = self._penalty_conditions()
        aggravations = self._aggravation_conditions()
        told = {g.id: (g, self._optional(g, g.condition, "si")) for g in gestures.values()}
        asked = {q.id: (q, self._optional(q, q.condition, "si")) for q in judged.values()}
        present = {
            name: (factor, self._condition(factor, factor.condition, factor.scope, "si"))
            for name, factor in factors.items()
        }
        brought = {attack.id: self._attack(attack) for attack in attacks.values()}
        self._stop_on_errors()
        return KnowledgeBase(
            version=header.version,
            law_as_of=header.law_as_of,
            title=header.title,
            sourced_since=header.sourced_since,
            milder_law_text=header.milder_law_text,
            mention=header.mention or "",
            digest=self.digest,
            blocks=blocks,
            profiles={profile.id: profile.label for profile in profiles.values()},
            readers=profiles,
            penalty_conditions=penalties,
            aggravation_conditions=aggravations,
            remedies=open_when,
            cards=cards,
            drafting_choices=choices,
            clauses=clauses,
            documents=documents,
            changes={k: (d, c) for k, (d, c) in moved.items() if c is not None},
            facts=self.facts,
            groups=groups,
            guards=guards,
            conclusions=self.conclusions,
            zones=self.zones,
            rules=rules,
            notions=notions,
            sources=self.sources,
            scales=scales,
            procedures=procedures,
            outsiders=outsiders,
            status_families=families,
            likenesses=likenesses,
            deadlines={k: (d, c) for k, (d, c) in timed.items() if c is not None},
            gestures=told,
            urgent_questions=urgent,
            attacks=dict(sorted(brought.items(), key=lambda item: item[1].attack.rank)),
            griefs=griefs,
            report=report,
            collectors=collectors,
            pieces={k: (p, c) for k, (p, c) in sought.items() if c is not None},
            judged_questions=asked,
            ideas=ideas,
            factors={k: (f, c) for k, (f, c) in present.items() if c is not None},
            monotonies=monotonies,
            situations=situations,
            flagged_words=flagged,
        )

    def _header(self) -> Header | None:
        for document in self.documents:
            for key in document.value:
                if key not in _TOP_KEYS:
                    message = f"rubrique inconnue : « {key} »{nearest(key, _TOP_KEYS)}"
                    self.errors.append(KnowledgeError(document.place((key,)), message))
        heads = [document for document in self.documents if "base" in document.value]
        if len(heads) != 1:
            place = heads[1].place(("base",)) if heads else Place("base.yaml")
            message = "un fichier et un seul déclare « base: »"
            self.errors.append(KnowledgeError(place, message))
            return None
        for key in ("profils", "blocs"):
            if not any(document.value.get(key) for document in self.documents):
                message = f"clé manquante : « {key} »"
                self.errors.append(KnowledgeError(heads[0].place(("base",)), message))
        keys = ("base", "version", "etat_du_droit", "sources_depuis", "titre", "loi_plus_douce",
                "mention")  # fmt: skip
        raw = {key: heads[0].value[key] for key in keys if key in heads[0].value}
        return self._entry(heads[0], (), raw, Header)

    def _declared(
        self,
        key: str,
        model: type[_D],
        identify: Callable[[_D], str],
        taken: Mapping[str, Declaration] | None = None,
    ) -> dict[str, _D]:
        """Validate every entry listed under `key` in all files, refusing duplicate ids.

        `taken` are the ids of other entries that share their names with these.
        """
        found: dict[str, _D] = {}
        for document in self.documents:
            entries = document.value.get(key)
            if entries is None:
                continue
            if not isinstance(entries, list):
                self.errors.append(KnowledgeError(document.place((key,)), "une liste est attendue"))
                continue
            for index, raw in enumerate(entries):
                entry = self._entry(document, (key, index), raw, model)
                if entry is None:
                    continue
                name = identify(entry)
                earlier = found.get(name) or (taken or {}).get(name)
                if earlier is not None:
                    message = f"« {name} » est déclaré deux fois (déjà en {earlier.place})"
                    self.errors.append(KnowledgeError(document.place((key, index)), message))
                found[name] = entry
        return found

    def _entry(self, document: BaseDocument, path: KeyPath, raw: Any, model: type[_D]) -> _D | None:
        if not isinstance(raw, dict):
            self.errors.append(KnowledgeError(document.place(path), "un objet est attendu"))
            return None
        try:
            place = {"place": document.place(path)} if "place" not in raw else {}
            entry = model.model_validate({**raw, **place}, by_alias=True, by_name=False)
        except ValidationError as error:
            self.errors.extend(
                KnowledgeError(document.place((*path, *where)), message)
                for where, message in french_errors(error, model)
            )
            return None
        self._places[id(entry)] = (document, path)
        return entry

    def _condition(self, entry: Declaration, raw: Any, scope: str, *where: str) -> Condition | None:
        document, path = self._places[id(entry)]
        reader = Reader(
            self.facts, self.conclusions, lambda inner: document.place((*path, *inner)), scope
        )
        try:
            return reader.read(raw, where)
        except KnowledgeError as error:
            self.errors.append(error)
            return None

    def _optional(self, entry: Declaration, raw: Any, key: str) -> Condition | None:
        """Parse a condition of the incident that may be left out."""
        return None if raw is None else self._condition(entry, raw, "incident", key)

    def _attack(self, attack: Attack) -> AttackInForce:
        return AttackInForce(
            attack,
            self._optional(attack, attack.condition, "si"),
            self._optional(attack, attack.answered_when, "repond_si"),
        )

    def _penalty_conditions(self) -> dict[tuple[str, str], Condition]:
        """Parse when each penal text of a conclusion is the right one."""
        found = {}
        for conclusion in self.conclusions.values():
            for text, raw in conclusion.penalty_when.items():
                if text not in conclusion.penalty_texts:
                    known = nearest(text, conclusion.penalty_texts)
                    self._refuse(conclusion, "peine_si", f"« {text} » n'est pas dans peine{known}")
                condition = self._condition(conclusion, raw, conclusion.scope, "peine_si", text)
                if condition is not None:
                    found[conclusion.id, text] = condition
        return found

    def _aggravation_conditions(self) -> dict[tuple[str, str, str], Condition]:
        """Parse when each aggravated maximum of the texts of a conclusion is incurred."""
        found = {}
        for conclusion in self.conclusions.values():
            for text, conditions in conclusion.aggravated_when.items():
                if text not in conclusion.penalty_texts:
                    known = nearest(text, conclusion.penalty_texts)
                    message = f"« {text} » n'est pas dans peine{known}"
                    self._refuse(conclusion, "aggravation_si", message)
                source = self.sources.get(text)
                declared = source.aggravated if isinstance(source, Provision) else ()
                names = [penalty.id for penalty in declared]
                for name, raw in conditions.items():
                    if name not in names:
                        message = f"« {text} » n'a pas de peine « {name} »{nearest(name, names)}"
                        self._refuse(conclusion, "aggravation_si", message)
                    condition = self._condition(
                        conclusion, raw, conclusion.scope, "aggravation_si", text, name
                    )
                    if condition is not None:
                        found[conclusion.id, text, name] = condition
        return found

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
            str(raw["regle"]): document.value["notion"]
            for document in self.documents
            for raw in document.value.get("regles") or ()
        }
        linker = Linker(self.raw_rules, self.conclusions, self.zones, self._refuse)
        concluded = {rule.id: linker.conclusions_of(rule) for rule in self.raw_rules.values()}
        defeated = {r.id: linker.defeats_of(r, concluded) for r in self.raw_rules.values()}
        scopes = {r.id: linker.scope_of(r, concluded, defeated) for r in self.raw_rules.values()}
        rules: dict[str, LawRule] = {}
        for rule in self.raw_rules.values():
            linker.check(rule, concluded, defeated, scopes)
            condition = self._condition(rule, rule.condition, scopes[rule.id], "si")
            if condition is not None:
                rules[rule.id] = LawRule(
                    rule,
                    notion_of[rule.id],
                    scopes[rule.id],
                    condition,
                    concluded[rule.id],
                    defeated[rule.id],
                )
        return rules

    def _notions(self) -> dict[str, Notion]:
        """Gather the chapters: a file that states law says under which one it is read."""
        found: dict[str, Notion] = {}
        for document in self.documents:
            value = document.value
            name, title = value.get("notion"), value.get("titre") if "base" not in value else None
            if name is None:
                stated = [key for key in ("regles", "conclusions", "zones") if value.get(key)]
                if stated:
                    message = "clé manquante : « notion »"
                    self.errors.append(KnowledgeError(document.place((stated[0],)), message))
                continue
            for key, said in (("notion", name), ("titre", title)):
                if said is not None and not isinstance(said, str):
                    self.errors.append(KnowledgeError(document.place((key,)), "texte attendu"))
            before = found.get(str(name), Notion(str(name), "", (), ()))
            rules = tuple(str(rule["regle"]) for rule in value.get("regles") or ())
            concluded = tuple(str(c["conclusion"]) for c in value.get("conclusions") or ())
            found[str(name)] = Notion(
                str(name),
                before.title or str(title or ""),
                before.rules + rules,
                before.conclusions + concluded,
            )
        return {name: replace(n, title=n.title or name) for name, n in found.items()}

    def _refuse(self, entry: Declaration, key: str, message: str) -> None:
        document, path = self._places[id(entry)]
        self.errors.append(KnowledgeError(document.place((*path, key)), message))

    def _stop_on_errors(self) -> None:
        if self.errors:
            rank = {document.name: number for number, document in enumerate(self.documents)}

            def place(error: KnowledgeError) -> tuple[int, int, int]:
                return rank.get(error.place.file, -1), error.place.line, error.place.column

            raise BrokenBaseError(sorted(self.errors, key=place))
