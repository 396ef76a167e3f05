"""The group of commands `qualif base`."""

from __future__ import annotations

from typing import Any

from expert.command import schema
from expert.command.base import (
    changes,
    compare,
    facts,
    precedents,
    prove,
    replay,
    rule,
    search,
    source,
    sources,
    tree,
    verify,
)


def declare(commands: Any) -> None:
    """Declare the group and its commands."""
    parser = commands.add_parser(
        "base", help="lire, vérifier et rejouer la base de règles",
        description="La base de règles : la vérifier, la lire, y chercher, rejouer des décisions.",
    )  # fmt: skip
    verbs = parser.add_subparsers(
        title="commandes", metavar="COMMANDE", prog="qualif base", required=True
    )
    for module in (
        verify,
        prove,
        facts,
        rule,
        tree,
        source,
        sources,
        search,
        changes,
        compare,
        replay,
        precedents,
        schema,
    ):
        module.declare(verbs)
