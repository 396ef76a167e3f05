"""Where the ledger and the answers on the evidence do not say the same, said for a person to look.

Nothing is corrected: which of the two is right, only a person knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.cases.pieces import Piece
from expert.evidence.fairness import DISLOYAL_FACT, MODE_FACT, obtainings
from expert.evidence.ledger import Pieces, standing
from expert.incident import Incident
from knowledge.base_model import KnowledgeBase


def disagreements(
    base: KnowledgeBase, incident: Incident, pieces: Iterable[Piece]
) -> tuple[str, ...]:
    """Return one sentence for each way of obtaining that only one of the two tells."""
    counted = standing(pieces)
    return (*_modes(base, incident, counted), *_disloyalty(incident, counted))


def _modes(base: KnowledgeBase, incident: Incident, pieces: Pieces) -> Iterator[str]:
    answer = incident.answers.get(MODE_FACT)
    if not isinstance(answer, tuple):
        return
    labels = obtainings(base)
    held = {piece.obtained for piece in pieces if piece.obtained}
    for mode in answer:
        if mode not in held:
            yield f"Réponse « {labels.get(mode, mode)} » : aucune pièce du dossier n'y correspond."
    for piece in pieces:
        if piece.obtained and piece.obtained not in answer:
            label = labels.get(piece.obtained, piece.obtained)
            yield f"Pièce {piece.number} (« {label} ») : les réponses n'en parlent pas."


def _disloyalty(incident: Incident, pieces: Pieces) -> Iterator[str]:
    if incident.answers.get(DISLOYAL_FACT) != "non":
        return
    for piece in pieces:
        if piece.disloyally == "oui":
            yield (
                f"Pièce {piece.number} : obtenue par ruse, intrusion ou surveillance cachée, alors "
                "que la réponse dit qu'aucune ne l'a été."
            )
