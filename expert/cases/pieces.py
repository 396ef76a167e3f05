"""A piece of the evidence ledger: what it is, where it comes from, and where it is kept.

The law wants a single file whose pieces are recorded, numbered and filed without gap: a piece that
was withdrawn keeps its number, and says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field

from expert.cases.part import AccountId, Line, Moment, Origin, Part, Text

Nature = Literal["capture", "constat", "temoignage", "journal", "courrier", "autre"]

NATURE_FR: Final[dict[Nature, str]] = {
    "capture": "capture d'écran reçue",
    "constat": "constat (commissaire de justice ou agent assermenté)",
    "temoignage": "témoignage",
    "journal": "journal informatique",
    "courrier": "courrier ou courriel",
    "autre": "autre pièce",
}

Shows = Literal["non-dit", "rien-de-sensible", "patient", "mineur", "intime", "mineur-sexualise"]

SHOWS_FR: Final[dict[Shows, str]] = {
    "non-dit": "personne ne l'a encore dit",
    "rien-de-sensible": "rien de tout cela",
    "patient": "un patient, ou ce qui permet de le reconnaître",
    "mineur": "un mineur",
    "intime": "une image intime",
    "mineur-sexualise": "peut-être un mineur montré de façon sexuelle",
}

Kept = Literal["jointe", "original-garde", "aucune-copie"]

KEPT_FR: Final[dict[Kept, str]] = {
    "jointe": "copie jointe, chiffrée",
    "original-garde": "non jointe : l'original est gardé ailleurs",
    "aucune-copie": "aucune copie",
}

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class BlurredCopy(Part):
    """Why a copy of a sensitive image was joined, blurred: asked by counsel, with a reason."""

    reason: Text
    asked_by: AccountId
    at: Moment


class Attachment(Part):
    """A file that a piece joins: its digest, its size in bytes and the type it was checked as.

    `blurred` is there when the file is a blurred copy of an image that is not joined itself.
    """

    sha256: Sha256
    size: Annotated[int, Field(ge=0)]
    media_type: Line
    name: Line
    blurred: BlurredCopy | None = None


class Withdrawal(Part):
    """Why a piece no longer counts. Its number is never given to another."""

    reason: Text
    by: AccountId
    at: Moment


class PieceEntry(Part):
    """What is written of a piece, before it has a number.

    `obtained` is how it was obtained, in the words that the fairness check of the base asks for (an
    id of its closed values); `disloyally` answers, for this piece, whether that was by a trick, an
    intrusion or a hidden watch (empty: nobody said); `obtained_words` is what the person said of
    it. `supports` are the written keys of the answers that it bears; `favourable` says that it
    speaks for the person concerned. `guard` says who keeps the original, and where, when no copy
    is attached.
    """

    nature: Nature
    title: Line
    dated: date | None = None
    author: Line = ""
    received_on: date | None = None
    obtained: Line = ""
    disloyally: Literal["", "oui", "non"] = ""
    obtained_words: Text = ""
    shows: Shows = "non-dit"
    kept: Kept = "aucune-copie"
    guard: Line = ""
    original_sha256: Sha256 | None = None
    attachment: Attachment | None = None
    supports: tuple[Line, ...] = ()
    favourable: bool = False


class Piece(PieceEntry):
    """A piece. `number` starts at 1 and has no gap inside a case.

    A piece that is corrected keeps its number: `by` and `at` are those of the correction,
    `because` its reason, and `earlier` holds the versions before it, the first one first, each
    with its own author and time. `origin` is there when it was copied from an affair.
    """

    number: Annotated[int, Field(ge=1)]
    by: AccountId
    at: Moment
    because: Text = ""
    earlier: tuple[Piece, ...] = ()
    origin: Origin | None = None
    withdrawn: Withdrawal | None = None

    @property
    def version(self) -> int:
        """1 as it was recorded, one more at each correction."""
        return len(self.earlier) + 1


def files_kept(pieces: Iterable[Piece]) -> frozenset[str]:
    """Return the digests of the files that a ledger still needs, earlier versions included.

    Once a piece is said to show something sensitive, the copies joined before that was known are
    needed no more.
    """
    found: set[str] = set()
    for piece in pieces:
        safe = piece.shows == "rien-de-sensible"
        for version in (piece, *(piece.earlier if safe else ())):
            if version.attachment is not None:
                found.add(version.attachment.sha256)
    return frozenset(found)
