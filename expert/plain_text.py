r"""User text made safe to show: what a terminal would obey or hide becomes a visible mark.

A pasted post may hold escape sequences (C0 and C1 controls), right-to-left overrides that swap
the words of a sentence, invisible characters or lone surrogates. None is obeyed and none is lost:
each is shown as « \u{202E} ». Letters, accents and emoji are left as they are.
"""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls, but tab and line feed
    "\u00ad\u061c\u180e\u200b\u200e\u200f"  # soft hyphen, Arabic mark, zero width, direction marks
    "\u2028-\u202e\u2060-\u206f"  # line separators, bidi embeddings and isolates, invisible signs
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # byte-order mark, annotations, non-characters
    "\ud800-\udfff"  # lone surrogates
    "\U000e0000-\U000e007f"  # tag characters
    "]"
)
_SPACES = re.compile(r"\s+")
_TIED = re.compile(r" (?=[:;!?»%€])|(?<=«) |(?<=n°) |(?<=art\.) ")

NO_BREAK = "\u00a0"


def is_safe(text: str) -> bool:
    """Whether a terminal shows every character of `text` and obeys none."""
    return _UNSAFE.search(text) is None


def clean(text: str) -> str:
    """Return `text` with every unsafe character shown as a mark; line ends are line feeds."""
    joined = text.replace("\r\n", "\n").replace("\t", "    ")
    return _UNSAFE.sub(_mark, joined)


def one_line(text: str) -> str:
    """Return `text` cleaned, on one line: runs of spaces and line ends become one space."""
    return _SPACES.sub(" ", clean(text)).strip()


def folded(text: str) -> str:
    """Return `text` as it is searched: without accents nor capitals."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def shortened(text: str, limit: int) -> str:
    """Return `text` cleaned, cut after `limit` characters with how many are left out."""
    shown = clean(text)
    if len(shown) <= limit:
        return shown
    return f"{shown[:limit].rstrip()} […] ({len(shown) - limit} caractères de plus)"


def escaped_json(text: str) -> str:
    """Return JSON text whose unsafe characters are written as escapes: same data, safe to print.

    Such characters can only stand inside JSON strings, where an escape means the same.
    """
    return _UNSAFE.sub(_json_escape, text)


def _mark(match: re.Match[str]) -> str:
    return f"\\u{{{ord(match.group()):04X}}}"


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def tied(text: str) -> str:
    """Return a text whose French punctuation no layout can part from its word."""
    return _TIED.sub(NO_BREAK, text)
