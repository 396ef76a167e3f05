"""The keys, under the names they have on a French keyboard."""

from __future__ import annotations

from typing import NamedTuple

_NAMES = {
    "ctrl": "Ctrl",
    "alt": "Alt",
    "shift": "Maj",
    "enter": "Entrée",
    "escape": "Échap",
    "delete": "Suppr",
    "space": "Espace",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


class Hint(NamedTuple):
    """A key and what it does, as the bar at the bottom says it. The bar can be clicked."""

    key: str
    label: str


def key_name(key: str) -> str:
    """Return how a French keyboard writes a key of Textual: `ctrl+q` is « Ctrl+Q »."""
    parts = (_NAMES.get(part, part.upper()) for part in key.split("+"))
    return "+".join(parts)
