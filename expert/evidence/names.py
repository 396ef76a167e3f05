"""The name under which a file is kept: no path, no hidden character, the extension of its type."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from expert.plain_text import is_safe

LONGEST_NAME: Final = 100
"""Characters of a name, its extension included."""

UNNAMED: Final = "piece"

_FORBIDDEN = re.compile(r'[<>:"|?*]')
_SPACES = re.compile(r"\s+")
_RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)
"""Names that Windows gives to devices, whatever the extension."""


def cleaned(name: str, extension: str) -> str:
    r"""Return a name that any system can hold and that says what the file is.

    Only what follows the last « / » or « \ » counts. The last extension is always `extension`: a
    page named « photo.jpg.html » cannot be kept as such.
    """
    last = _SPACES.sub(" ", name.replace("\\", "/").rpartition("/")[2])
    visible = "".join(c for c in unicodedata.normalize("NFC", last) if is_safe(c))
    stem = _FORBIDDEN.sub("_", visible).strip(". ")
    if stem.lower().endswith(f".{extension}"):
        stem = stem[: -len(extension) - 1].rstrip(". ")
    stem = stem[: LONGEST_NAME - len(extension) - 1].rstrip(". ")
    if not stem or stem.partition(".")[0].strip().lower() in _RESERVED:
        stem = f"{UNNAMED} {stem}".strip()[: LONGEST_NAME - len(extension) - 1]
    return f"{stem}.{extension}"
