"""The pages of the server: the terminal, the two refusals, and the door that is passed again."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Final

from aiohttp import web

STATIC: Final = Path(str(files("tui.browser").joinpath("static")))
"""Our own page and what it needs; the terminal itself is shipped inside textual-serve."""

USED: Final = (
    "Cette adresse a déjà servi, ou n'est plus valable. Pour entrer de nouveau, demandez une autre "
    "adresse dans la fenêtre où Qualif a été lancé (touche Entrée)."
)
NO_ENTRY: Final = (
    "Qualif s'ouvre par l'adresse écrite dans la fenêtre où il a été lancé. Cette adresse sert une "
    "seule fois ; la touche Entrée, dans cette fenêtre, en donne une autre."
)
FOREIGN: Final = "Cette demande vient d'ailleurs que de la page de Qualif : elle est refusée."
NOT_FOUND: Final = "Il n'y a rien à cette adresse."
FAULT: Final = "Qualif a rencontré un défaut. Rechargez la page : vos réponses sont enregistrées."

_SENTENCE: Final = """\
<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Qualif</title>
{head}<style>
body {{ font: 1.1rem/1.5 sans-serif; margin: 15vh auto; max-width: 36rem; padding: 0 1rem }}
</style>
</head>
<body><h1>Qualif</h1><p>{sentence}</p></body>
</html>
"""


def said(sentence: str, status: int) -> web.Response:
    """Return a page of one sentence."""
    text = _SENTENCE.format(head="", sentence=escape(sentence))
    return web.Response(text=text, status=status, content_type="text/html")


def through_again() -> web.Response:
    """Return a page that comes back to the first one, from our own address this time.

    A browser keeps a strict cookie for itself when a link elsewhere leads here: mail, intranet.
    """
    head = '<meta http-equiv="refresh" content="0;url=/">\n'
    text = _SENTENCE.format(head=head, sentence="Ouverture…")
    return web.Response(text=text, content_type="text/html")


def terminal() -> web.FileResponse:
    """Return the page of the application."""
    return web.FileResponse(STATIC / "page.html")
