"""A document as JSON: its blocks in order, for another tool to lay out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final, assert_never

from expert.documents.outline import (
    Blank,
    Block,
    Bullets,
    Heading,
    Item,
    Paragraph,
    Quotation,
    Table,
)
from expert.plain_text import escaped_json

FORMAT: Final = "qualif-document/1"


def document_text(
    name: str, blocks: Iterable[Block], *, draft: bool, anonymised: bool, pseudonym: str
) -> str:
    """Return the JSON text of a document."""
    data = {
        "format": FORMAT,
        "document": name,
        "case": pseudonym or None,
        "draft": draft,
        "anonymised": anonymised,
        "blocks": [_block(block) for block in blocks],
    }
    return escaped_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "level": level, "text": text}
        case Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case Quotation(text):
            return {"kind": "quotation", "text": text}
        case Bullets(items):
            return {"kind": "bullets", "items": [_item(item) for item in items]}
        case Table(header, rows):
            return {"kind": "table", "header": [*header], "rows": [[*row] for row in rows]}
        case Blank(label):
            return {"kind": "blank", "label": label}
        case _:
            assert_never(block)


def _item(item: Item) -> dict[str, Any]:
    told: dict[str, Any] = {"text": item.text}
    if item.strong:
        told = {"strong": item.strong, **told}
    if item.address:
        told["address"] = item.address
    if item.items:
        told["items"] = [_item(inner) for inner in item.items]
    return told
