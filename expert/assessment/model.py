"""The assessment: what Qualif answers, as data. Its JSON form is a published, versioned contract.

Four statuses only: established, excluded, contested, open. Nothing here is a score.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from expert.assessment.dispute_model import DisputedConclusion, DisputeResult
from expert.assessment.measure_model import (
    OUTCOME_FR,
    Bearing,
    ErasureMode,
    ErasureResult,
    IndicatorResult,
    ObservedResult,
    Outcome,
    OutsiderResult,
    Proportionality,
    SanctionGroupResult,
    SanctionResult,
    Sanctions,
    ScaleRow,
    StepResult,
)
from expert.assessment.reader_parts import (
    AttackResult,
    GestureResult,
    GriefResult,
    ReportPartResult,
    Support,
)
from expert.explanation.model import Citation, Part, Proof
from expert.precedents.model import Precedents
from expert.status import STATUS_FR, Status

__all__ = [
    "OUTCOME_FR",
    "STATUS_FR",
    "Assessment",
    "Bearing",
    "Citation",
    "ErasureMode",
    "ErasureResult",
    "IndicatorResult",
    "ObservedResult",
    "Outcome",
    "OutsiderResult",
    "Proof",
    "Proportionality",
    "SanctionGroupResult",
    "SanctionResult",
    "Sanctions",
    "ScaleRow",
    "Status",
    "StepResult",
    "Support",
]

FORMAT = "qualif-assessment/1"

Certainty = Literal["certain", "from-memory", "contested", "advice"]

_SUPPORT_FR: dict[Support, str] = {"weak": "appui faible", "advice": "conseil, sans source"}
_BEST_SOURCE_FR: dict[str, str] = {
    "verifie": "texte vérifié",
    "decision": "décision connue par une page officielle",
    "note": "décision connue par une note",
}
"""The levels of proof a reader is told for what is not weak, the best first."""


def support_words(support: Support, levels: Iterable[str]) -> str:
    """Return what bears a sentence, in words: its best source, by how that source is known.

    Nothing is ever said « solid »: a lone decision known by a note is told as such.
    """
    if support in _SUPPORT_FR:
        return _SUPPORT_FR[support]
    known = set(levels)
    return next((words for level, words in _BEST_SOURCE_FR.items() if level in known), "")


class Software(Part):
    name: str = "qualif"
    version: str


class BaseIdentity(Part):
    """Which law answered: version, digest of its files, and the day it states the law on."""

    version: str
    digest: str
    law_as_of: str


class ContestedReading(Part):
    """One reading of the law: what the conclusion becomes (`value`: holds or not) and why."""

    zone: str
    reading: str
    statement: str
    value: bool | None
    sources: tuple[str, ...]
    proof: str | None


class Contested(Part):
    """Why a conclusion is contested, the evidence that settles it, and the prudent outcome."""

    zones: tuple[str, ...]
    questions: tuple[str, ...]
    readings: tuple[ContestedReading, ...]
    pieces: tuple[str, ...]
    prudent: tuple[str, ...]


class ConclusionResult(Part):
    """One conclusion of the base on one unit (`unit` None: on the incident).

    For a value of a slot, `id` is « case=valeur ». `sentence` is what a reader is told.
    `depends_on` lists the questions (keys) an open conclusion hangs on; `open_because` tells
    « a question remains » (question) from « proof is missing » (proof). `unscreened` lists the
    screening questions (keys) nobody was asked, when only their silence keeps an offence or a grief
    open: answered « none », it would be excluded. Documents and screens do not name it.
    """

    id: str
    label: str
    layer: str
    status: Status
    unit: str | None
    sentence: str
    goal: bool
    contested: Contested | None = None
    if_unproved: Status
    support: Support | None = None
    sources: tuple[str, ...] = ()
    proof: str | None = None
    open_because: Literal["question", "proof"] | None = None
    depends_on: tuple[str, ...] = ()
    unscreened: tuple[str, ...] = ()

    @property
    def borne_by(self) -> tuple[str, ...]:
        """The sources of the conclusion and of its readings."""
        readings = self.contested.readings if self.contested else ()
        return (*self.sources, *(source for r in readings for source in r.sources))


class Valued(Part):
    """A value with its status; `value` is None while it is not settled or has no value."""

    value: str | None
    status: Status
    label: str


class Speech(Valued):
    """What the words are. `all` lists every value that is not excluded (or only « none »)."""

    all: tuple[Valued, ...] = ()


class UnitResult(Part):
    """A passage aimed at a target, as qualified."""

    id: str
    passage: str
    target: str | None
    verbatim: str
    access: Valued
    service_time: Valued
    speech: Speech


class PublicationResult(Part):
    id: str
    units: tuple[UnitResult, ...]


class Sanctionable(Part):
    """The base's goal of that name, and beside it the five answers it is made of."""

    status: Status
    proof: str | None
    breach: Status
    usable_evidence: Status
    opposing_protection: Status
    open_deadline: Status
    competent_authority: Status


class AggravationResult(Part):
    """A higher maximum of the same article: why it would apply, and whether it does."""

    id: str
    label: str
    status: Status
    fine_eur: int
    prison_months: int


class LaterLaw(Part):
    """What a law that came after the facts provides, and whether it applies to them.

    `since` (ISO) is its first day; `status` tells whether it surely replaces the law of the facts
    (contested: the two cannot be compared part by part). `punishable` is false where it no longer
    punishes them. `sources` are the texts that state the principle.
    """

    since: str
    status: Status
    punishable: bool
    text: str | None
    fine_eur: int
    prison_months: int
    facts_fine_eur: int
    facts_prison_months: int
    sentence: str
    sources: tuple[str, ...] = ()


class PenaltyResult(Part):
    """The maximum of an article, if the offence holds: euros, months.

    `fine_eur` and `prison_months` count the aggravations that are established, and only those;
    the others stand in `aggravations`, with their status. They are those of the day of the facts,
    unless a later `milder` law surely replaces it; a later `harsher` law is shown, and not applied.
    """

    conclusion: str
    label: str
    status: Status
    fine_eur: int
    prison_months: int
    contravention_class: int | None
    complementary: tuple[str, ...]
    aggravations: tuple[AggravationResult, ...] = ()
    former_reference: str | None = None
    milder: LaterLaw | None = None
    harsher: LaterLaw | None = None
    text: str
    unit: str | None

    def cited(self) -> tuple[str, ...]:
        """Return the texts that this penalty quotes."""
        later = [law for law in (self.milder, self.harsher) if law is not None]
        told = [s for law in later for s in (law.text, *law.sources) if s is not None]
        return tuple(dict.fromkeys((self.text, *told)))


class ExcludedText(Part):
    """An article that does not apply, and the first missing element."""

    text: str
    because: str
    unit: str | None


class DeadlineResult(Part):
    """A delay as dates (ISO). `ends` is None while its start is unknown, or when it has no end.

    `earliest` is the first day allowed (a wait, or a window with `ends`). `direction` « before »:
    `ends` is the last day before the event `starts`. `reference`: no date can be computed.
    `days_left` runs from the examination day to `ends` (negative once it has expired); for a delay
    in hours `hours_left` is how many are left at most. `standing` says it in French.
    `uncertain_start` says why a rival delay of the same `family` may start on another day.
    `elsewhere` gives the prudent day where other public holidays apply.
    """

    id: str
    label: str
    unit: str | None
    plan: str = ""
    actor: str = ""
    for_whom: str
    starts: str | None
    why_start: str
    earliest: str | None = None
    ends: str | None
    prudent: str | None
    expired: bool | None
    days_left: int | None = None
    hours_left: int | None = None
    standing: str = ""
    computation: str = ""
    direction: Literal["after", "before"] = "after"
    reference: bool = False
    family: str | None = None
    uncertain_start: str | None = None
    elsewhere: tuple[str, ...] = ()
    still_due: bool = False
    interrupted_by: tuple[str, ...]
    not_interrupted_by: tuple[str, ...]
    certainty: Certainty
    applies: Status
    text: tuple[str, ...]
    note: str | None = None


class RemedyResult(Part):
    """One way that is open to somebody, with what bounds it (`deadlines`: ids). Never advised."""

    id: str
    label: str
    holder: str
    unit: str | None
    status: Status
    who: str
    addressed_to: str
    how: tuple[str, ...]
    gives: str
    limit: str | None
    deadlines: tuple[str, ...]
    for_person: bool
    support: Support
    sources: tuple[str, ...]


class ChangeResult(Part):
    """What a founding document says, what the law says, since when: it matters to this incident.

    `since` is said in words; `days` (ISO) are the days it names.
    """

    id: str
    title: str
    document: str
    said: str
    now: str
    since: str
    days: tuple[str, ...]
    verdict: str
    sources: tuple[str, ...]


class PieceResult(Part):
    """A piece to collect: by whom, how fairly, by when, and for which side it may serve."""

    id: str
    label: str
    collector: str
    how: str
    haste: Literal["aussitot", "jours", "dossier"]
    before: str
    side: Literal["reproche", "defense", "deux"]
    advice: bool
    sources: tuple[str, ...]


class OpenQuestion(Part):
    """A question that may still change something, in the order it would be asked."""

    key: str
    fact: str
    unit: str | None
    question: str
    answered_unknown: bool
    pieces: tuple[str, ...] = ()


class AnswerResult(Part):
    """An answer as given, for the reader to check; protected answers are never listed.

    `label` is the short name of the question.
    """

    key: str
    fact: str
    unit: str | None
    question: str
    answer: str
    label: str = ""


class Assessment(Part):
    """Everything Qualif says of one incident on one day."""

    format: str = FORMAT
    software: Software
    base: BaseIdentity
    title: str
    examined_on: str
    sanctionable: Sanctionable
    publications: tuple[PublicationResult, ...]
    conclusions: tuple[ConclusionResult, ...]
    penalties: tuple[PenaltyResult, ...]
    excluded_texts: tuple[ExcludedText, ...]
    sanctions: Sanctions
    proportionality: Proportionality = Proportionality()
    deadlines: tuple[DeadlineResult, ...]
    remedies: tuple[RemedyResult, ...] = ()
    changes: tuple[ChangeResult, ...] = ()
    citations: tuple[Citation, ...]
    open_questions: tuple[OpenQuestion, ...]
    proofs: tuple[Proof, ...]
    answers: tuple[AnswerResult, ...] = ()
    gestures: tuple[GestureResult, ...] = ()
    griefs: tuple[GriefResult, ...] = ()
    attacks: tuple[AttackResult, ...] = ()
    report: tuple[ReportPartResult, ...] = ()
    pieces: tuple[PieceResult, ...] = ()
    precedents: Precedents = Precedents()
    disputes: tuple[DisputeResult, ...] = ()
    disputed_conclusions: tuple[DisputedConclusion, ...] = ()
    mention: str = Field(default="")
