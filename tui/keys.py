"""The keys, under the names they have on a French keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.events import Key

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


def letter_of(event: Key) -> str:
    """Return the sign that was typed alone, or nothing: Alt+D is a shortcut, never an answer."""
    shortcut = event.key.startswith(("alt+", "ctrl+"))
    return "" if shortcut else event.character or ""


def key_name(key: str) -> str:
    """Return how a French keyboard writes a key of Textual: `ctrl+q` is « Ctrl+Q »."""
    parts = (_NAMES.get(part, part.upper()) for part in key.split("+"))
    return "+".join(parts)
