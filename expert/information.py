"""What can be told of this installation without any answer of a case: versions and places."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from platformdirs import user_cache_path, user_log_path

from expert._version import __version__
from expert.calendar import french_date
from expert.settings.file import settings_path

if TYPE_CHECKING:
    from expert.store.chosen import ChosenStore
    from knowledge import KnowledgeBase

_COLUMN = 15


def rows(base: KnowledgeBase, place: ChosenStore) -> dict[str, str]:
    """Return the versions and the places; `place` is that of the cases."""
    return {
        "Logiciel": f"Qualif {__version__}, Python {platform.python_version()}",
        "Base de règles": f"version {base.version}, {len(base.rules)} règles, "
        f"{len(base.facts)} faits, {len(base.sources)} textes et décisions",
        "État du droit": french_date(base.law_as_of),
        "Empreinte": base.digest,
        "Dossiers": place.said,
        "Réglages": str(settings_path()),
        "Journaux": str(user_log_path("qualif", appauthor=False)),
        "Cache": str(user_cache_path("qualif", appauthor=False)),
        "Licence": "EUPL-1.2",
        "Réseau": "la base de l'équipe, et elle seule" if place.address else "aucune connexion",
    }


def lines(found: dict[str, str]) -> list[str]:
    """Return the rows as text, one line each."""
    return [f"{name:<{_COLUMN}}: {value}" for name, value in found.items()]
