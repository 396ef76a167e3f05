"""What may be joined to a case, and what must not: a sensitive image stays where it is.

By default no image of a patient, of a minor or of somebody's intimacy is joined: the ledger says
where the original is, who guards it and its digest. Where a minor may be shown in a sexual way
there is no copy at all, and the screen stops: what to do then is told by the base.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from expert.cases.pieces import Attachment, BlurredCopy, PieceEntry, Shows
from expert.cases.refusal import CaseRefusedError, changed, filled, made
from expert.evidence.files import CheckedFile
from expert.first_hour.page import gesture_words
from knowledge.base_model import KnowledgeBase
from knowledge.models.readers import Gesture, GestureKind

SENSITIVE_FACT: Final = "sensitive_content"
"""The answer of the first hour whose values say what an image shows."""

_SEEN: Final[dict[Shows, frozenset[str]]] = {
    "non-dit": frozenset(),
    "rien-de-sensible": frozenset(),
    "patient": frozenset(("patient",)),
    "mineur": frozenset(("minor",)),
    "intime": frozenset(("intimate",)),
    "mineur-sexualise": frozenset(("minor", "intimate")),
}
"""The values of that answer which say the same as each kind of image of the ledger."""

_TOLD: Final[tuple[GestureKind, ...]] = ("d-abord", "eviter", "prevenir")
"""The gestures that are told about an image: safety, what not to do, whom to tell."""

_STOP: Final = "Cette pièce ne se joint pas, et rien n'en est copié ici : l'écran s'arrête."
_ELSEWHERE: Final = (
    "Cette pièce n'est pas jointe : indiquez où se trouve l'original, qui le garde, et son "
    "empreinte si elle est connue."
)
_UNSAID: Final = "Dites d'abord ce que l'on y voit : rien n'est joint avant."
_BLURRED: Final = (
    "Une copie floutée ne se joint que si le juriste la demande ; sa demande est notée."
)
_NO_COPY: Final = (
    "un mineur y est peut-être montré de façon sexuelle : aucune copie, aucune empreinte"
)


@dataclass(frozen=True, slots=True)
class StopHere:
    """Nothing more may be done with this piece; `sentences` say what to do, and whom to call."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OriginalElsewhere:
    """The piece is recorded, not joined; `sentences` say why and what to write."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MayJoin:
    """A copy may be joined, once its file has been checked."""


def attachable(base: KnowledgeBase, shows: Shows) -> StopHere | OriginalElsewhere | MayJoin:
    """Return what may be done with an image, from what is seen on it; the words are the base's."""
    told = tuple(_told(base, shows))
    if shows == "mineur-sexualise":
        return StopHere((_STOP, *told))
    if shows == "rien-de-sensible":
        return MayJoin()
    if shows == "non-dit":
        return OriginalElsewhere((_UNSAID, *told))
    return OriginalElsewhere((_ELSEWHERE, *told, _BLURRED))


def joined(entry: PieceEntry, file: CheckedFile) -> PieceEntry:
    """Return a piece that shows nothing sensitive with its file. Raises `CaseRefusedError`."""
    whole = changed(entry, kept="jointe", attachment=_attachment(file, None))
    refuse_unsafe(whole)
    return whole


def joined_blurred(
    entry: PieceEntry, file: CheckedFile, reason: str, asked_by: str, at: datetime
) -> PieceEntry:
    """Return a sensitive piece with a blurred copy, as counsel asked. Raises `CaseRefusedError`.

    The original stays where it is: who guards it is still written.
    """
    if entry.shows == "rien-de-sensible":
        raise CaseRefusedError("rien n'est à flouter : joindre la pièce elle-même")
    if entry.shows == "non-dit":
        raise CaseRefusedError(_UNSAID)
    why = filled("motif de la copie floutée", reason)
    blurred = made(BlurredCopy, reason=why, asked_by=asked_by, at=at)
    whole = changed(entry, kept="jointe", attachment=_attachment(file, blurred))
    refuse_unsafe(whole)
    return whole


def refuse_unsafe(entry: PieceEntry) -> None:
    """Raise `CaseRefusedError` when what is kept of a piece is not what may be kept of it."""
    copied = entry.attachment is not None
    if entry.shows == "mineur-sexualise":
        if entry.kept != "aucune-copie" or copied or entry.original_sha256:
            raise CaseRefusedError(_NO_COPY)
        return
    if copied is not (entry.kept == "jointe"):
        raise CaseRefusedError(
            "une copie est jointe, mais la pièce dit le contraire"
            if copied
            else "la pièce est dite jointe, mais sans fichier"
        )
    if entry.shows == "non-dit":
        if copied:
            raise CaseRefusedError(_UNSAID)
    elif entry.shows != "rien-de-sensible":
        _refuse_unguarded(entry)
    if entry.kept == "original-garde":
        _refuse_without_guard(entry)


def _refuse_unguarded(entry: PieceEntry) -> None:
    if entry.kept == "jointe" and (entry.attachment is None or entry.attachment.blurred is None):
        raise CaseRefusedError("image sensible : elle n'est pas jointe, sauf floutée et demandée")
    _refuse_without_guard(entry)


def _refuse_without_guard(entry: PieceEntry) -> None:
    if not entry.guard.strip():
        raise CaseRefusedError("où est l'original, et qui le garde : à remplir")


def _attachment(file: CheckedFile, blurred: BlurredCopy | None) -> Attachment:
    return Attachment(
        sha256=file.sha256,
        size=file.size,
        media_type=file.media.media_type,
        name=file.name,
        blurred=blurred,
    )


def _told(base: KnowledgeBase, shows: Shows) -> Iterator[str]:
    """Yield what the base says to whoever holds such an image, safety first."""
    declared = [gesture for gesture, _ in base.gestures.values()]
    if shows == "non-dit":
        found = [gesture for gesture in declared if gesture.unanswered == (SENSITIVE_FACT,)]
    else:
        found = [gesture for gesture in declared if _concerns(gesture, _SEEN[shows])]
    for kind in _TOLD:
        yield from (gesture_words(base, gesture) for gesture in found if gesture.kind == kind)


def _concerns(gesture: Gesture, seen: frozenset[str]) -> bool:
    """Whether a gesture is called for by what is seen alone, whatever else is known."""
    alone = {} if gesture.condition is not None or len(gesture.answers) > 1 else gesture.answers
    wanted = (*alone.get(SENSITIVE_FACT, ()), *gesture.or_answers.get(SENSITIVE_FACT, ()))
    return any(set(together) <= seen for together in wanted)
