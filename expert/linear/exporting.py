"""Writing a document to a new file, for its owner only: nothing is ever overwritten."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from expert.incident_files import save_problem
from expert.linear.commands import Command
from expert.linear.console import Console
from expert.plain_text import one_line

FORMS: Final = {
    "texte": ("Texte", "txt"),
    "markdown": ("Markdown (traitement de texte)", "md"),
    "json": ("JSON (données)", "json"),
}
"""The forms of a document: how each is called, and the ending of its file."""

_WARNING: Final = (
    "Ce fichier sort du dossier protégé : gardez-le comme une pièce du dossier. Une copie ou une "
    "impression échappe aux durées de conservation."
)
_WORDS: Final = {
    "retour": "ne rien écrire",
    "aide": "ce que l'on peut taper",
    "quitter": "s'arrêter ici ; tout est gardé",
}


def export(
    console: Console, name: str, forms: Mapping[str, Callable[[], str]], folder: Path
) -> None:
    """Ask the form and the file, then write; `forms` give the text of each form."""
    labels = [FORMS[form][0] for form in forms]
    console.say(["", "Écrire dans un fichier", "Sous quelle forme ?"])
    console.numbered(labels)
    chosen = console.number(f"Un numéro de 1 à {len(labels)}, ou « aide » : ", labels, _WORDS)
    if not isinstance(chosen, int):
        console.say(["  Rien n'est écrit."])
        return
    form = list(forms)[chosen]
    default = f"{name}.{FORMS[form][1]}"
    console.say([_WARNING, f"Sans autre nom, le fichier s'appelle {default}, dans ce dossier-ci."])
    while True:
        typed = console.text("Nom du fichier, Entrée pour celui-là, ou « aide » : ", _WORDS)
        if isinstance(typed, Command):
            console.say(["  Rien n'est écrit."])
            return
        path = folder / Path(typed or default).expanduser()
        problem = _written(path, forms[form])
        if not problem:
            console.say([f"  Fichier écrit : {one_line(str(path))}"])
            return
        console.say([f"  {problem}"])


def _written(path: Path, text: Callable[[], str]) -> str:
    """Write the file; return why it cannot be, or nothing."""
    said = text()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return "Ce fichier existe déjà : choisissez un autre nom."
    except (OSError, ValueError) as error:
        why = (
            save_problem(error) if isinstance(error, OSError) else "ce n'est pas un nom de fichier"
        )
        return f"Ce fichier ne peut pas être écrit : {why}."
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(said)
    except OSError as error:
        path.unlink(missing_ok=True)
        return f"Ce fichier ne peut pas être écrit : {save_problem(error)}."
    return ""
