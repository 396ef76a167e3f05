"""The rule base once read and checked: plain lookups, and nothing that decides anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from knowledge.conditions import Condition
from knowledge.models.changes import Change
from knowledge.models.documents import DocumentText
from knowledge.models.facts import Block, Fact
from knowledge.models.first_hour import UrgentQuestion
from knowledge.models.flagged_words import FlaggedWords
from knowledge.models.header import Profile
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

AtomId = str
"""An atom: the id of a conclusion, or « case=valeur » for one value of a slot."""

FACTS_CLOCK = "first_online_date"
"""The date fact on which a dated rule is read, unless it follows the clock of the procedure."""


@dataclass(frozen=True, slots=True)
class Notion:
    """A chapter of the base: its id, its title, and the rules and conclusions it declares."""

    id: str
    title: str
    rules: tuple[str, ...]
    conclusions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LawRule:
    """A rule with its condition parsed and what it concludes and defeats made explicit.

    `conclusions` lists (atom, reading) pairs: the atom is concluded in that reading of the zone
    (`None`: in every reading). `defeats` lists the ids of the rules it defeats; when the rule is
    contested, it defeats them in the first reading only.
    """

    rule: Rule
    notion: str
    scope: str
    condition: Condition
    conclusions: tuple[tuple[AtomId, str | None], ...]
    defeats: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the rule."""
        return self.rule.id


@dataclass(frozen=True, slots=True)
class AttackInForce:
    """An attack with its conditions parsed: when it concerns, when the file answers it."""

    attack: Attack
    concerns: Condition | None
    answered: Condition | None


@dataclass(frozen=True)
class KnowledgeBase:
    """The law as data. Built by `knowledge.load_base`; immutable.

    `digest` is the SHA-256 of the files, quoted in every result so that it can be replayed.
    `penalty_conditions` is by (conclusion, text), `aggravation_conditions` by (conclusion, text,
    aggravated maximum of that text). `readers` declares the profiles, `profiles` only names them.
    """

    version: str
    law_as_of: date
    title: str
    digest: str
    blocks: Mapping[str, Block]
    profiles: Mapping[str, str]
    readers: Mapping[str, Profile]
    facts: Mapping[str, Fact]
    groups: Mapping[str, QuestionGroup]
    guards: Mapping[str, Condition]
    conclusions: Mapping[str, Conclusion]
    zones: Mapping[str, Zone]
    rules: Mapping[str, LawRule]
    notions: Mapping[str, Notion]
    sources: Mapping[str, Source]
    scales: Mapping[str, Scale]
    procedures: Mapping[str, Procedure]
    outsiders: Mapping[str, Outsider]
    status_families: Mapping[str, StatusFamily]
    likenesses: Mapping[str, Likeness]
    deadlines: Mapping[str, tuple[Deadline, Condition]]
    penalty_conditions: Mapping[tuple[str, str], Condition]
    aggravation_conditions: Mapping[tuple[str, str, str], Condition]
    remedies: Mapping[str, tuple[Remedy, Condition | None]]
    cards: Mapping[str, Card]
    drafting_choices: Mapping[str, DraftingChoice]
    clauses: Mapping[str, Clause]
    changes: Mapping[str, tuple[Change, Condition]]
    milder_law_text: str | None = None
    sourced_since: date | None = None
    mention: str = ""
    gestures: Mapping[str, tuple[Gesture, Condition | None]] = field(default_factory=dict)
    urgent_questions: Mapping[str, UrgentQuestion] = field(default_factory=dict)
    attacks: Mapping[str, AttackInForce] = field(default_factory=dict)
    griefs: Mapping[str, Grief] = field(default_factory=dict)
    report: Mapping[str, ReportPart] = field(default_factory=dict)
    collectors: Mapping[str, Collector] = field(default_factory=dict)
    pieces: Mapping[str, tuple[Piece, Condition]] = field(default_factory=dict)
    judged_questions: Mapping[str, tuple[JudgedQuestion, Condition | None]] = field(
        default_factory=dict
    )
    ideas: Mapping[str, AbstractFactor] = field(default_factory=dict)
    factors: Mapping[str, tuple[Factor, Condition]] = field(default_factory=dict)
    monotonies: Mapping[str, Monotony] = field(default_factory=dict)
    situations: Mapping[str, Situations] = field(default_factory=dict)
    flagged_words: Mapping[str, FlaggedWords] = field(default_factory=dict)
    documents: Mapping[str, DocumentText] = field(default_factory=dict)

    @cached_property
    def rules_concluding(self) -> Mapping[AtomId, tuple[tuple[LawRule, str | None], ...]]:
        """For each atom, the rules that conclude it, with the reading in which they do."""
        found: dict[AtomId, list[tuple[LawRule, str | None]]] = {}
        for rule in self.rules.values():
            for atom, reading in rule.conclusions:
                found.setdefault(atom, []).append((rule, reading))
        return {atom: tuple(rules) for atom, rules in found.items()}

    @cached_property
    def derogations(self) -> Mapping[str, tuple[LawRule, ...]]:
        """For each rule, the rules that defeat it."""
        found: dict[str, list[LawRule]] = {}
        for rule in self.rules.values():
            for defeated in rule.defeats:
                found.setdefault(defeated, []).append(rule)
        return {target: tuple(rules) for target, rules in found.items()}

    @cached_property
    def group_of(self) -> Mapping[str, QuestionGroup]:
        """For each grouped fact, the question it is a line of."""
        return {fact: group for group in self.groups.values() for fact in group.rows}

    @cached_property
    def successors(self) -> Mapping[str, tuple[str, ...]]:
        """For each provision, those that took over from it."""
        found: dict[str, list[str]] = {}
        for provision in self.provisions():
            for before in provision.succeeds:
                found.setdefault(before, []).append(provision.id)
        return {name: tuple(after) for name, after in found.items()}

    def atoms(self) -> Iterator[tuple[AtomId, Conclusion, str | None]]:
        """Yield every atom of the base with its conclusion and, for a slot, its value."""
        for conclusion in self.conclusions.values():
            if not conclusion.values:
                yield conclusion.id, conclusion, None
            for value in conclusion.values:
                yield f"{conclusion.id}={value}", conclusion, value

    def atom_conclusion(self, atom: AtomId) -> Conclusion:
        """Return the conclusion an atom belongs to."""
        return self.conclusions[atom.partition("=")[0]]

    def rule_is_weak(self, rule: LawRule) -> bool:
        """Whether no source of the rule allows a conclusion to be called established."""
        return not rule.rule.advice and not any(
            self.sources[source].is_solid for source in rule.rule.sources
        )

    def provisions(self) -> Iterator[Provision]:
        """Yield every provision of the registry."""
        return (s for s in self.sources.values() if isinstance(s, Provision))

    def decisions(self) -> Iterator[Decision]:
        """Yield every decision of the registry."""
        return (s for s in self.sources.values() if isinstance(s, Decision))
