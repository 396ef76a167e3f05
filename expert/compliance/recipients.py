"""The recipients and the user matrix, from the profiles that the software applies."""

from __future__ import annotations

from collections.abc import Iterator

from expert.compliance.framing import blanks, head
from expert.documents.outline import Block, Heading, Item, Paragraph, Table, bullets
from expert.readers import READERS
from expert.rights.operations import OPERATION_FR
from expert.rights.profiles import MATRIX, Permissions
from knowledge.base_model import KnowledgeBase

TITLE = "Destinataires et droits des utilisateurs"

_OPENING = (
    "Ce que chaque profil peut recevoir au plus. Un profil ne donne rien par lui-même : il faut en "
    "plus un droit sur un dossier, ou sur la base entière, qui peut avoir une fin."
)


def recipients_sheet(base: KnowledgeBase) -> Iterator[Block]:
    """Yield the recipients, then the matrix, an operation a row."""
    yield from head(TITLE, _OPENING, base, legend=False)
    yield Heading("Par profil")
    yield from recipient_blocks()
    yield Heading("Par opération")
    yield Table(
        ("Opération", *(permissions.name for permissions in MATRIX.values())),
        tuple(
            (words, *("oui" if name in p.operations else "non" for p in MATRIX.values()))
            for name, words in OPERATION_FR.items()
        ),
    )
    yield from blanks(
        (
            "Personnes habilitées, par profil",
            "Deux personnes de recouvrement",
            "Date de la dernière revue des droits",
        )
    )


def recipient_blocks() -> Iterator[Block]:
    """Yield each profile, then who receives a copy."""
    yield from bullets(_profile(permissions) for permissions in MATRIX.values())
    yield Paragraph(
        "Hors du logiciel, destinataires d'une copie : la personne concernée, l'autorité qui "
        "décide, l'instance saisie, l'avocat de l'établissement, un juge (conseil : liste à "
        "valider). Un dossier exporté est noté avec sa raison et son destinataire ; une "
        "page imprimée ou un rapport écrit depuis l'écran ne l'est pas."
    )


def _profile(permissions: Permissions) -> Item:
    done = ", ".join(OPERATION_FR[name] for name in permissions.operations) or "rien"
    seen = " ; ".join(READERS[name] for name in permissions.readers) or "aucun"
    return Item(
        "",
        permissions.name,
        (
            Item(done, "Peut recevoir le droit de"),
            Item(seen, "Résultat lu, préparé pour"),
            Item(permissions.bound, "Limite"),
        ),
    )
