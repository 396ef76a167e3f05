"""The entry point: reads the command line, runs one command, turns every end into an exit code.

0: done; 2: refused input or command line; 70: a fault of the software; 130: interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from expert._version import __version__
from expert.command import (
    application,
    compare,
    compliance,
    crash,
    document,
    explain,
    first_hour,
    information,
    interview,
    person,
    precedents,
    prevention,
    qualify,
    schema,
    serve,
    streams,
    template,
    what_if,
)
from expert.command.arguments import FrenchParser, UsageError
from expert.command.base import group
from expert.command.dossiers import group as dossiers
from expert.plain_text import clean
from knowledge.errors import InputError

_DESCRIPTION = """\
Qualifier juridiquement un incident de publication : ce que l'on peut dire,
pourquoi, textes et décisions à l'appui. Sans commande : ouvre l'application.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    streams.prepare()
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except (InputError, UsageError) as error:
        return _refuse(str(error), 2)
    except KeyboardInterrupt:
        return _refuse("Interrompu.", 130)
    except BrokenPipeError:
        streams.close_quietly()
        return 0
    except Exception as error:  # the last resort: whatever it is, no traceback with answers in it
        return _refuse(crash.report(error, _command_name(arguments)), crash.EXIT_CODE)


def _run(arguments: Sequence[str]) -> int:
    try:
        parsed = build_parser().parse_args(arguments)
    except SystemExit as leaving:  # --help and --version
        return int(leaving.code or 0)
    code: int = parsed.run(parsed)
    return code


def build_parser() -> FrenchParser:
    """Return the parser of every command."""
    parser = FrenchParser(prog="qualif", description=_DESCRIPTION)
    parser.add_argument(
        "--version",
        action="version",
        version=f"qualif {__version__}",
        help="montrer la version du logiciel",
    )
    application.declare(parser)
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE", prog="qualif")
    for module in (
        qualify,
        explain,
        what_if,
        compare,
        first_hour,
        interview,
        person,
        document,
        precedents,
        prevention,
        group,
        dossiers,
        compliance,
        schema,
        serve,
        template,
        information,
    ):
        module.declare(commands)
    return parser


def _refuse(sentence: str, code: int) -> int:
    """Say one sentence on the error stream, whatever it quotes, and return the code."""
    try:
        print(clean(sentence), file=sys.stderr, flush=True)
    except (BrokenPipeError, ValueError):
        return code
    return code


def _command_name(arguments: Sequence[str]) -> str:
    """Return the words of the command alone: what follows may name a file or a person."""
    known = {
        "qualifier", "expliquer", "et-si", "comparer", "urgence", "entretien", "fiche", "document",
        "precedents", "prevention", "base", "dossiers", "schema", "servir", "modele", "infos",
        "conformite",
    }  # fmt: skip
    return next((word for word in arguments if word in known), "application")
