"""A comparison of two situations as rows: what each side says, beside or above the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from expert.documents import outline
from expert.documents.comparison import comparison_blocks
from tui.results.reader_pages import block_lines
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.what_if.comparison_model import Comparison


class Row(NamedTuple):
    """Something said of both sides (`first` and `second`), or of the whole (`above` alone)."""

    above: tuple[Paragraph, ...]
    first: tuple[Paragraph, ...] = ()
    second: tuple[Paragraph, ...] = ()
    below: tuple[Paragraph, ...] = ()


def comparison_rows(found: Comparison) -> Iterator[Row]:
    """Yield the document of a comparison, row by row: the same words as the command prints."""
    names = (found.first.name, found.second.name)
    for block in comparison_blocks(found):
        if not isinstance(block, outline.Bullets):
            yield Row(_paragraphs(block))
            continue
        for item in block.items:
            if tuple(each.strong for each in item.items[:2]) == names:
                title = outline.Item(item.text, item.strong)
                yield Row(_bullet(title), _bullet(item.items[0]), _bullet(item.items[1]),
                          tuple(p for rest in item.items[2:] for p in _bullet(rest)))  # fmt: skip
            else:
                yield Row(_bullet(item))


def _bullet(item: outline.Item) -> tuple[Paragraph, ...]:
    return _paragraphs(outline.Bullets((item,)))


def _paragraphs(block: outline.Block) -> tuple[Paragraph, ...]:
    return tuple(p for line in block_lines([block]) for p in line.paragraphs)
