"""What the forms share of an outline: levels that never skip, chapters, when to list them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from expert.documents.outline import Blank, Block, Heading
from expert.plain_text import one_line

CONTENTS: Final = "Sommaire"
_MANY: Final = 8
"""Chapters from which they are listed after the opening."""


_TOGETHER: Final = 10
"""Lines to fill in that stay on one page."""


def levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks without empty titles, none more than one level under the one before."""
    level = 1
    for block in blocks:
        if isinstance(block, Heading):
            if not one_line(block.text):
                continue
            level = max(1, min(block.level, level + 1))
            block = replace(block, level=level)
        yield block


def is_chapter(block: Block) -> bool:
    """Whether a block is the title of a chapter."""
    return isinstance(block, Heading) and block.level == 2


def parted(blocks: Iterable[Block]) -> tuple[list[Block], list[Block], bool]:
    """Return the opening, the chapters, and whether there are enough of them to list them."""
    known = list(levelled(blocks))
    places = [at for at, block in enumerate(known) if is_chapter(block)]
    first = places[0] if places else len(known)
    return known[:first], known[first:], len(places) >= _MANY


def with_kept(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Yield each block, and whether it stays on the page of the next: lines to fill in together.

    A signature must not stand alone on a sheet; beyond some lines, no page could hold them all.
    """
    run = 0
    for block, following in pairwise([*blocks, None]):
        run = run + 1 if isinstance(block, Blank) else 0
        if block is not None:
            yield block, 0 < run < _TOGETHER and isinstance(following, Blank)
