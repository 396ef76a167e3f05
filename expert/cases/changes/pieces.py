"""The pieces of a case: recorded under the next number, corrected, withdrawn, never removed."""

from __future__ import annotations

from datetime import datetime

from expert.cases.casefile import CaseFile
from expert.cases.part import Origin
from expert.cases.pieces import Piece, PieceEntry
from expert.cases.refusal import CaseRefusedError, changed, filled
from expert.evidence import ledger
from expert.evidence.fairness import refuse_unknown_obtaining
from expert.incident import parse_key
from expert.plain_text import one_line
from knowledge.base_model import KnowledgeBase
from knowledge.errors import nearest


def with_piece(
    base: KnowledgeBase,
    case: CaseFile,
    entry: PieceEntry,
    by: str,
    at: datetime,
    *,
    origin: Origin | None = None,
) -> CaseFile:
    """Return the case with one more piece; `origin` when it is copied from an affair."""
    refuse_unknown_words(base, entry)
    numbered = case.pieces_numbered
    return _with(case, ledger.added(case.pieces, entry, by, at, numbered=numbered, origin=origin))


def with_piece_corrected(
    base: KnowledgeBase,
    case: CaseFile,
    number: int,
    entry: PieceEntry,
    reason: str,
    by: str,
    at: datetime,
    *,
    origin: Origin | None = None,
) -> CaseFile:
    """Return the case with a new version of a piece, and why."""
    refuse_unknown_words(base, entry)
    return _with(case, ledger.corrected(case.pieces, number, entry, reason, by, at, origin=origin))


def with_piece_withdrawn(
    case: CaseFile, number: int, reason: str, by: str, at: datetime
) -> CaseFile:
    """Return the case with a piece that no longer counts, and why."""
    return _with(case, ledger.withdrawn(case.pieces, number, reason, by, at))


def refuse_unknown_words(base: KnowledgeBase, entry: PieceEntry) -> None:
    """Raise `CaseRefusedError` when a piece names what the base does not know, or has no title."""
    filled("titre", entry.title)
    refuse_unknown_obtaining(base, entry)
    for text in entry.supports:
        fact = parse_key(text).fact
        if fact not in base.facts:
            shown = one_line(fact)[:60]
            raise CaseRefusedError(f"réponse inconnue : « {shown} »{nearest(fact, base.facts)}")


def _with(case: CaseFile, pieces: tuple[Piece, ...]) -> CaseFile:
    numbered = max(case.pieces_numbered, *(piece.number for piece in pieces), 0)
    return changed(case, pieces=pieces, pieces_numbered=numbered)
