"""What the folder of decisions says of the whole registry: what is not replayed, and why.

`registre/non-rejouees.yaml`, beside the decisions, lists every decision of the registry that has no
file, with its reason. A folder without it (one decision tried alone) lists nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from expert.explanation.model import Part
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError, nearest
from knowledge.messages import french_errors
from knowledge.models.common import Declaration, Identifier, Sentence
from knowledge.reading import parse_documents, read_text

Reason = Literal["faits", "issue", "renvoi", "procedure", "droit-ancien"]
"""Facts too poor, nothing to compare, sent back to be judged, no act at stake, law too old."""

NOT_REPLAYED = Path("registre") / "non-rejouees.yaml"


class NotReplayed(Part):
    """A decision of the registry that is not replayed, and why."""

    decision: str
    reason: Reason
    because: str


class _Entry(Declaration):
    decision: Identifier
    reason: Reason = Field(alias="motif")
    because: Sentence = Field(alias="raison")


class _Listing(Declaration):
    entries: tuple[_Entry, ...] = Field(alias="non_rejouees")


def not_replayed(
    folder: Path, base: KnowledgeBase, replayed: Collection[str]
) -> tuple[NotReplayed, ...]:
    """Return what the folder says it does not replay.

    Raises:
        InputError: an entry is unknown to the registry, repeated, or replayed after all.
    """
    path = folder / NOT_REPLAYED
    if not path.is_file():
        return ()
    document = parse_documents(read_text(path, shown=path.name), path.name)[0]
    try:
        listing = _Listing.model_validate(document.value)
    except ValidationError as error:
        where, message = next(iter(french_errors(error, _Listing)))
        raise InputError(document.place(where), message) from None
    known = {source.id for source in base.decisions()}
    seen: set[str] = set()
    for number, entry in enumerate(listing.entries):
        place = document.place(("non_rejouees", number))
        if entry.decision not in known:
            hint = nearest(entry.decision, known)
            raise InputError(place, f"décision inconnue du registre : « {entry.decision} »{hint}")
        if entry.decision in replayed:
            raise InputError(place, f"décision pourtant rejouée : « {entry.decision} »")
        if entry.decision in seen:
            raise InputError(place, f"décision répétée : « {entry.decision} »")
        seen.add(entry.decision)
    return tuple(
        NotReplayed(decision=entry.decision, reason=entry.reason, because=entry.because)
        for entry in listing.entries
    )
