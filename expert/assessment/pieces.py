"""The pieces to collect for an incident: those that vanish first, then by who collects them."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.conclusions import Concluder
from expert.assessment.given import answers_given
from expert.assessment.model import PieceResult
from knowledge.models.pieces import Piece

_HASTE = {"aussitot": 0, "jours": 1, "dossier": 2}


def pieces(concluder: Concluder) -> list[PieceResult]:
    """Return each piece that concerns the incident once, the most urgent first."""
    base = concluder.base
    rank = {collector: number for number, collector in enumerate(base.collectors)}
    found = [piece for piece, _ in base.pieces.values() if _is_sought(concluder, piece)]
    found.sort(key=lambda piece: (_HASTE[piece.haste], rank[piece.collector]))
    return [_piece(concluder, piece) for piece in found]


def _is_sought(concluder: Concluder, piece: Piece) -> bool:
    """Whether the piece concerns some unit, or may and would settle a point nobody knows."""
    if answers_given(concluder.base, concluder.situation.incident, piece.answers) is False:
        return False
    node = concluder.program.pieces[piece.id]
    statuses = [
        concluder.statuses.node(node, unit).status
        for unit in concluder.situation.units_at(piece.scope)
    ]
    if any(status in ("established", "contested") for status in statuses):
        return True
    unknown = set(_unknown_facts(concluder))
    return "open" in statuses and not unknown.isdisjoint(piece.proves)


def _unknown_facts(concluder: Concluder) -> Iterator[str]:
    """Yield the facts that were answered « I do not know »."""
    for key, answer in concluder.situation.incident.recorded():
        if answer is None:
            yield key.fact


def _piece(concluder: Concluder, piece: Piece) -> PieceResult:
    return PieceResult(
        id=piece.id,
        label=piece.label,
        collector=concluder.base.collectors[piece.collector].label,
        how=piece.how,
        haste=piece.haste,
        before=piece.before,
        side=piece.side,
        advice=piece.advice,
        sources=concluder.prover.citable(piece.sources),
    )
