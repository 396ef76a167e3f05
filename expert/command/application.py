"""`qualif` alone: the application, when there is a terminal to open it in."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from expert.command.arguments import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_NO_TERMINAL = (
    "pas de terminal ici pour ouvrir l'application ; pour qualifier un fichier : "
    "qualif qualifier FICHIER (ou « - » pour l'entrée standard) ; "
    "pour un exemple : qualif --exemple"
)


def declare(parser: ArgumentParser) -> None:
    """Declare what `qualif` accepts without a command."""
    parser.add_argument(
        "--exemple",
        action="store_true",
        help="ouvrir un incident d'exemple ; sans terminal, en montrer le rapport",
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Open the application, or say how to do without a terminal."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        code: int = import_module("tui.app").run(sample=arguments.exemple)
        return code
    if arguments.exemple:
        return _show_sample()
    raise UsageError(_NO_TERMINAL)


def _show_sample() -> int:
    from expert.command.qualify import report

    samples = sorted(
        (
            entry
            for entry in files("expert").joinpath("samples").iterdir()
            if entry.name.endswith(".yaml")
        ),
        key=lambda entry: entry.name,
    )
    with as_file(samples[0]) as path:
        sys.stdout.write(report([str(path)], "texte", "juriste", None))
    return 0
