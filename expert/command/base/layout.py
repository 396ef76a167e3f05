"""Long lines laid out on the width of the output, each continuation under its own line."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, the long ones wrapped; an address is never cut."""
    from expert.command.streams import columns

    width = columns()
    for line in lines:
        body = line.lstrip(" ")
        margin = len(line) - len(body) + 2
        folded = textwrap.wrap(
            line,
            width,
            subsequent_indent=" " * margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
        print("\n".join(folded))
