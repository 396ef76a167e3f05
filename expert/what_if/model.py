"""What each value of an answer would change, as data. Its JSON form is versioned.

Nothing here is a forecast: each effect is the status a conclusion would have, all else unchanged.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from expert.assessment.model import BaseIdentity, Software
from expert.explanation.model import Part
from expert.status import Status

FORMAT = "qualif-et-si/1"

Standing = Literal["given", "unknown", "discussed", "open"]
"""How an answer stands now: given, « je ne sais pas », discussed, or not given yet."""


class EffectResult(Part):
    """A conclusion whose status would change, on one unit (None: the incident)."""

    conclusion: str
    label: str
    unit: str | None
    before: Status
    after: Status


class ValueResult(Part):
    """One answer (or several that change the same things): what it would change.

    `values` are the ids of the answers, `label` says them. `moot` and `revived` are the keys of
    the recorded answers that would lose their effect, or count again.
    """

    values: tuple[str, ...]
    label: str
    effects: tuple[EffectResult, ...]
    moot: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether no conclusion and no recorded answer would be touched."""
        return not (self.effects or self.moot or self.revived)


class PointResult(Part):
    """One answer, given or open, with what each other value would change."""

    key: str
    fact: str
    unit: str | None
    label: str
    question: str
    standing: Standing
    now: str | None
    values: tuple[ValueResult, ...]


class WhatIf(Part):
    """What the answers of one incident would change for one reader.

    `together` is what several answers asked at once would change, none unless some were asked.
    `unsure` are conclusions that hang on too many missing answers: an effect on them that is not
    told is not proved absent. `answers` names the recorded answers by their keys: those of `moot`
    and `revived` are there.
    """

    format: str = FORMAT
    software: Software
    base: BaseIdentity
    title: str
    examined_on: str
    reader: str
    points: tuple[PointResult, ...] = ()
    together: ValueResult | None = None
    unsure: tuple[str, ...] = ()
    answers: dict[str, str] = Field(default_factory=dict)
    several_units: bool = False
