"""How a piece was obtained, and what the base says of its use: usable, contested, to be settled.

No rule is written here. The piece is put alone in the incident, as its only evidence, and the base
concludes: whatever it says of proof then, it says of this piece, with its readings and sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from expert.assessment.conclusions import Concluder, concluder_of
from expert.assessment.model import ConclusionResult, Status
from expert.assessment.qualification import USABLE_EVIDENCE
from expert.cases.pieces import PieceEntry
from expert.cases.refusal import CaseRefusedError
from expert.explanation.citations import references
from expert.incident import Incident, Key, parse_key
from expert.inference.scenarios import instances_read
from expert.status import STATUS_FR
from knowledge.base_model import KnowledgeBase
from knowledge.errors import nearest

MODE_FACT: Final = "evidence_mode"
"""The fact whose closed values say by what pieces a fact is known, hence how they were obtained."""

DISLOYAL_FACT: Final = "evidence_disloyal"
"""The fact that says whether it was by a trick, an intrusion or a hidden watch."""

_LAYER: Final = "preuve"
_DISLOYAL: Final = ("preuve-deloyale", "preuve-deloyale-salarie")
"""The conclusions of the base that a piece was obtained in a disloyal way."""


@dataclass(frozen=True, slots=True)
class ProofWords:
    """One conclusion of the base on the proof, were this piece the only one.

    `readings` are both sides of a contested point, `prudent` what to do meanwhile, `pieces` what
    would settle it; `sources` are named as lawyers do.
    """

    label: str
    status: Status
    sentence: str
    readings: tuple[str, ...]
    prudent: tuple[str, ...]
    pieces: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fairness:
    """What the base says of a piece: whether it is `usable` against the person concerned, and why.

    Established: usable, and nothing disloyal appears. Contested: the base holds it disloyal, or
    both readings stand. Open: how it was obtained is to be settled. `said` are the words of the
    base; `asks` are its questions that are still without an answer for this piece.
    """

    obtained: str
    usable: Status
    said: tuple[ProofWords, ...]
    asks: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The use of the piece, in the words of the four statuses."""
        return f"Utilisation de la pièce : {STATUS_FR[self.usable]}."


def obtainings(base: KnowledgeBase) -> Mapping[str, str]:
    """Return the ways of obtaining a piece that the base knows, with their labels."""
    fact = base.facts.get(MODE_FACT)
    return {} if fact is None else dict(fact.values)


def refuse_unknown_obtaining(base: KnowledgeBase, entry: PieceEntry) -> None:
    """Raise `CaseRefusedError` when a piece says it was obtained in a way the base ignores."""
    known = obtainings(base)
    if entry.obtained and entry.obtained not in known:
        hint = nearest(entry.obtained, known) or f" ; attendu : {', '.join(known) or 'rien'}"
        raise CaseRefusedError(f"comment la pièce a été obtenue : valeur inconnue{hint}")


class FairnessReader:
    """Asks the base about the pieces of one incident; what was asked once is kept."""

    def __init__(self, base: KnowledgeBase, incident: Incident, profile: str = "juriste") -> None:
        self._base, self._incident, self._profile = base, incident, profile
        self._known: dict[tuple[str, str], Fairness] = {}

    def of(self, entry: PieceEntry) -> Fairness:
        """Return what the base says of a piece used against the person concerned."""
        key = (entry.obtained, entry.disloyally)
        if key not in self._known:
            self._known[key] = self._read(*key)
        return self._known[key]

    def _read(self, obtained: str, disloyally: str) -> Fairness:
        concluder = concluder_of(self._base, self._alone(obtained, disloyally))
        return Fairness(
            obtained=obtainings(self._base).get(obtained, ""),
            usable=_usable(concluder, disloyally),
            said=tuple(_said(self._base, result) for result in self._conclusions(concluder)),
            asks=tuple(_asks(concluder)),
        )

    def _alone(self, obtained: str, disloyally: str) -> Incident:
        """Return the incident whose only evidence is the piece."""
        incident = self._incident
        if MODE_FACT in self._base.facts:
            mode = (obtained,) if obtained else None
            incident = incident.with_answer(Key(MODE_FACT), mode)
        if DISLOYAL_FACT in self._base.facts:
            incident = incident.with_answer(Key(DISLOYAL_FACT), disloyally or None)
        return incident

    def _conclusions(self, concluder: Concluder) -> Iterator[ConclusionResult]:
        """Yield what is concluded on the proof of the incident, and reads how it was obtained."""
        asked = {MODE_FACT, DISLOYAL_FACT}
        variables = concluder.program.graph.variables
        for atom, conclusion, _ in self._base.atoms():
            if conclusion.layer != _LAYER or conclusion.scope != "incident":
                continue
            if self._profile not in conclusion.goals:
                continue
            read = instances_read(concluder.situation, concluder.program.atoms[atom], None)
            if asked & {variables[variable].source for variable, _ in read}:
                yield concluder.conclude(atom, None, goal=True)


def _usable(concluder: Concluder, disloyally: str) -> Status:
    """Return whether the piece is usable, once what makes it disloyal is taken into account.

    A piece that somebody says was obtained by a trick is never held usable because the base does
    not ask that of its kind: it is left to be settled.
    """
    declared = concluder.base.conclusions
    disloyal = {concluder.statuses.atom(name).status for name in _DISLOYAL if name in declared}
    usable = concluder.statuses.atom(USABLE_EVIDENCE).status
    if disloyal & {"established", "contested"}:
        return "contested"
    unsettled = "open" in disloyal or disloyally == "oui"
    return "open" if unsettled and usable == "established" else usable


def _asks(concluder: Concluder) -> Iterator[str]:
    """Yield the questions that are left, those on how the piece was obtained first."""
    declared = concluder.base.conclusions
    found: set[str] = set()
    for atom in (USABLE_EVIDENCE, *(name for name in _DISLOYAL if name in declared)):
        keys = concluder.conclude(atom, None, goal=True).depends_on
        found |= {parse_key(key).fact for key in keys}
    for fact in sorted(found, key=lambda name: (name != MODE_FACT, name != DISLOYAL_FACT, name)):
        yield concluder.base.facts[fact].question


def _said(base: KnowledgeBase, result: ConclusionResult) -> ProofWords:
    contested = result.contested
    return ProofWords(
        label=result.label,
        status=result.status,
        sentence=result.sentence,
        readings=tuple(r.statement for r in contested.readings) if contested else (),
        prudent=contested.prudent if contested else (),
        pieces=contested.pieces if contested else (),
        sources=tuple(dict.fromkeys(references(base, result.borne_by))),
    )
