"""A paper as JSON: its blocks in order, for another tool to lay out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from expert.documents.outline import Block, Bullets, Heading, Item
from expert.plain_text import escaped_json

FORMAT: Final = "qualif-document/1"


def paper_text(name: str, blocks: Iterable[Block]) -> str:
    """Return the JSON text of a paper."""
    data = {"format": FORMAT, "document": name, "blocks": [_block(block) for block in blocks]}
    return escaped_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": [_item(item) for item in block.items]}
    return {"kind": type(block).__name__.lower(), "text": block.text}


def _item(item: Item) -> dict[str, Any]:
    told: dict[str, Any] = {"text": item.text}
    if item.strong:
        told = {"strong": item.strong, **told}
    if item.items:
        told["items"] = [_item(inner) for inner in item.items]
    return told
