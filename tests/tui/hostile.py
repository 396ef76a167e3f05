"""Texts drawn to harm a terminal or an application, and what may never come out of them."""

from __future__ import annotations

import random
import re

from textual.pilot import Pilot

_PIECES = (
    "\x1b[2J", "\x1b]52;c;cGllZ2U=\x07", "\x1b]0;piege\x07", "\x1bP1$r\x1b\\", "\x9b31m", "\x90",
    "\x07", "\x00", "\x7f", "\x08", "\r", "\n", "\t", "\u202e", "\u2066", "\u2069", "\u200b",
    "\u200f", "\ufeff", "\ud800", "\udfff", "\u2028", "[@click=app.piege]", "[/]", "[/zut]",
    "[bold red]", "[link=http://piege]", "[", "]", "\\[", "\\", "{0}", "%s%n", "${x}", "'\"", "<b>",
    "é", "e\u0301", "\u0645\u0631\u062d\u0628\u0627", "日本", "👩\u200d👩\u200d👧", "🇫🇷",
    "menteur", " ", "\u00a0", "\U000e0041", "a" * 300,
)  # fmt: skip
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
)
"""What a terminal obeys: controls, changes of direction, halves of characters, tags."""


def drawn_text(chance: random.Random) -> str:
    """Return a text of one to twelve pieces."""
    return "".join(chance.choices(_PIECES, k=chance.randint(1, 12)))


def obeyed(pilot: Pilot[None]) -> list[str]:
    """Return what the screen would have a terminal obey: signs, links, actions of the text."""
    found = []
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            if not segment.control and (sign := _OBEYED.search(segment.text)):
                found.append(f"{sign.group()!r} in {segment.text!r}")
            style = segment.style
            if style is not None and (style.link or "piege" in repr(style.meta)):
                found.append(f"{style.link or style.meta} on {segment.text!r}")
    return found
