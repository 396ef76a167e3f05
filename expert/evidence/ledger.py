"""The ledger of pieces: numbers given once, without gap; corrections and withdrawals that stay.

The same ledger serves a case and an affair. A number that was given is never given again, even if
the piece was lost: `numbered`, the last number given, is kept beside the pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from expert.cases.part import Origin
from expert.cases.pieces import Piece, PieceEntry, Withdrawal
from expert.cases.refusal import CaseRefusedError, filled, made
from expert.evidence.attachable import refuse_unsafe

Pieces = tuple[Piece, ...]


def next_number(pieces: Iterable[Piece], numbered: int = 0) -> int:
    """Return the number of the next piece; `numbered` is the last one that was given."""
    return max(numbered, *(piece.number for piece in pieces), 0) + 1


def piece_of(pieces: Iterable[Piece], number: int) -> Piece:
    """Return the piece of a number. Raises `CaseRefusedError` when there is none."""
    found = next((piece for piece in pieces if piece.number == number), None)
    if found is None:
        raise CaseRefusedError(f"pièce {number} : il n'y a pas de pièce de ce numéro")
    return found


def added(
    pieces: Pieces,
    entry: PieceEntry,
    by: str,
    at: datetime,
    *,
    numbered: int = 0,
    origin: Origin | None = None,
) -> Pieces:
    """Return the pieces with one more, under the next number."""
    refuse_unsafe(entry)
    number = next_number(pieces, numbered)
    piece = made(Piece, **_written(entry), number=number, by=by, at=at, origin=origin)
    return (*pieces, piece)


def corrected(
    pieces: Pieces,
    number: int,
    entry: PieceEntry,
    reason: str,
    by: str,
    at: datetime,
    *,
    origin: Origin | None = None,
) -> Pieces:
    """Return the pieces with a new version of one; the versions before it are kept.

    `origin` moves with a version taken again from the affair; without it, it stays.
    """
    old = _standing(pieces, number, "elle est retirée et ne se corrige plus")
    if _written(old) == _written(entry):
        raise CaseRefusedError(f"pièce {number} : rien n'y est changé")
    refuse_unsafe(entry)
    before = made(Piece, **{**dict(old), "earlier": ()})
    new = made(
        Piece,
        **_written(entry),
        number=number,
        by=by,
        at=at,
        because=filled("motif de la correction", reason),
        earlier=(*old.earlier, before),
        origin=origin or old.origin,
    )
    return _with(pieces, old, new)


def withdrawn(pieces: Pieces, number: int, reason: str, by: str, at: datetime) -> Pieces:
    """Return the pieces with one withdrawn: it keeps its number and its words, and says why."""
    old = _standing(pieces, number, "elle est déjà retirée")
    why = made(Withdrawal, reason=filled("motif du retrait", reason), by=by, at=at)
    return _with(pieces, old, made(Piece, **{**dict(old), "withdrawn": why}))


def standing(pieces: Iterable[Piece]) -> Pieces:
    """Return the pieces that count: those that were not withdrawn."""
    return tuple(piece for piece in pieces if piece.withdrawn is None)


def alarms(pieces: Iterable[Piece], numbered: int = 0) -> tuple[str, ...]:
    """Return one sentence for each fault of a ledger; a sound one has none."""
    return tuple(_alarms(tuple(pieces), numbered))


def _alarms(pieces: Pieces, numbered: int) -> Iterator[str]:
    times = Counter(piece.number for piece in pieces)
    last = max((*times, numbered), default=0)
    for number in range(1, last + 1):
        if number not in times:
            yield f"Alerte : la pièce {number} manque, sa place dans la suite des numéros est vide."
        elif times[number] > 1:
            yield f"Alerte : {times[number]} pièces portent le numéro {number}."
    for before, after in pairwise(pieces):
        if after.number < before.number:
            yield f"Alerte : la pièce {after.number} est rangée après la pièce {before.number}."
    for piece in pieces:
        yield from _version_alarms(piece)


def _version_alarms(piece: Piece) -> Iterator[str]:
    if any(old.number != piece.number or old.earlier for old in piece.earlier):
        yield f"Alerte : une version de la pièce {piece.number} n'est pas la sienne."
    if piece.earlier and not piece.because.strip():
        yield f"Alerte : la pièce {piece.number} a été corrigée sans motif."
    if piece.withdrawn is not None and not piece.withdrawn.reason.strip():
        yield f"Alerte : la pièce {piece.number} a été retirée sans motif."


def _standing(pieces: Pieces, number: int, refused: str) -> Piece:
    found = piece_of(pieces, number)
    if found.withdrawn is not None:
        raise CaseRefusedError(f"pièce {number} : {refused}")
    return found


def _written(entry: PieceEntry) -> dict[str, object]:
    """Return what a person wrote of a piece, without its number, author and time."""
    return {name: getattr(entry, name) for name in PieceEntry.model_fields}


def _with(pieces: Pieces, old: Piece, new: Piece) -> Pieces:
    return tuple(new if piece is old else piece for piece in pieces)
