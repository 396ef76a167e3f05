"""Discussed facts and what they decide, as data: a part of the assessment."""

from __future__ import annotations

from typing import Literal

from expert.disputes import Role
from expert.explanation.model import Part
from expert.status import Status

Hold = Literal["robust", "depends", "split"]


class DisputeResult(Part):
    """A discussed fact: who says and who denies it, who must prove it, with which pieces.

    `said` tells the parties in words, `alleged` what one of them says, `among` the only answers in
    discussion (none: any answer). `burden_said` is the presumption of the base when it has one,
    else the burden that was recorded. `unproved` is what is read when nothing more is proved.
    """

    key: str
    fact: str
    unit: str | None
    label: str
    question: str
    said: str
    alleged: str | None
    among: tuple[str, ...]
    alleged_by: Role | None
    denied_by: Role | None
    burden: Role | None
    burden_said: str
    burden_sources: tuple[str, ...]
    unproved: str | None
    pieces: tuple[str, ...]


class DisputeCase(Part):
    """What a conclusion becomes for some answers to the discussed facts (`when`, in words)."""

    when: tuple[str, ...]
    status: Status


class DisputedConclusion(Part):
    """What discussed facts do to a conclusion.

    `robust`: settled whatever they are. `split`: each answer settles it, not the same way.
    `depends`: open, and they are among what it hangs on (`facts`: their keys). `cases` covers
    every answer to them once, or is empty when there are too many to be told.
    """

    conclusion: str
    label: str
    unit: str | None
    layer: str
    status: Status
    hold: Hold
    facts: tuple[str, ...] = ()
    cases: tuple[DisputeCase, ...] = ()
