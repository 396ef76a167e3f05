"""A caution of the registry in its two parts: what limits its use, and what was read of it.

The registry ends many cautions with the trail of the research. The two are told apart only where
the sentence says so itself: it opens with « Ce qui a été lu : », or, in the notes on the case law
of labour courts, it lists in lower case the parts of the decision that were seen. A sentence that
opens otherwise is never taken apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_READ = "Ce qui a été lu : "
_SEEN = re.compile(r"(?:motifs|titres|début du texte|en-tête)\b")
_SENTENCE = re.compile(rf"(?:(?<=^)|(?<=[.)] ))(?={_READ}|Référence : |{_SEEN.pattern})")


@dataclass(frozen=True, slots=True)
class Caution:
    """`limits`: what a reader must know before using it; `read`: how it is known."""

    limits: str = ""
    read: str = ""


def split_caution(caution: str | None) -> Caution:
    """Return the two parts of a caution; what is not told apart for certain limits its use."""
    limits, read = [], []
    for part in _SENTENCE.split(caution or ""):
        said = part.strip()
        if said.startswith(_READ):
            read.append(_capital(said.removeprefix(_READ)))
        elif _SEEN.match(said):
            read.append(_capital(said))
        elif said:
            limits.append(said)
    return Caution(" ".join(limits), " ".join(read))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
