"""Which pieces bear the facts that a conclusion rests on, and which of these facts have none.

A decisive fact is an answer that the proof of a conclusion uses, or one that sets aside an
exception to it: what is refused to the person concerned needs a piece as much as what is
reproached. Protected answers are never listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from expert.assessment.model import Assessment, ConclusionResult
from expert.cases.pieces import Piece
from expert.evidence.fairness import DISLOYAL_FACT, MODE_FACT, FairnessReader
from expert.evidence.ledger import standing
from expert.explanation.model import WISHED, ProofNode
from expert.incident import Incident, Key, Spot, parse_key
from knowledge.base_model import KnowledgeBase

Link = Literal[
    "sans-piece", "capture-seule", "usage-discute", "temoignage-seul", "piece-seule", "plusieurs"
]

LINK_FR: Final[dict[Link, str]] = {
    "sans-piece": "aucune pièce",
    "capture-seule": "capture seulement, sans constat, témoignage ni autre pièce",
    "usage-discute": "seulement des pièces dont l'usage est contesté, écarté ou à établir",
    "temoignage-seul": "un seul témoignage",
    "piece-seule": "une seule pièce, autre qu'une capture ou un témoignage",
    "plusieurs": "plusieurs pièces",
}
"""What bears a fact, from the most fragile to the least."""

_BORNE: Final = ("established", "contested")
_LAYERS: Final = ("disciplinaire", "penal", "civil", "preuve", "protection")


@dataclass(frozen=True, slots=True)
class FactBearing:
    """A decisive fact: its question, the answer as the proof says it, the numbers of its pieces.

    `sets_aside` is True for an answer that only keeps a protection or an exception from applying.
    `wanted` are the pieces that the base names for this fact.
    """

    key: str
    label: str
    said: str
    sets_aside: bool
    pieces: tuple[int, ...]
    link: Link
    wanted: tuple[str, ...]

    @property
    def place(self) -> str:
        """The passage or the publication it is about, empty for the whole incident."""
        spot = parse_key(self.key).spot
        return spot.passage or spot.publication or ""


@dataclass(frozen=True, slots=True)
class ConclusionBearing:
    """A conclusion, with the decisive facts of its proof in the order of the proof."""

    conclusion: ConclusionResult
    facts: tuple[FactBearing, ...]

    @property
    def without_piece(self) -> tuple[FactBearing, ...]:
        """The decisive facts that no piece bears."""
        return tuple(fact for fact in self.facts if fact.link == "sans-piece")


class Bearings:
    """Ties the pieces of a case to the facts of its result."""

    def __init__(
        self,
        base: KnowledgeBase,
        incident: Incident,
        assessment: Assessment,
        pieces: Iterable[Piece],
        fairness: FairnessReader | None = None,
    ) -> None:
        self._base = base
        self._assessment = assessment
        self._answered = {key for key, answer in incident.recorded() if answer is not None}
        self._pieces = [(piece, _keys(piece)) for piece in standing(pieces)]
        self._fairness = fairness or FairnessReader(base, incident)
        self._facts: dict[Key, FactBearing] = {}

    def all(self, layers: Iterable[str] = _LAYERS) -> tuple[ConclusionBearing, ...]:
        """Return the conclusions that hold or are contested, each with its decisive facts."""
        wanted = frozenset(layers)
        proofs = {proof.id: proof.root for proof in self._assessment.proofs}
        return tuple(
            ConclusionBearing(conclusion, tuple(self._decisive(proofs[conclusion.proof])))
            for conclusion in self._assessment.conclusions
            if conclusion.status in _BORNE and conclusion.layer in wanted
            if conclusion.proof in proofs
        )

    def _decisive(self, root: ProofNode) -> Iterator[FactBearing]:
        found: dict[Key, tuple[ProofNode, bool]] = {}
        for node, sets_aside in _facts(root, sets_aside=False):
            key = parse_key(node.question or "")
            if key in self._answered and self._is_listed(key.fact):
                known = found.get(key)
                if known is None or (known[1] and not sets_aside):
                    found[key] = (node, sets_aside)
        for key, (node, sets_aside) in found.items():
            yield self._fact(key, node, sets_aside=sets_aside)

    def _is_listed(self, fact: str) -> bool:
        """Whether a fact needs a piece: how the pieces were obtained is in the ledger itself."""
        return fact not in (MODE_FACT, DISLOYAL_FACT) and not self._base.facts[fact].protected

    def _fact(self, key: Key, node: ProofNode, *, sets_aside: bool) -> FactBearing:
        fact = self._base.facts[key.fact]
        bearing = [piece for piece, keys in self._pieces if any(covers(k, key) for k in keys)]
        return FactBearing(
            key=node.question or "",
            label=fact.label,
            said=node.text.partition(WISHED)[0],
            sets_aside=sets_aside,
            pieces=tuple(piece.number for piece in bearing),
            link=self._link(bearing),
            wanted=fact.pieces,
        )

    def _link(self, bearing: list[Piece]) -> Link:
        """Return what bears a fact; the first that is true, in the order of `LINK_FR`."""
        if not bearing:
            return "sans-piece"
        if all(piece.nature == "capture" for piece in bearing):
            return "capture-seule"
        if not any(self._is_usable(piece) for piece in bearing):
            return "usage-discute"
        if len(bearing) == 1:
            return "temoignage-seul" if bearing[0].nature == "temoignage" else "piece-seule"
        return "plusieurs"

    def _is_usable(self, piece: Piece) -> bool:
        """Whether the base lets the piece be used; it speaks of uses against the person only."""
        return piece.favourable or self._fairness.of(piece).usable == "established"


def _facts(node: ProofNode, *, sets_aside: bool) -> Iterator[tuple[ProofNode, bool]]:
    if node.kind == "fact" and node.question and node.truth is not None:
        yield node, sets_aside
    sets_aside = sets_aside or (node.kind == "conclusion" and node.truth is False)
    for step in node.steps:
        yield from _facts(step, sets_aside=sets_aside)
    for step in node.set_aside:
        yield from _facts(step, sets_aside=True)


def _keys(piece: Piece) -> tuple[Key, ...]:
    return tuple(parse_key(text) for text in piece.supports)


def covers(named: Key, key: Key) -> bool:
    """Whether a key that a piece names means a place: alone it means every place of its fact."""
    if named.fact != key.fact:
        return False
    spot = named.spot
    return spot in (Spot(), Spot(key.spot.publication), key.spot)
