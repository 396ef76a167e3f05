"""Standard streams that never end in a traceback: any encoding, a closed pipe.

French text on an ASCII terminal (`LANG=C`) raises by default. Here accents are dropped and
typographic signs get their plain form instead.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import shutil
import sys
import unicodedata
from typing import TextIO

WIDTH = 80
"""Widest report, in columns: also the width used when the output is not a terminal."""
_NARROWEST = 40

_PLAIN_SIGNS = {
    "«": '"', "»": '"', "“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "...",
    "œ": "oe", "Œ": "OE", "æ": "ae", "€": "EUR", "•": "*", "·": "-", "→": "->", "×": "x", "°": "o",
    "✓": "v", "✗": "x", "\u2212": "-", "\u202f": " ", "\u00a0": " ",
}  # fmt: skip


def prepare() -> None:
    """Make the three streams accept any text; called once, before anything is printed."""
    codecs.register_error("qualif", _plain_form)
    for stream, utf8_errors in (
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
        (sys.stdin, "replace"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            plain = stream is not sys.stdin and not _is_utf8(stream)
            stream.reconfigure(errors="qualif" if plain else utf8_errors)
    if isinstance(sys.stdin, io.TextIOWrapper) and _is_ascii(sys.stdin):
        sys.stdin.reconfigure(encoding="utf-8")  # what is typed keeps its accents all the same


def printable_json(text: str) -> str:
    """Return JSON text that the output can hold: the same data, escaped when it must be."""
    if _is_utf8(sys.stdout):
        return text
    return "".join(c if c.isascii() else _json_escape(c) for c in text)


def close_quietly() -> None:
    """Forget an output whose reader is gone (`| head`), so that leaving says nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return
    finally:
        os.close(nowhere)


def columns() -> int:
    """Return the width to lay a report out on: the terminal's, at most 80."""
    if not sys.stdout.isatty():
        return WIDTH
    return max(_NARROWEST, min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns))


def _is_utf8(stream: TextIO) -> bool:
    return codecs.lookup(stream.encoding or "ascii").name == "utf-8"


def _is_ascii(stream: TextIO) -> bool:
    return codecs.lookup(stream.encoding or "ascii").name == "ascii"


def _json_escape(character: str) -> str:
    return json.dumps(character)[1:-1]


def _plain_form(error: UnicodeError) -> tuple[str, int]:
    """Give the plain form of what an encoding cannot hold (a codec error handler)."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    written = "".join(map(_ascii, error.object[error.start : error.end]))
    return written, error.end


def _ascii(character: str) -> str:
    if character in _PLAIN_SIGNS:
        return _PLAIN_SIGNS[character]
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return bare or "?"
