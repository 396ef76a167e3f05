"""Proving one obligation of a small base, whose questions are told by the names of its facts."""

from __future__ import annotations

from typing import Any

from expert.assurance.proofs import Obligation, prove
from knowledge import KnowledgeBase
from tests.support.small_bases import yes_no


def proof_of(base: KnowledgeBase, name: str, **options: Any) -> Obligation:
    """Return what becomes of one obligation."""
    (found,) = prove(base, [name], incidents=4, **options).obligations
    return found


def facts(*names: str, scope: str = "passage", **more: Any) -> list[dict[str, Any]]:
    """Return yes/no facts whose question is told by their name."""
    return [
        {**fact, "question": f"{fact['fait']} ?", **more} for fact in yes_no(*names, scope=scope)
    ]
