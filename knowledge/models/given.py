"""Answers that the base may ask for by their values, whatever rule reads them (or none)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from knowledge.models.common import Identifier, Identifiers

NONE_OF_THEM = "aucun"
"""The answer to a list in which nothing was ticked."""


def _alternatives(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {fact: (v,) if isinstance(v, str) else v for fact, v in value.items()}


GivenAnswers = Annotated[dict[Identifier, tuple[Identifiers, ...]], BeforeValidator(_alternatives)]
"""For each fact, the alternatives: « fait: a », « fait: [a, b] » (one of them); inside, the values
given together: « fait: [[a, b], c] » (a and b, or else c)."""
