"""`qualif infos`: which software, which law, and where things are kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

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
    """Print the versions and the places; settings that are refused are said, and end with 2."""
    from expert.information import lines, rows
    from expert.settings.file import read_settings, settings_path
    from expert.store.chosen import chosen_store
    from knowledge import load_base

    settings, refused = read_settings(settings_path())
    for line in lines(rows(load_base(), chosen_store(settings.folder, settings.base))):
        print(line)
    if refused is None:
        return 0
    print(refused, file=sys.stderr)
    return 2
