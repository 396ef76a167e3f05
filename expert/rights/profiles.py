"""The user matrix: what each profile may be given at most, and why not the rest.

A profile gives nothing by itself: an account also needs a grant, on a case or on the store.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from expert.rights.operations import Operation

Profile = Literal["gestionnaire-rh", "juriste", "cadre", "dpo", "informatique", "recuperation"]


class Permissions(NamedTuple):
    """A profile: its name, what it may do, the readers it gets the result of, and why no more."""

    name: str
    operations: tuple[Operation, ...]
    readers: tuple[str, ...]
    bound: str


MATRIX: Final[dict[Profile, Permissions]] = {
    "gestionnaire-rh": Permissions(
        "gestionnaire RH",
        ("lire", "repondre", "decider", "exporter", "partager", "effacer", "echeances"),
        ("manager", "rh"),
        "le journal se lit par le délégué à la protection des données, la récupération se fait par "
        "ses deux responsables",
    ),
    "juriste": Permissions(
        "juriste",
        ("lire", "repondre", "decider", "exporter", "echeances"),
        ("manager", "rh", "juriste", "contradiction"),
        "le partage et l'effacement reviennent à la gestion des ressources humaines",
    ),
    "cadre": Permissions(
        "cadre signalant",
        ("lire", "repondre"),
        ("manager",),
        "le cadre qui signale répond, lit la vue du cadre, puis transmet",
    ),
    "dpo": Permissions(
        "délégué à la protection des données",
        ("journal", "echeances"),
        (),
        "le délégué à la protection des données voit le journal et les échéances, jamais le "
        "contenu d'un dossier",
    ),
    "informatique": Permissions(
        "administrateur informatique",
        (),
        (),
        "l'administrateur informatique tient la machine et les sauvegardes, il ne lit rien",
    ),
    "recuperation": Permissions(
        "responsable de la récupération",
        ("recuperer",),
        (),
        "le responsable de la récupération rend un accès perdu avec l'autre responsable, il ne lit "
        "pas les dossiers",
    ),
}
"""Each profile, in the order of the documentation."""
