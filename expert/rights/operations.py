"""What can be done on a case, or on the store as a whole."""

from __future__ import annotations

from typing import Final, Literal

Operation = Literal[
    "lire", "repondre", "decider", "geler", "exporter", "partager", "effacer",
    "journal", "echeances", "recuperer",
]  # fmt: skip

OPERATION_FR: Final[dict[Operation, str]] = {
    "lire": "lire le dossier",
    "repondre": "répondre aux questions",
    "decider": "enregistrer une décision",
    "geler": "geler l'effacement",
    "exporter": "exporter un document",
    "partager": "partager le dossier",
    "effacer": "effacer le dossier à son terme",
    "journal": "lire le journal",
    "echeances": "lire la liste des échéances",
    "recuperer": "ouvrir par récupération, à deux",
}

WHOLE_STORE: Final[frozenset[Operation]] = frozenset({"journal", "echeances", "recuperer"})
"""What bears on no single case. The others always name one."""
