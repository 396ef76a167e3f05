"""`qualif document NOM FICHIER`: one document of an incident or of its case."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.command import papers
from expert.command.arguments import UsageError, add_date, add_form, add_profile
from expert.plain_text import clean, one_line
from knowledge.errors import InputError, Place, nearest

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from expert.cases.casefile import CaseFile
    from expert.documents.acts.catalogue import MadeDocument
    from knowledge import KnowledgeBase

LIST = "liste"
FORMS = ("texte", "markdown", "json", *papers.FORMS)

_DESCRIPTION = """\
Établit un document à partir d'un incident, ou d'un dossier sorti en clair.
« qualif document liste » les nomme tous. Rien n'y est choisi à votre place : les
blancs sont à remplir, une sanction n'y figure que si une personne l'a proposée, et
un projet dit qu'il en est un. Les réponses protégées n'y sont jamais.
"""


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "document", help="établir un document (note, rapport, courrier, liste...)",
        description=_DESCRIPTION,
    )  # fmt: skip
    parser.add_argument("name", metavar="NOM", help="nom du document, ou « liste »")
    parser.add_argument(
        "file", nargs="?", metavar="FICHIER", help="fichier d'incident ou de dossier, ou « - »"
    )
    add_profile(parser, "rh")
    parser.add_argument(
        "--anonyme", action="store_true", help="remplacer les noms du dossier par des fonctions"
    )
    add_form(parser, FORMS)
    add_date(parser)
    parser.add_argument("--sortie", metavar="FICHIER", help=papers.TARGET)
    papers.declare(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the document; nothing is printed if the file is refused."""
    from expert.command.clear_cases import read_case
    from expert.documents.acts.catalogue import ACTS, STAFF_NOTE, made_staff_note, titles
    from knowledge import load_base

    if arguments.name not in (LIST, STAFF_NOTE):
        check_name(arguments.name)
    office = papers.asked(arguments)
    if arguments.sortie is not None and not office:
        raise UsageError("--sortie va avec --format docx ou pdf (aide : qualif document --help)")
    if arguments.name in ACTS and arguments.file is None:
        raise UsageError(f"il manque : le fichier de l'incident pour « {arguments.name} »")
    case = read_case(arguments.file) if arguments.name in ACTS else None
    base = load_base()
    if arguments.name == LIST:
        named = titles(base)
        width = max(map(len, named))
        sys.stdout.write("".join(f"{name:<{width}}  {title}\n" for name, title in named.items()))
        return 0
    if arguments.name == STAFF_NOTE:
        made = [made_staff_note(base)]
    elif arguments.name not in titles(base):
        raise UsageError(f"la base ne porte pas le texte qui demande « {arguments.name} »")
    else:
        made = _made(base, arguments, case)
    if office:
        _write(made, base, arguments)
    else:
        sys.stdout.write(_parted(made, arguments.format))
    say_to_read_again(made)
    return 0


def _write(documents: list[MadeDocument], base: KnowledgeBase, arguments: Namespace) -> None:
    """Write the only document of the file. Raises `InputError` or `UsageError`."""
    from datetime import date

    from expert.papers.making import act_paper
    from expert.papers.writing import check_target, rendered, write_paper

    if len(documents) != 1:
        raise UsageError(
            f"--format {arguments.format} : un seul incident à la fois, lu {len(documents)}"
        )
    target = Path(arguments.sortie)
    check_target(target, arguments.format)
    paper = act_paper(documents[0], base, date.today())
    write_paper(rendered(paper, arguments.format, arguments.modele), target)
    kind = "Projet écrit, à relire" if paper.draft else "Document écrit, à relire"
    print(f"{kind} : {one_line(str(target))}")


def _made(base: KnowledgeBase, arguments: Namespace, case: CaseFile | None) -> list[MadeDocument]:
    """Return the document of the case, or of every incident, that the file holds."""
    from dataclasses import replace

    from expert.cases.documents import incident_of
    from expert.cases.refusal import CaseRefusedError
    from expert.documents.acts.catalogue import made_document
    from expert.incident_files import read_incidents

    if case is None:
        found = read_incidents(arguments.file, base, examined_on=arguments.date)
    else:
        try:
            incident = incident_of(base, case.incident)
        except CaseRefusedError as error:
            raise InputError(Place(one_line(arguments.file)), str(error)) from None
        found = [replace(incident, examined_on=arguments.date or incident.examined_on)]
    return [
        made_document(
            base,
            arguments.name,
            incident,
            case,
            reader=arguments.lecteur,
            anonymised=arguments.anonyme,
        )
        for incident in found
    ]


def _parted(documents: list[MadeDocument], form: str) -> str:
    from expert.command.streams import columns

    if form == "json" and len(documents) > 1:
        texts = (_laid_out(document, form).rstrip() for document in documents)
        return "[\n" + ",\n".join(texts) + "\n]\n"
    rule = "\n---\n\n" if form == "markdown" else f"\n{'=' * columns()}\n\n"
    return rule.join(_laid_out(document, form) for document in documents)


def _laid_out(document: MadeDocument, form: str) -> str:
    """Return a document in one of the forms, ready to print."""
    from expert.command.streams import columns, printable_json
    from expert.documents.acts.forms import laid_out

    shown = laid_out(document, form, columns())
    return printable_json(shown) if form == "json" else shown


def say_to_read_again(documents: Iterable[MadeDocument]) -> None:
    """Tell who hands a document over, apart from it, which words to read again."""
    for document in documents:
        for sentence in document.to_read_again:
            print(clean(f"À relire avant de remettre. {sentence}"), file=sys.stderr)


def check_name(name: str) -> None:
    """Refuse a name that no document of an incident has, with the nearest one."""
    from expert.documents.acts.catalogue import ACTS

    if name not in ACTS:
        hint = nearest(name, ACTS) or f" ; documents : {', '.join(ACTS)}"
        raise UsageError(f"document inconnu : « {name} »{hint}")
