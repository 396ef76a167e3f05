"""Pieces recorded once for the affair, under its own numbers, and copied into the cases."""

from __future__ import annotations

from datetime import datetime

from expert.affairs.affair import Affair, refuse_stranger
from expert.cases.casefile import CaseFile
from expert.cases.changes import with_piece, with_piece_corrected
from expert.cases.changes.pieces import refuse_unknown_words
from expert.cases.part import Origin
from expert.cases.pieces import Piece, PieceEntry
from expert.cases.refusal import CaseRefusedError, changed, made
from expert.evidence import ledger
from knowledge.base_model import KnowledgeBase


def with_piece_shared(
    base: KnowledgeBase, affair: Affair, entry: PieceEntry, by: str, at: datetime
) -> Affair:
    """Return the affair with one more piece; what it bears is said in each case, not here."""
    alone = common(entry)
    refuse_unknown_words(base, alone)
    numbered = affair.pieces_numbered
    return _with(affair, ledger.added(affair.pieces, alone, by, at, numbered=numbered))


def with_case_piece_shared(
    base: KnowledgeBase, affair: Affair, case: CaseFile, number: int, by: str, at: datetime
) -> tuple[Affair, CaseFile]:
    """Return the affair with a piece of a case, and the case whose piece is marked as its copy."""
    refuse_stranger(affair, case)
    own = ledger.piece_of(case.pieces, number)
    if own.origin is not None or own.withdrawn is not None:
        raise CaseRefusedError(f"pièce {number} : elle est déjà partagée, ou retirée")
    larger = with_piece_shared(base, affair, own, by, at)
    origin = made(Origin, affair=affair.id, number=larger.pieces[-1].number, version=1)
    marked = changed(own, origin=origin)
    kept = tuple(marked if piece is own else piece for piece in case.pieces)
    return larger, changed(case, pieces=kept)


def with_piece_copied(
    base: KnowledgeBase,
    affair: Affair,
    case: CaseFile,
    number: int,
    by: str,
    at: datetime,
    *,
    supports: tuple[str, ...] = (),
    favourable: bool = False,
) -> CaseFile:
    """Return a case with a copy of a shared piece, under the next number of the case."""
    refuse_stranger(affair, case)
    shared = ledger.piece_of(affair.pieces, number)
    if shared.withdrawn is not None:
        raise CaseRefusedError(f"pièce partagée {number} : elle est retirée")
    if any(_is_copy(piece, affair, number) for piece in case.pieces):
        raise CaseRefusedError(f"pièce partagée {number} : elle est déjà dans ce dossier")
    entry = changed(common(shared), supports=supports, favourable=favourable)
    origin = made(Origin, affair=affair.id, number=number, version=shared.version)
    return with_piece(base, case, entry, by, at, origin=origin)


def with_shared_piece_corrected(
    base: KnowledgeBase,
    affair: Affair,
    number: int,
    entry: PieceEntry,
    reason: str,
    by: str,
    at: datetime,
) -> Affair:
    """Return the affair with a new version of a piece; each case shows it, to accept or not."""
    alone = common(entry)
    refuse_unknown_words(base, alone)
    return _with(affair, ledger.corrected(affair.pieces, number, alone, reason, by, at))


def with_shared_piece_withdrawn(
    affair: Affair, number: int, reason: str, by: str, at: datetime
) -> Affair:
    """Return the affair with a piece withdrawn; it stands in each case until that is accepted."""
    return _with(affair, ledger.withdrawn(affair.pieces, number, reason, by, at))


def corrected_copy(
    base: KnowledgeBase, case: CaseFile, copy: Piece, shared: Piece, by: str, at: datetime
) -> CaseFile:
    """Return the case whose copy says what the affair now says; what it bears here is kept."""
    assert copy.origin is not None
    entry = changed(common(shared), supports=copy.supports, favourable=copy.favourable)
    origin = changed(copy.origin, version=shared.version)
    reason = shared.because or f"version {shared.version} de l'affaire"
    return with_piece_corrected(base, case, copy.number, entry, reason, by, at, origin=origin)


def common(entry: PieceEntry) -> PieceEntry:
    """Return what is said of a piece in every case alike: not what it bears, nor for whom."""
    said = {name: getattr(entry, name) for name in PieceEntry.model_fields}
    return made(PieceEntry, **{**said, "supports": (), "favourable": False})


def copies(affair: Affair, case: CaseFile) -> tuple[Piece, ...]:
    """Return the pieces of a case that were copied from the affair and still stand."""
    standing = ledger.standing(case.pieces)
    return tuple(p for p in standing if p.origin is not None and p.origin.affair == affair.id)


def _is_copy(piece: Piece, affair: Affair, number: int) -> bool:
    origin = piece.origin
    standing = piece.withdrawn is None
    return standing and origin is not None and (origin.affair, origin.number) == (affair.id, number)


def _with(affair: Affair, pieces: tuple[Piece, ...]) -> Affair:
    numbered = max(affair.pieces_numbered, *(piece.number for piece in pieces), 0)
    return changed(affair, pieces=pieces, pieces_numbered=numbered)
