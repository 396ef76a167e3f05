"""The French sentences that several screens share."""

from __future__ import annotations

from typing import Final

from expert.readers import READER_HELP as PROFILE_HELP
from expert.readers import READERS as PROFILES

__all__ = ["PROFILES", "PROFILE_HELP"]

APPLICATION: Final = "Qualif"

UNKNOWN: Final = "Je ne sais pas"
NONE_OF_THESE: Final = "Aucune de ces réponses"
CHOOSE: Final = "Choisissez une réponse, ou « Je ne sais pas »."
TICK: Final = (
    "Cochez ce qui convient (Espace), puis Entrée ; ou « Aucune de ces réponses », "
    "ou « Je ne sais pas »."
)
READ_BY_JUDGE: Final = "Ce texte pourra être lu par l'agent et par un juge."
"""The same words as `expert.interview.notices`, which the first screen does not wait for."""
TOO_SMALL: Final = (
    "Fenêtre trop petite.\n\nQualif demande au moins 60 colonnes et 18 lignes. "
    "Agrandissez la fenêtre : rien n'est perdu.\n\nCtrl+Q pour quitter."
)
HOW_TO_LEAVE: Final = "Pour quitter : Ctrl+Q. Tout est déjà enregistré."
HANDS_OVER: Final = "Votre rôle est de transmettre le rapport factuel, et lui seul."
NOTHING_TO_SAVE: Final = "Rien à enregistrer ici."
LOADING: Final = "Chargement des règles…"

CASE_FILE: Final = ("Dossier", "personnes, pièces, décisions, documents ; Ctrl+D")
"""The line of the menu that opens the case file."""
