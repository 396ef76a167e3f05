"""What speaks for the person concerned, asked for with the same care as what accuses them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from expert.assessment.model import Assessment, PieceResult
from expert.assessment.reader_parts import GestureResult
from expert.cases.pieces import Piece
from expert.evidence.ledger import standing

_FOR_THEM: Final = ("defense", "deux")
_KIND: Final = "en-faveur"
_NONE_YET: Final = (
    "Aucune pièce en faveur de la personne concernée n'est au dossier : les demander avec le même "
    "soin que celles qui appuient le reproche."
)
_BOTH_EMPTY: Final = "Aucune pièce n'est au dossier, ni à l'appui du reproche ni en sa faveur."


@dataclass(frozen=True, slots=True)
class InFavour:
    """What is on the file for the person, what to ask for, and a warning while nothing is there.

    `asked` and `sought` are those of the base for this incident, `recorded` the numbers of the
    pieces of the ledger.
    """

    recorded: tuple[int, ...]
    asked: tuple[GestureResult, ...]
    sought: tuple[PieceResult, ...]
    warning: str | None


def in_favour(assessment: Assessment, pieces: Iterable[Piece]) -> InFavour:
    """Return the pieces in favour of the person concerned: recorded, and still to be asked for.

    The assessment is one made for a reader who gathers pieces (human resources, counsel): the
    base asks a manager for none.
    """
    counted = standing(pieces)
    recorded = tuple(piece.number for piece in counted if piece.favourable)
    warning = None
    if not recorded:
        warning = _NONE_YET if counted else _BOTH_EMPTY
    return InFavour(
        recorded=recorded,
        asked=tuple(gesture for gesture in assessment.gestures if gesture.kind == _KIND),
        sought=tuple(piece for piece in assessment.pieces if piece.side in _FOR_THEM),
        warning=warning,
    )
