"""Proofs and citations as data: what every reader is shown, at the depth each one wants."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

SHOWN_ALREADY = " (déjà montré)"
"""How the text of a step ends that was unfolded elsewhere in the same proof."""

WISHED = " (il aurait fallu : "
"""What begins the words on the answer that would have been needed, after the answer given."""


class Part(BaseModel):
    """A frozen piece of the contract; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ProofNode(Part):
    """One step of a reasoning, itself resting on `steps`.

    `truth` is True (holds), False (does not hold) or None (not settled). `kind`: conclusion, rule,
    fact, zone, count, cases (proof by cases), guard, all, any, not. `text` is a French sentence;
    `rule` and `sources` are ids; `question` is the « fact@publication/passage » key of the answer.
    `set_aside` are the exceptions examined that do not apply.
    """

    kind: str
    truth: bool | None
    text: str
    rule: str | None = None
    statement: str | None = None
    sources: tuple[str, ...] = ()
    unit: str | None = None
    question: str | None = None
    steps: tuple[ProofNode, ...] = ()
    set_aside: tuple[ProofNode, ...] = ()

    @model_serializer(mode="wrap")
    def _without_blanks(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out what is empty: a tree of a thousand steps stays readable."""
        kept = ("kind", "truth", "text")
        return {k: v for k, v in handler(self).items() if k in kept or v not in (None, (), [])}


class Proof(Part):
    """A complete reasoning: `id` is quoted by what rests on it; `line` says it in one sentence."""

    id: str
    conclusion: str
    unit: str | None
    line: str
    root: ProofNode


class Citation(Part):
    """A text or decision of the registry; nothing else can be cited.

    `level` is the registry's own word; `in_force` tells whether the text was in force on the day
    of the facts (None: not known, or case law).
    """

    id: str
    kind: Literal["text", "decision"]
    reference: str
    says: str
    level: str
    level_label: str
    applied_to: str | None
    caution: str | None
    url: str | None
    in_force: bool | None = None
