"""French typography of a sentence of the product; what was typed in an incident is left as it is.

An apostrophe between letters is curved; no layout may part « : », « ; », « ? », « ! », « % »,
« € » or a guillemet from its word. Nothing is added or removed that changes a word.
"""

from __future__ import annotations

import re

from expert.plain_text import NO_BREAK, clean, one_line, tied

NARROW = "\u202f"

_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«])")
_HIGH = re.compile(f"{NO_BREAK}(?=[;?!])")
_LONG = re.compile(r"(?![0-9a-f]{31,64}(?!\S))\S{31,}")
"""A word longer than a line should hold; a digest is left whole, to be copied and compared."""
_AFTER = re.compile(r"(?<=[/_.?&=,;:\-])")
_PIECE = 24
_INDENT = re.compile(r"^ +")


def sentence(text: str) -> str:
    """Return one line of text with French apostrophes and spaces."""
    return _HIGH.sub(NARROW, tied(_APOSTROPHE.sub("’", one_line(text))))


def typed_lines(text: str) -> list[str]:
    """Return the lines of what was typed, as they are; spaces that begin one are kept."""
    return [
        _INDENT.sub(lambda found: NO_BREAK * len(found[0]), line.rstrip())
        for line in clean(text).split("\n")
    ]


def pieces(text: str) -> list[str]:
    """Return a text cut where a line may end inside a word longer than a line should hold."""
    parts = [""]
    end = 0
    for found in _LONG.finditer(text):
        parts[-1] += text[end : found.start()]
        first, *others = _cut(found[0])
        parts[-1] += first
        parts += others
        end = found.end()
    parts[-1] += text[end:]
    return parts


def _cut(word: str) -> list[str]:
    """Cut a word after the signs of an address, and anywhere in what is still too long."""
    cut: list[str] = []
    for part in _AFTER.split(word):
        if cut and len(cut[-1]) + len(part) <= _PIECE:
            cut[-1] += part
        else:
            cut += [part[at : at + _PIECE] for at in range(0, len(part), _PIECE)]
    return cut
