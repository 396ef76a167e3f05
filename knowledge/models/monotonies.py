"""Relations that counsel signs: an answer that, pushed one way, only ever pushes a result one way.

They are no rule: nothing is concluded from them. `qualif base prouver` proves each on the rules,
in every incident and every reading, or refuses it with an incident that belies it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from knowledge.models.common import Declaration, Identifier, Identifiers, Sentence

Direction = Literal["ne-disparait-jamais", "n-apparait-jamais"]
"""What the named conclusions never do while the answer goes along its order."""


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str | dict) else value


class Monotony(Declaration):
    """While one answer goes one way, the named conclusions never appear (or never disappear).

    `order` gives at least two values of the fact, each pushing further than the one before; for a
    list, `item` is one of its elements and the order is « non, oui »; for a date or a number it is
    « croissant » or « decroissant ». `conclusions` are atoms, « case=valeur », or the conclusions
    of a family (`{famille: x}`), or every offence with a maximum (`{peine: oui}`).
    """

    id: Identifier = Field(alias="monotonie")
    statement: Sentence = Field(alias="enonce")
    fact: Identifier = Field(alias="fait")
    item: Identifier | None = Field(default=None, alias="element")
    order: Annotated[tuple[Identifier, ...], BeforeValidator(_one_or_more)] = Field(
        alias="ordre", min_length=1
    )
    conclusions: Annotated[tuple[str | dict[str, str], ...], BeforeValidator(_one_or_more)] = Field(
        min_length=1
    )
    direction: Direction = Field(alias="sens")
    reason: Sentence = Field(alias="raison")
    sources: Identifiers = Field(min_length=1)

    @model_validator(mode="after")
    def _goes_somewhere(self) -> Monotony:
        if len(set(self.order)) != len(self.order):
            raise ValueError("« ordre » nomme deux fois la même valeur")
        if len(self.order) == 1 and self.order[0] not in ("croissant", "decroissant"):
            raise ValueError("« ordre » nomme au moins deux valeurs, de l'une à l'autre")
        return self
