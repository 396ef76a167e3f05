"""`qualif entretien --lineaire`: the interview by plain prompts, for any terminal and for pipes."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.command import application
from expert.command.arguments import UsageError, add_date, add_form, add_profile
from expert.command.streams import columns
from expert.plain_text import one_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from expert.incident import Incident
    from knowledge import KnowledgeBase

_DESCRIPTION = """\
Pose les questions de l'application une par une, par de simples lignes de texte,
puis montre la qualification. Les réponses peuvent venir d'un tube. Avec
« --fichier », elles sont enregistrées après chacune, et un fichier qui existe
est repris où il en était.
"""


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "entretien", help="répondre aux questions, dans l'application ou ligne par ligne",
        description=_DESCRIPTION,
    )  # fmt: skip
    parser.add_argument("--lineaire", action="store_true", help="ligne par ligne")
    parser.add_argument(
        "--fichier", type=Path, metavar="FICHIER", help="où enregistrer, ou quoi reprendre"
    )
    parser.add_argument("--titre", metavar="TITRE", help="titre d'un nouvel incident")
    add_form(parser, ("texte", "json", "markdown"))
    add_date(parser)
    add_profile(parser, "rh")
    parser.set_defaults(run=run, exemple=False)


def run(arguments: Namespace) -> int:
    """Conduct the interview, then print the result."""
    if not arguments.lineaire:
        if arguments.fichier or arguments.titre:
            raise UsageError("« --fichier » et « --titre » vont avec « --lineaire »")
        return application.run(arguments)
    from expert.command.qualify import rendered
    from expert.interview.linear import LinearInterview
    from expert.interview.session import Interview
    from knowledge import load_base

    base = load_base()
    path: Path | None = arguments.fichier
    incident = opened(base, path, arguments.titre, arguments.date)
    linear = LinearInterview(
        Interview(base, incident, profile=arguments.lecteur),
        ask=asked_line,
        say=say,
        save=lambda changed: save(changed, path),
        cite=lambda source: cited(base, source),
    )
    say([f"Réponses enregistrées dans {one_line(str(path))}." if path else
          "Réponses non enregistrées (« --fichier » pour les garder)."])  # fmt: skip
    if not linear.conduct():
        say(["Entretien interrompu ; vos réponses sont enregistrées." if path else
              "Entretien interrompu ; rien n'est enregistré."])  # fmt: skip
        return 0
    from expert.assessment import assess

    done = assess(base, linear.interview.incident, profile=arguments.lecteur)
    sys.stdout.write("\n" + rendered([done], arguments.format, arguments.lecteur))
    return 0


def opened(
    base: KnowledgeBase, path: Path | None, title: str | None, examined_on: date | None
) -> Incident:
    """Return the incident of the file, or a new one saved there at once."""
    from expert.incident_files import read_incidents, save_problem, write_incident
    from expert.interview.session import new_incident
    from knowledge import InputError, Place

    if path is not None and path.exists():
        found = read_incidents(path, base, examined_on=examined_on)
        if len(found) > 1:
            place = Place(one_line(str(path)))
            raise InputError(place, "un seul incident par fichier pour un entretien")
        return found[0]
    day = examined_on or date.today()
    incident = new_incident(title or f"Incident examiné le {day:%d/%m/%Y}", day)
    if path is not None:
        try:
            write_incident(incident, path)
        except OSError as error:
            raise InputError(Place(one_line(str(path))), save_problem(error)) from None
    return incident


def save(incident: Incident, path: Path | None) -> None:
    """Save after an answer; a failure is said, the answers stay in memory."""
    from expert.incident_files import save_problem, write_incident

    if path is None:
        return
    try:
        write_incident(incident, path)
    except OSError as error:
        say([f"  Non enregistré : {save_problem(error)}. L'entretien continue en mémoire."])


def asked_line(prompt: str) -> str:
    """Return the next line of the standard input. Raises `EOFError` at its end."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        sys.stdout.write("\n")
    if not line:
        raise EOFError
    return line


def say(lines: Iterable[str]) -> None:
    """Print lines on the width of the terminal, keeping their indentation."""
    from expert.documents.text import wrapped

    width = columns()
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        print("\n".join(wrapped(line.strip(), width, indent, f"{indent}  ")))


def cited(base: KnowledgeBase, source: str) -> str:
    """Return the reference of a source."""
    from expert.explanation.citations import citation

    return citation(base, source).reference
