"""Long lines laid out on the width of the output, each continuation under its own line."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, the long ones wrapped; an address is never cut, nor « : » from its word."""
    from expert.command.streams import columns
    from expert.plain_text import NO_BREAK, tied

    width = columns()
    for line in lines:
        body = line.lstrip(" ")
        margin = len(line) - len(body) + 2
        folded = textwrap.wrap(
            tied(line),
            width,
            subsequent_indent=" " * margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
        print("\n".join(folded).replace(NO_BREAK, " "))
