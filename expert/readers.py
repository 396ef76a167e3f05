"""The readers a result is prepared for: what each is called, and who reads an incident."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from expert.incident import Incident

READERS: Final[dict[str, str]] = {
    "manager": "Cadre de proximité",
    "rh": "Ressources humaines",
    "juriste": "Juriste",
    "contradiction": "Contradiction",
}
READER_HELP: Final[dict[str, str]] = {
    "manager": "Les gestes à éviter et à faire, puis transmettre. Ni peine ni sanction.",
    "rh": "Vos délais, la procédure, les griefs en mots simples, les pièces des deux côtés.",
    "juriste": "Tout : griefs un par un, décisions des deux côtés, maximum des articles.",
    "contradiction": "Ce que l'autre partie opposera, et ce que le dossier y répond.",
}
READER_NOTE: Final = "lecteur"
DEFAULT_READER: Final = "rh"
_FORMER_NAMES: Final = {"cadre": "manager"}


def reader_of(incident: Incident) -> str:
    """Return the reader noted in an incident, human resources when there is none."""
    noted = incident.notes.get(READER_NOTE)
    if not isinstance(noted, str):
        return DEFAULT_READER
    named = _FORMER_NAMES.get(noted, noted)
    return named if named in READERS else DEFAULT_READER


def read_by(incident: Incident, reader: str) -> Incident:
    """Return the incident with its reader noted: it is taken up for the same one."""
    return replace(incident, notes={**incident.notes, READER_NOTE: reader})
