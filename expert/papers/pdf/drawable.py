r"""What the fonts of the PDF can draw: the other signs are told in words, or by their number.

An emoji is told by its French name, « [émoji : visage rieur] », another sign as « \u{65E5} ».

PDF/A forbids a sign without its drawing, and typst refuses the whole document for one of them. The
only fonts are those inside typst (never those of the machine), so the list is fixed; a test draws
every sign of it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from expert.papers.extra import library

DRAWN: Final = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF),  # Latin, its accents, phonetic signs
    (0x370, 0x373), (0x376, 0x377), (0x37B, 0x37E), (0x386, 0x386), (0x388, 0x38A),
    (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x3FF),  # Greek
    (0x400, 0x481), (0x48A, 0x4FF),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin with two accents
    (0x2002, 0x200A), (0x2010, 0x2027), (0x202F, 0x2040), (0x2044, 0x2052), (0x2057, 0x2057),
    (0x2070, 0x2071), (0x2074, 0x208E), (0x2090, 0x209C), (0x20A0, 0x20B5), (0x20BD, 0x20BD),
    (0x2100, 0x211E), (0x2120, 0x2120), (0x2122, 0x2122), (0x2150, 0x2151), (0x2153, 0x2184),
    # №, ½, Ⅳ
    (0x2190, 0x2328), (0x232B, 0x23FF),  # arrows, mathematics, technical signs
    (0x2460, 0x262F), (0x2638, 0x268B), (0x2690, 0x269C), (0x26A0, 0x26A7), (0x26AA, 0x26B2),
    (0x2701, 0x2704), (0x2706, 0x2709), (0x270C, 0x2727), (0x2729, 0x274B), (0x274D, 0x274D),
    (0x274F, 0x2752), (0x2756, 0x2756), (0x2758, 0x275E), (0x2761, 0x277F), (0x2794, 0x2794),
    (0x2798, 0x27AF), (0x27B1, 0x27BE),  # boxes, shapes, marks, dingbats
    (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),
)  # fmt: skip
"""First and last number of each run of signs that the fonts inside typst draw."""

_PLAIN: Final = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0xFF), (0x152, 0x153), (0x2010, 0x201E), (0x2022, 0x2022),
    (0x2026, 0x2026), (0x202F, 0x202F), (0x20AC, 0x20AC),
)  # fmt: skip
"""What one font draws alone: used when the fonts together still refuse a text."""


def _others(runs: tuple[tuple[int, int], ...]) -> re.Pattern[str]:
    inside = "".join(f"{chr(first)}-{chr(last)}" for first, last in runs if first > 0x7E)
    return re.compile(f"[^ -~{inside}]")


_UNDRAWN: Final = _others(DRAWN)
_UNPLAIN: Final = _others(_PLAIN)


_PRESENTATION: Final = re.compile("[\ufe0e\ufe0f]")
"""Signs that are never seen: they choose between two drawings of the sign before."""


def drawable(text: str, *, plain: bool = False) -> str:
    """Return a text whose every sign is drawn: an emoji by its name, the others by their number."""
    undrawn = _UNPLAIN if plain else _UNDRAWN
    text = unicodedata.normalize("NFC", text)
    if not undrawn.search(text):
        return text
    return undrawn.sub(_number, _PRESENTATION.sub("", _with_emoji_named(text, undrawn)))


def _with_emoji_named(text: str, undrawn: re.Pattern[str]) -> str:
    """Return a text whose emoji are told in French, but those that the fonts draw."""
    emoji = library("emoji")
    emoji.config.load_language("fr")

    def named(signs: str, known: dict[str, str]) -> str:
        if "fr" not in known or not undrawn.search(_PRESENTATION.sub("", signs)):
            return signs
        return f"[émoji\u00a0: {known['fr'].strip(':').replace('_', ' ')}]"

    return str(emoji.replace_emoji(text, replace=named))


def _number(sign: re.Match[str]) -> str:
    return f"\\u{{{ord(sign[0]):04X}}}"
