"""What can be done on a case, or on the store as a whole."""

from __future__ import annotations

from typing import Final, Literal, get_args

from expert.vault.envelope import Operation as CaseOperation

StoreOperation = Literal["journal", "echeances", "recouvrer"]
"""What bears on no single case."""

Operation = Literal[CaseOperation, StoreOperation]

OPERATION_FR: Final[dict[Operation, str]] = {
    "lire": "lire le dossier",
    "repondre": "répondre aux questions",
    "decider": "enregistrer une décision ou un gel",
    "exporter": "exporter un document",
    "partager": "partager le dossier",
    "effacer": "effacer le dossier à son terme",
    "journal": "lire le journal",
    "echeances": "lire la liste des échéances",
    "recouvrer": "rendre un accès perdu, à deux",
}

WHOLE_STORE: Final[frozenset[Operation]] = frozenset(get_args(StoreOperation))
