"""The user matrix: what each profile may be given at most, and why not the rest.

A profile gives nothing by itself: an account also needs a grant, on a case or on the store.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from expert.rights.operations import Operation

Profile = Literal["rh", "juriste", "cadre", "dpo", "informatique", "recouvrement"]


class Permissions(NamedTuple):
    """A profile: its name, what it may do, the readers it gets the result of, and why no more."""

    name: str
    operations: tuple[Operation, ...]
    readers: tuple[str, ...]
    bound: str


MATRIX: Final[dict[Profile, Permissions]] = {
    "rh": Permissions(
        "ressources humaines",
        ("lire", "repondre", "decider", "exporter", "partager", "effacer", "echeances"),
        ("manager", "rh"),
        "le journal se lit par le délégué à la protection des données, un accès perdu se rend par "
        "deux personnes de recouvrement",
    ),
    "juriste": Permissions(
        "juriste",
        ("lire", "repondre", "decider", "exporter", "echeances"),
        ("manager", "rh", "juriste", "contradiction"),
        "le partage et l'effacement reviennent à la gestion des ressources humaines",
    ),
    "cadre": Permissions(
        "cadre qui signale",
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
    "recouvrement": Permissions(
        "personne de recouvrement",
        ("recouvrer",),
        (),
        "la personne de recouvrement rend un accès perdu avec une autre, elle ne lit pas les "
        "dossiers",
    ),
}
"""Each profile, in the order of the documentation."""
