"""`qualif infos`: which software, which law, and where things are kept."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Any

from expert._version import __version__

if TYPE_CHECKING:
    from argparse import Namespace


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "infos", help="versions du logiciel et du droit, emplacements",
        description="Versions du logiciel et de la base de règles, emplacements des fichiers.",
    )  # fmt: skip
    parser.set_defaults(run=run)


def run(_arguments: Namespace) -> int:
    """Print the versions and the places."""
    from platformdirs import user_cache_path, user_log_path

    from expert.calendar import french_date
    from expert.casefiles.listing import incidents_folder
    from knowledge import load_base

    base = load_base()
    rows = {
        "Logiciel": f"Qualif {__version__}, Python {platform.python_version()}",
        "Base de règles": f"version {base.version}, {len(base.rules)} règles, "
        f"{len(base.facts)} faits, {len(base.sources)} textes et décisions",
        "État du droit": french_date(base.law_as_of),
        "Empreinte": base.digest,
        "Dossiers": str(incidents_folder()),
        "Journaux": str(user_log_path("qualif", appauthor=False)),
        "Cache": str(user_cache_path("qualif", appauthor=False)),
        "Licence": "EUPL-1.2",
        "Réseau": "aucune connexion",
    }
    for name, value in rows.items():
        print(f"{name:<15}: {value}")
    return 0
