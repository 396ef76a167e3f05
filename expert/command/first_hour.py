"""`qualif urgence`: the questions of the first hour by plain prompts, then the page."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.command.arguments import add_date, add_form
from expert.command.streams import columns
from expert.plain_text import one_line

if TYPE_CHECKING:
    from argparse import Namespace

    from expert.incident import Incident
    from knowledge import KnowledgeBase

_DESCRIPTION = """\
La première heure : six questions au plus, puis une page de gestes, de personnes
à prévenir et d'heures, sans rien qualifier. Les réponses peuvent venir d'un
tube. Rien n'est enregistré sans « --fichier » ; ce fichier se reprend ensuite
par « qualif entretien --lineaire --fichier » ou dans l'application, et rien
n'y est redemandé.
"""


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "urgence", help="la première heure : gestes, personnes, heures", description=_DESCRIPTION
    )
    parser.add_argument(
        "--fichier", type=Path, metavar="FICHIER", help="où enregistrer, ou quoi reprendre"
    )
    parser.add_argument("--titre", metavar="TITRE", help="titre d'un nouvel incident")
    add_form(parser, ("texte", "markdown"))
    add_date(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Ask, then print the page of the answers given."""
    from expert.command.interview import asked_line, cited, opened, save, say
    from expert.first_hour.asking import FirstHourPrompts
    from knowledge import load_base

    base = load_base()
    path: Path | None = arguments.fichier
    prompts = FirstHourPrompts(
        base,
        opened(base, path, arguments.titre, arguments.date),
        ask=asked_line,
        say=say,
        save=lambda changed: save(changed, path),
        cite=lambda source: cited(base, source),
    )
    say([f"Réponses enregistrées dans {one_line(str(path))}." if path else
         "Réponses non enregistrées (« --fichier » pour les garder)."])  # fmt: skip
    if prompts.conduct():
        sys.stdout.write("\n" + _rendered(base, prompts.incident, arguments.format))
    return 0


def _rendered(base: KnowledgeBase, incident: Incident, form: str) -> str:
    """Return the page; the hours left are exact when the incident is examined today."""
    from expert.documents import markdown, text
    from expert.first_hour import page

    now = datetime.now() if incident.examined_on == date.today() else None
    blocks = page(base, incident, now)
    return markdown.layout(blocks) if form == "markdown" else text.layout(blocks, columns())
