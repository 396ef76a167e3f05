"""`qualif precedents FICHIER`: the decisions that courts gave, compared with an incident."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from expert.command.arguments import add_date, add_form
from expert.command.streams import printable_json

if TYPE_CHECKING:
    from argparse import Namespace

    from expert.incident import Incident
    from expert.precedents import Precedents
    from knowledge import KnowledgeBase

READERS = ("juriste", "contradiction")
_DESCRIPTION = """\
Rapproche un incident des décisions du registre, question par question : ce qui va
dans le sens de la mesure, ce qui va dans le sens de la personne, les décisions qui
ont le plus en commun, et ce qui distingue chacune, dans les deux sens. Rien n'y est
prédit, compté ni pesé. « --question » montre toutes les décisions d'une question.
"""


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "precedents", help="comparer un incident à des décisions réelles",
        description=_DESCRIPTION,
    )  # fmt: skip
    parser.add_argument("files", nargs="+", metavar="FICHIER", help="fichier d'incident, ou « - »")
    parser.add_argument(
        "--question", metavar="QUESTION",
        help="une seule question jugée, par son nom (faute-agent, proportion-agent...)",
    )  # fmt: skip
    add_form(parser, ("texte", "json", "markdown"))
    parser.add_argument(
        "--lecteur", choices=READERS, default="juriste", metavar="LECTEUR",
        help="pour qui : juriste ou contradiction, qui lit d'abord le côté de la personne "
        "(sans précision : juriste)",
    )  # fmt: skip
    add_date(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Compare every incident of every file, then print: nothing is printed if one is refused."""
    from expert.incident_files import read_incidents
    from knowledge import load_base

    base = load_base()
    _check_question(base, arguments.question)
    incidents = [
        incident
        for file in arguments.files
        for incident in read_incidents(file, base, examined_on=arguments.date)
    ]
    found = [(i, _compared(base, i, arguments.question)) for i in incidents]
    if arguments.format == "json":
        sys.stdout.write(_json([precedents for _, precedents in found]))
    else:
        sys.stdout.write(_document(base, found, arguments))
    return 0


def _check_question(base: KnowledgeBase, question: str | None) -> None:
    """Refuse a question that no court is known to have settled."""
    from expert.command.arguments import UsageError
    from knowledge import nearest

    if question is not None and question not in base.judged_questions:
        known = ", ".join(base.judged_questions)
        hint = nearest(question, base.judged_questions) or f" ; attendu : {known}"
        raise UsageError(f"--question : « {question} » n'existe pas{hint}")


def _compared(base: KnowledgeBase, incident: Incident, question: str | None) -> Precedents:
    """Compare one incident; nothing is compared where only a factual report may be made."""
    from expert.precedents import Precedents, compare_incident

    found = compare_incident(base, incident, question)
    return Precedents() if found is None else found


def _json(found: list[Precedents]) -> str:
    """Return one object for one incident, a list for several."""
    dumped = [precedents.model_dump(mode="json") for precedents in found]
    content = dumped[0] if len(dumped) == 1 else dumped
    return printable_json(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def _document(
    base: KnowledgeBase, found: list[tuple[Incident, Precedents]], arguments: Namespace
) -> str:
    from expert.command.streams import columns
    from expert.documents.markdown import layout as markdown
    from expert.documents.precedent_pages import precedent_pages
    from expert.documents.text import layout as text

    pages = [
        precedent_pages(
            base, incident.title, precedents, arguments.lecteur,
            every=arguments.question is not None,
        )
        for incident, precedents in found
    ]  # fmt: skip
    if arguments.format == "markdown":
        return "\n---\n\n".join(markdown(page) for page in pages)
    width = columns()
    return f"\n{'=' * width}\n\n".join(text(page, width) for page in pages)
