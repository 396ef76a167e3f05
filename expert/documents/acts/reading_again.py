"""The words that a person typed and that are worth reading again before a document is handed over.

The law forbids some mentions in any administrative document. Nothing is changed nor hidden: a
person reads again, and writes otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.acts.disclosable import Disclosable
from expert.flagged_words import flagged
from knowledge.base_model import KnowledgeBase


def to_read_again(base: KnowledgeBase, told: Disclosable) -> tuple[str, ...]:
    """Return one sentence for each place where a typed text holds such words."""
    return tuple(
        f"{place} : {flag.sentence}"
        for place, text, quoted in _typed(told)
        for flag in flagged(base, text, quoted=quoted)
    )


def _typed(told: Disclosable) -> Iterator[tuple[str, str, bool]]:
    """Yield each text that a person typed: where it stands, and whether it is exact words."""
    yield "Titre", told.assessment.title, False
    for publication in told.assessment.publications:
        for unit in publication.units:
            yield f"Mots du passage {unit.id}", unit.verbatim, True
    for piece in told.pieces or ():
        typed = (piece.title, piece.obtained, piece.withdrawn or "")
        yield f"Pièce n° {piece.number}", "\n".join(typed), False
    for decision in told.decisions:
        yield f"Motif : {decision.act}", decision.reason, False
    for spoken in told.statements:
        yield "Ce que la personne a dit", spoken.words, True
    for due in told.due_dates:
        yield "Échéance", due.label, False
