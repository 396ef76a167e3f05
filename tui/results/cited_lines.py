"""Lines written as sentences that cite: each stands for the sources it names, to be read whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from expert.explanation.citations import citation
from expert.plain_text import NO_BREAK
from tui.widgets.line_list import Line
from tui.widgets.paragraphs import Paragraphs

if TYPE_CHECKING:
    from expert.explanation.model import Citation
    from knowledge import KnowledgeBase


class Named(NamedTuple):
    """The sources that a line names, in its order."""

    sources: tuple[Citation, ...]


def citable(base: KnowledgeBase) -> dict[str, Citation]:
    """Return every source that may be cited, by id: for a page that is about no incident."""
    return {
        name: citation(base, name) for name, source in base.sources.items() if source.is_citable
    }


def cited_lines(lines: Iterable[Line], shown: Mapping[str, Citation]) -> Iterator[Line]:
    """Yield the lines; one that stood for nothing stands for the sources it names, if any.

    Only the references of `shown` are looked for, the longest first: « art. 32 » is not found
    inside « art. 32, al. 1 » when both are known, nor inside « art. 321 ».
    """
    known = {cited.reference: cited for cited in shown.values()}
    longest = sorted(known, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
    for line in lines:
        if not known or line.title or line.target is not None:
            yield line
            continue
        text = Paragraphs(line.paragraphs).plain.replace(NO_BREAK, " ")
        found = dict.fromkeys(match.group() for match in pattern.finditer(text))
        yield line._replace(target=Named(tuple(known[name] for name in found)) if found else None)
