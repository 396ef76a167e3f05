"""The group of commands `qualif dossiers`."""

from __future__ import annotations

from typing import Any

from expert.command.dossiers import (
    access,
    accounts,
    affairs,
    documents,
    due,
    erasing,
    freezing,
    journal,
    listing,
    phrases,
    restoring,
    saving,
    sending,
    sharing,
    taking,
    verifying,
)


def declare(commands: Any) -> None:
    """Declare the group and its commands."""
    parser = commands.add_parser(
        "dossiers", help="les dossiers enregistrés : partager, exporter, sauvegarder, effacer",
        description="Les dossiers enregistrés, chiffrés : qui y a droit, ce qui en sort, ce qui en "
        "est gardé et jusqu'à quand.",
    )  # fmt: skip
    verbs = parser.add_subparsers(
        title="commandes", metavar="COMMANDE", prog="qualif dossiers", required=True
    )
    for module in (
        listing,
        sharing,
        documents,
        sending,
        taking,
        saving,
        restoring,
        verifying,
        journal,
        due,
        freezing,
        erasing,
        affairs,
        access,
        accounts,
        phrases,
    ):
        module.declare(verbs)
