"""`qualif entretien --lineaire`: the interview by plain prompts, for any terminal and for pipes."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.command import application
from expert.command.arguments import UsageError, add_date, add_form, add_profile
from expert.command.streams import columns
from expert.plain_text import clean, one_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from expert.incident import Incident
    from expert.linear.console import Console
    from expert.linear.office import LinearOffice
    from expert.linear.opening import Opened, Opening
    from expert.linear.result import Result
    from knowledge import KnowledgeBase

_DESCRIPTION = """\
Tout le parcours de l'application par de simples lignes de texte, pour un lecteur
d'écran ou un tube : commencer ou reprendre, répondre, relire et changer une
réponse, lire le résultat par chapitres, faire expliquer une conclusion, lire les
sources, écrire un fichier. Chaque réponse est enregistrée aussitôt. Avec
« --fichier » ou « --titre », la première question est posée sans rien demander
d'autre ; un fichier qui existe est repris où il en était. Si l'entrée s'arrête
avant la fin, le résultat des réponses données est montré en entier.
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
    parser.add_argument(
        "--identifiant", metavar="IDENTIFIANT", help="votre compte (sinon, le dernier ouvert)"
    )
    parser.add_argument(
        "--phrase-stdin",
        action="store_true",
        help="lire votre phrase de passe sur la première ligne de l'entrée standard",
    )
    add_form(parser, ("texte", "json", "markdown"))
    add_date(parser)
    add_profile(parser, "rh")
    parser.set_defaults(run=run, exemple=False, lecteur=None)


def run(arguments: Namespace) -> int:
    """Conduct the journey; what is typed may come from a pipe."""
    if not arguments.lineaire:
        if arguments.fichier or arguments.titre:
            raise UsageError("« --fichier » et « --titre » vont avec « --lineaire »")
        return application.run(arguments)
    from expert.command.dossiers.opening import told
    from expert.linear.console import Console
    from expert.linear.journey import Journey
    from expert.linear.opening import Opening
    from knowledge import load_base

    console = Console(asked_line, say, columns)
    office = _office(console, arguments)
    opening = Opening(load_base(), console, office, reader=arguments.lecteur, day=arguments.date)
    with told():
        first = first_incident(opening, arguments)
        if arguments.titre and first is None:
            return 2  # why was said
        Journey(opening, lambda result: _print_whole(result, arguments.format)).conduct(first)
    return 0


def _office(console: Console, arguments: Namespace) -> LinearOffice:
    """Return the cases, closed: the phrase is the first line of the input, or asked for later."""
    from expert.command.dossiers.opening import ask
    from expert.linear.office import LinearOffice
    from expert.settings.file import read_settings, settings_path
    from expert.store.chosen import chosen_store

    settings = read_settings(settings_path())[0]
    place = chosen_store(settings.folder, settings.base)
    login = arguments.identifiant or settings.login
    alone = arguments.phrase_stdin
    if alone and not login:
        raise UsageError("« --phrase-stdin » va avec « --identifiant »")
    given = ask(arguments, "Votre phrase de passe") if alone else ""
    return LinearOffice(
        place, console, lambda what: given if alone else ask(arguments, what), login, alone
    )


def first_incident(opening: Opening, arguments: Namespace) -> Opened | None:
    """Return the incident that the command line names, or None for the start to ask."""
    from expert.linear.case import Case
    from expert.linear.opening import Opened
    from expert.readers import reader_of

    path: Path | None = arguments.fichier
    if path is not None:
        incident = opened(opening.base, path, arguments.titre, arguments.date)
        return Opened(incident, arguments.lecteur or reader_of(incident), Case(say, path=path))
    return opening.named(arguments.titre) if arguments.titre else None


def _print_whole(result: Result, form: str) -> None:
    """Print the whole result: as plain sentences, or in the form that was asked for."""
    if form == "texte":
        say(result.whole())
    else:
        from expert.command.qualify import rendered

        sys.stdout.write("\n" + rendered([result.assessment], form, result.reader))


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
    """Print lines on the width of the terminal, keeping their indentation.

    No line holds what a terminal would obey, nor a sign that a screen reader spells out.
    """
    from expert.documents.spoken import Verbatim, spoken
    from expert.documents.text import wrapped

    width = columns()
    for line in lines:
        shown = clean(line)
        indent = " " * (len(shown) - len(shown.lstrip()))
        said = shown.strip() if isinstance(line, Verbatim) else spoken(shown.strip())
        print("\n".join(wrapped(said, width, indent, f"{indent}  ")))


def cited(base: KnowledgeBase, source: str) -> str:
    """Return the reference of a source."""
    from expert.explanation.citations import citation

    return citation(base, source).reference
